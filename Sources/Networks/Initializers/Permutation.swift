import LinearAlgebra

/// A random permutation of the units, times a gain: an orthogonal matrix with one entry in each row
/// and column.
public struct Permutation: Rescalable {
  public var gain = 1.0
  public var scaling = Scaling()

  public static let card = Card<Permutation>(
    "permutation", "A random permutation of the units, every singular value the gain.",
    source: "Boedecker, Obst, Mayer and Asada 2009",
    knobs: [.real("gain", \.gain, default: "1", "the weight of each connection")] + scalingKnobs(),
    exclusive: [("gain", "radius")])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) { try shape.requireSquare() }

  public func law(for shape: Shape) -> Law {
    let n = Double(shape.columns)
    return .structured(
      sum: n * gain, squares: n * gain * gain, shape,
      formula: scaled("a random permutation", times: gain), spectrum: .isometry(gain, shape))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let sources = stream.choices(shape.columns, below: shape.columns, from: 0)
    return try .sparse(shape, interruption) { row in [(sources[row], gain)] }
  }
}
