import LinearAlgebra

/// A random orthogonal matrix, uniform over the orthogonal group (Haar), times a gain.
///
/// Q of the QR factorisation of a normal matrix, the signs of diag R folded into its columns: without
/// that Q is not uniform (Mezzadri 2007). A matrix that is not square has orthonormal columns or
/// rows, whichever are fewer. Θ(rows · columns · min(rows, columns)).
public struct Orthogonal: Initializer {
  /// Which orthogonal matrices a square draw is taken from.
  public enum Group: String, CaseIterable, Sendable {
    /// O(n): rotations and reflections.
    case all
    /// SO(n): rotations alone, of determinant 1.
    case rotations
  }

  public var gain = 1.0
  public var group = Group.all

  public static let card = Card<Orthogonal>(
    "orthogonal", "A random rotation or reflection: every singular value equals the gain.",
    source: "Saxe, McClelland and Ganguli 2014; Mezzadri 2007",
    knobs: [
      .real("gain", \.gain, in: Knob<Orthogonal>.amounts, default: "1", "every singular value"),
      .choice(
        "group", \.group, default: Group.all,
        "rotations leaves out what reflects, of a square matrix"),
    ],
    synonyms: [Synonym("orthogonal_", of: "torch"), Synonym("Orthogonal", of: "Keras, JAX")])

  /// The normal matrix, its reflections, their product, and that transposed and scaled.
  public let copies = 6

  public init() {}

  public func law(for shape: Shape) -> Law {
    .structured(
      mean: 0, deviation: gain / Double(max(shape.rows, shape.columns)).squareRoot(),
      formula: (gain == 1 ? "Haar" : "\(literal(gain)) · Haar")
        + (group == .rotations ? " on SO(n)" : ""),
      spectrum: .isometry(gain, shape, source: "Mezzadri 2007"))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let isTall = shape.rows >= shape.columns
    let (long, short) = isTall ? (shape.rows, shape.columns) : (shape.columns, shape.rows)
    let normal = Matrix(rows: long, columns: short, elements: stream.normals(long * short))
    let factor = try normal.haarFactor(asRotation: group == .rotations, interruption)
    return (isTall ? factor : factor.transposed).map { gain * $0 }
  }
}
