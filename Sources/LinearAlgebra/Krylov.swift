import CArpack
import Glibc
import Numerics
import Synchronization

/// An eigenpair at the edge of the spectrum, as ARPACK found it.
struct RitzPair {
  let value: Complex<Double>
  /// Of norm 1.
  let vector: [Complex<Double>]
}

/// ARPACK's restarted Krylov iterations (Lehoucq, Sorensen and Yang 1998): a few outermost eigenvalues
/// from products with vectors, tolerance tier.
///
/// The start vector is fixed, so equal matrices give equal answers. An iteration that does not converge
/// answers `nil`; it stops within a product when interrupted.
enum Krylov {
  /// ARPACK stops when the residual of each wanted pair is below this share of its eigenvalue.
  ///
  /// Below the 1e-10 that is promised: the last digits cost one restart in ten.
  private static let tolerance = 1e-12

  /// Restarts until it is given up; drawn matrices of order 2048 take some 20.
  private static let mostRestarts: Int32 = 100

  /// ARPACK keeps its place in global variables.
  private static let turn = Mutex(())

  /// The eigenvalues of largest modulus of a general matrix, with their vectors.
  ///
  /// Six are asked for, since the moduli at the edge of a drawn matrix lie close together, and one
  /// that was missed would be the largest. Measured at orders 256 to 2048: a basis of 100 takes the
  /// fewest seconds.
  static func outermost(
    of matrix: Matrix, _ interruption: Interruption
  ) throws(LinearAlgebraError) -> [RitzPair]? {
    var iteration = Iteration(order: matrix.rows, wanted: 6, basisSize: 100, isSymmetric: false)
    return try inTurn(interruption) { () throws(LinearAlgebraError) in
      let hasConverged = try iteration.run(interruption) {
        matrix.times($0)
      }
      return hasConverged ? iteration.generalPairs() : nil
    }
  }

  /// The largest eigenvalue of WᵀW, or WWᵀ if it is smaller, with its vector.
  static func largestSquare(
    of matrix: Matrix, _ interruption: Interruption
  ) throws(LinearAlgebraError) -> (value: Double, vector: [Double])? {
    let isTall = matrix.rows >= matrix.columns
    let order = min(matrix.rows, matrix.columns)
    var iteration = Iteration(order: order, wanted: 1, basisSize: 20, isSymmetric: true)
    return try inTurn(interruption) { () throws(LinearAlgebraError) in
      let hasConverged = try iteration.run(interruption) {
        isTall ? matrix.transposedTimes(matrix.times($0)) : matrix.times(matrix.transposedTimes($0))
      }
      return hasConverged ? iteration.symmetricPair() : nil
    }
  }

  private static func inTurn<Answer>(
    _ interruption: Interruption, _ body: () throws(LinearAlgebraError) -> Answer
  ) throws(LinearAlgebraError) -> Answer {
    while !interruption.isRequested {
      if let answer = try turn.withLockIfAvailable({ _ throws(LinearAlgebraError) in try body() }) {
        return answer
      }
      usleep(1000)
    }
    throw .interrupted
  }
}

extension Krylov {
  /// The arrays that ARPACK wants to find again at each call.
  private struct Iteration {
    let order: Int32
    let wanted: Int32
    let basisSize: Int32
    let isSymmetric: Bool
    var residual: [Double]
    var basis: [Double]
    var parameters: [Int32]
    var pointers = [Int32](repeating: 0, count: 14)
    var workd: [Double]
    var workl: [Double]

    init(order: Int, wanted: Int, basisSize: Int, isSymmetric: Bool) {
      self.order = Int32(order)
      self.wanted = Int32(wanted)
      let basisSize = min(basisSize, order)
      self.basisSize = Int32(basisSize)
      self.isSymmetric = isSymmetric
      residual = RandomNumbers.normals(seed: 0, stream: 0xA49, draw: 0, first: 0, count: order)
      basis = [Double](repeating: 0, count: order * basisSize)
      workd = [Double](repeating: 0, count: 3 * order)
      workl = [Double](repeating: 0, count: 3 * basisSize * basisSize + 8 * basisSize)
      // Exact shifts, the most restarts, one product at a time, and the plain problem (mode 1).
      parameters = [1, 0, mostRestarts, 1, 0, 0, 1, 0, 0, 0, 0]
    }

    /// Iterates to the end; whether all wanted pairs have converged.
    mutating func run(
      _ interruption: Interruption, _ product: ([Double]) -> [Double]
    ) throws(LinearAlgebraError) -> Bool {
      // A start vector is given.
      var (ido, info): (Int32, Int32) = (0, 1)
      while true {
        if interruption.isRequested { throw .interrupted }
        step(&ido, &info)
        guard ido == 1 || ido == -1 else { break }
        let (from, to) = (Int(pointers[0]) - 1, Int(pointers[1]) - 1)
        let image = product(Array(workd[from..<(from + Int(order))]))
        workd.replaceSubrange(to..<(to + Int(order)), with: image)
      }
      precondition(info >= 0 || info <= -8, "argument \(-info) of ARPACK is illegal")
      return info == 0 && parameters[4] >= wanted
    }

    private mutating func step(_ ido: inout Int32, _ info: inout Int32) {
      let routine = isSymmetric ? dsaupd_c : dnaupd_c
      routine(
        &ido, "I", order, isSymmetric ? "LA" : "LM", wanted, tolerance, &residual, basisSize,
        &basis, order, &parameters, &pointers, &workd, &workl, Int32(workl.count), &info)
    }

    /// The pairs after a converged run; of two conjugate ones both are there.
    mutating func generalPairs() -> [RitzPair]? {
      let (count, room) = (Int(order), Int(wanted) + 1)
      var (real, imaginary) = (
        [Double](repeating: 0, count: room), [Double](repeating: 0, count: room)
      )
      var vectors = [Double](repeating: 0, count: count * room)
      var workev = [Double](repeating: 0, count: 3 * Int(basisSize))
      var info: Int32 = 0
      dneupd_c(
        1, "A", [Int32](repeating: 0, count: Int(basisSize)), &real, &imaginary, &vectors, order,
        0, 0, &workev, "I", order, "LM", wanted, tolerance, &residual, basisSize, &basis, order,
        &parameters, &pointers, &workd, &workl, Int32(workl.count), &info)
      guard info == 0 else { return nil }
      var pairs: [RitzPair] = []
      // A pair of which only one was wanted has its column beyond the count.
      while pairs.count < Int(parameters[4]) {
        let index = pairs.count
        let column = vectors[(index * count)..<((index + 1) * count)]
        guard imaginary[index] != 0 else {
          pairs.append(RitzPair(value: Complex(real[index]), vector: column.map { Complex($0) }))
          continue
        }
        let other = vectors[((index + 1) * count)..<((index + 2) * count)]
        let value = Complex(real[index], imaginary[index])
        let vector = zip(column, other).map { Complex($0, $1) }
        pairs.append(RitzPair(value: value, vector: vector))
        pairs.append(RitzPair(value: value.conjugate, vector: vector.map(\.conjugate)))
      }
      return pairs
    }

    mutating func symmetricPair() -> (value: Double, vector: [Double])? {
      var value = 0.0, info: Int32 = 0
      var vector = [Double](repeating: 0, count: Int(order))
      dseupd_c(
        1, "A", [Int32](repeating: 0, count: Int(basisSize)), &value, &vector, order, 0, "I",
        order, "LA", wanted, tolerance, &residual, basisSize, &basis, order, &parameters,
        &pointers, &workd, &workl, Int32(workl.count), &info)
      return info == 0 ? (value, vector) : nil
    }
  }
}
