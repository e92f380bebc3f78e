import LinearAlgebra
import Networks
import Numerics

/// Where the values of a spectrum lie, against the laws for independent entries of its own mean and
/// deviation.
///
/// These are measurements, whatever the matrix is: one that was not drawn so is far from the laws.
public struct SpectralShape: Equatable, Sendable {
  /// A largest difference between a measured share and a law's.
  public struct Distance: Equatable, Sendable {
    /// Between 0 and 1.
    public let value: Double
    /// The modulus or singular value where it is found.
    public let place: Double
  }

  /// The eigenvalue that a mean adds, near n · mean, where that is beyond 3g/2.
  public let outlier: Complex<Double>?
  /// The largest modulus of the other eigenvalues; `nil` for a matrix that is not square.
  public let bulkRadius: Double?
  /// How far the share of eigenvalues inside radius r is from (r/g)² (Girko 1984), outlier apart.
  public let circularLaw: Distance?
  /// How far the share of singular values below s is from Marchenko and Pastur's, outlier apart; for a
  /// square matrix that is a quarter of a circle of radius 2g.
  public let marchenkoPastur: Distance?

  /// O(n log n).
  public init(_ spectrum: Spectrum, _ matrix: Matrix) {
    let (mean, deviation) = (matrix.mean, matrix.standardDeviation)
    let law = EntryLaw(mean: mean, deviation: deviation, excessKurtosis: 0)
    let theory = IndependentEntries(law, Shape(matrix.rows, matrix.columns))
    let isApart =
      mean != 0 && matrix.elements.count > 1 && (deviation == 0 || theory.side == .outside)
    let outlierIndex =
      isApart ? Self.nearest(to: Double(matrix.columns) * mean, spectrum.eigenvalues) : nil
    outlier = outlierIndex.flatMap { spectrum.eigenvalues?[$0] }
    let others = spectrum.eigenvalues.map { values in
      values.indices.filter { $0 != outlierIndex }.map { values[$0].length }
    }
    bulkRadius = others.map { $0.first ?? 0 }
    guard deviation > 0, deviation.isFinite else {
      (circularLaw, marchenkoPastur) = (nil, nil)
      return
    }
    circularLaw = others.flatMap { moduli in
      Self.distance(of: Array(moduli.reversed())) { radii in
        radii.map { min(1, ($0 / theory.gain) * ($0 / theory.gain)) }
      }
    }
    let values = spectrum.singularValues.dropFirst(isApart ? 1 : 0)
    let (shorter, longer) = (
      min(matrix.rows, matrix.columns), max(matrix.rows, matrix.columns)
    )
    marchenkoPastur = Self.distance(of: values.reversed()) { values in
      MarchenkoPastur(shorter: shorter, longer: longer).share(
        below: values.map { $0 / theory.gain })
    }
  }

  /// The real eigenvalue next to where one is expected, if it is nearer than half of that.
  private static func nearest(to expected: Double, _ eigenvalues: [Complex<Double>]?) -> Int? {
    guard let eigenvalues else { return nil }
    let index = eigenvalues.indices.filter { eigenvalues[$0].imaginary == 0 }
      .min {
        (eigenvalues[$0].real - expected).magnitude < (eigenvalues[$1].real - expected).magnitude
      }
    guard let index, (eigenvalues[index].real - expected).magnitude < expected.magnitude / 2 else {
      return nil
    }
    return index
  }

  /// The largest difference between a law and the share of values below, both just below and at each.
  private static func distance(
    of ascending: [Double], law: ([Double]) -> [Double]
  ) -> Distance? {
    guard !ascending.isEmpty else { return nil }
    let count = Double(ascending.count)
    let gaps = law(ascending).enumerated().map { index, share in
      max((share - Double(index) / count).magnitude, (share - Double(index + 1) / count).magnitude)
    }
    let index = gaps.indices.max { gaps[$0] < gaps[$1] } ?? 0
    return Distance(value: gaps[index], place: ascending[index])
  }

  /// The distance from the circular law that drawn matrices of order n have on average, 1.3 n^(−0.63).
  ///
  /// The fit of NumPy draws to within 3 %: 0.229 at 16, 0.098 at 64, 0.0632 at 128, 0.0405 at 256, 0.0262
  /// at 512. It is the real axis, with its some √n eigenvalues, that makes it so large.
  public static func typicalCircularDistance(size: Int) -> Double {
    1.3 * Elementary.pow(Double(size), -0.63)
  }

  /// The distance from Marchenko and Pastur's law that drawn square matrices of order n have on average,
  /// (0.55 + 0.36 ln n)/n.
  ///
  /// The fit of NumPy draws to within 5 %: 0.095 at 16, 0.0323 at 64, 0.0098 at 256, 0.0055 at 512.
  public static func typicalMarchenkoPasturDistance(size: Int) -> Double {
    (0.55 + 0.36 * Elementary.log(Double(size))) / Double(size)
  }
}
