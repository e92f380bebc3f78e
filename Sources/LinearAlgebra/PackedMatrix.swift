import Dispatch
import Kernels

/// A matrix laid out for products with many vectors: W in panels of 64 rows (see Kernels.h).
///
/// Exact tier: every output is accumulated in the order of the columns with fused multiply-add, so
/// its bits depend neither on the batch nor on the number of threads.
public struct PackedMatrix<Scalar: ExactScalar>: Sendable {
  public let rows: Int
  public let columns: Int
  private let panels: [Scalar]

  /// Packs a matrix, its entries rounded to `Scalar`; Θ(rows · columns).
  public init(_ matrix: Matrix) {
    self.init(matrix.rows, matrix.columns) { panels in
      Scalar.kernels.pack(matrix.elements, matrix.rows, matrix.columns, panels)
    }
  }

  /// Packs the transpose of a matrix; Θ(rows · columns).
  public init(transposing matrix: Matrix) {
    self.init(matrix.columns, matrix.rows) { panels in
      Scalar.kernels.packTransposed(matrix.elements, matrix.rows, matrix.columns, panels)
    }
  }

  private init(_ rows: Int, _ columns: Int, _ pack: (UnsafeMutablePointer<Scalar>) -> Void) {
    (self.rows, self.columns) = (rows, columns)
    let count = whh_packed_count(rows, columns)
    panels = [Scalar](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      if let start = buffer.baseAddress { pack(start) }
      initializedCount = count
    }
  }

  /// y ← y + W x for a batch of vectors: x is batch × columns, y batch × rows, both by rows.
  ///
  /// Θ(batch · rows · columns), shared among up to `threads` threads where that is worth it.
  public func accumulate(
    _ x: ArraySlice<Scalar>, batch: Int, into y: inout [Scalar], threads: Int
  ) {
    precondition(x.count == batch * columns, "x has \(columns) numbers for each batch element")
    precondition(y.count == batch * rows, "y has \(rows) numbers for each batch element")
    let panelCount = (rows + 63) / 64
    let shares = shares(of: panelCount, batch: batch, threads: threads)
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return }
        let product = Product(matrix: self, x: x, batch: batch, y: y)
        guard shares > 1 else { return product.run(0..<panelCount) }
        DispatchQueue.concurrentPerform(iterations: shares) { share in
          product.run(share * panelCount / shares..<(share + 1) * panelCount / shares)
        }
      }
    }
  }

  /// y ← y + W x for a batch of vectors.
  public func accumulate(_ x: [Scalar], batch: Int, into y: inout [Scalar], threads: Int) {
    accumulate(x[...], batch: batch, into: &y, threads: threads)
  }

  /// How many threads get a share of the panels: none so few that starting it takes longer than its
  /// work, some 20 µs.
  private func shares(of panelCount: Int, batch: Int, threads: Int) -> Int {
    let worthwhile = batch * rows * columns / 500_000
    return max(1, min(threads, panelCount, worthwhile))
  }

  /// A product under way; threads write to different rows of y.
  private struct Product: @unchecked Sendable {
    let matrix: PackedMatrix
    let x: UnsafePointer<Scalar>
    let batch: Int
    let y: UnsafeMutablePointer<Scalar>

    func run(_ range: Range<Int>) {
      Scalar.kernels.accumulate(
        matrix.panels, range.lowerBound, range.count, matrix.rows, matrix.columns, x, batch, y)
    }
  }
}
