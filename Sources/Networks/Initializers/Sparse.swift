import LinearAlgebra

/// Torch's `sparse_`: in each column a share of the entries, rounded up, is zero, the others are
/// normal with a deviation of 0.01.
public struct Sparse: SparseScheme {
  public var sparsity = 0.1
  public var gain = 1.0
  public var std: Double? = 0.01
  public var distribution = Distribution.normal
  public var scaling = Scaling()

  public static let card = Card<Sparse>(
    "sparse", "Normal entries, a share of each column zero.",
    source: "Martens 2010, as in torch.nn.init",
    knobs: [
      .real("sparsity", \.sparsity, in: 0...1, default: "0.1", "the share of zeros in a column"),
      .real("gain", \.gain, in: Knob<Sparse>.amounts, default: "1", "multiplies the deviation"),
      .real("std", \.std, in: Knob<Sparse>.amounts, default: "0.01", "the deviation of the others"),
      .choice(
        "distribution", \.distribution, default: Distribution.normal,
        "the shape of the law; truncated is normal, cut at ±2 sd"),
    ] + scalingKnobs(),
    synonyms: [Synonym("sparse_", of: "torch")])

  public init() {}

  /// How many entries of a column are zero.
  private func zeros(_ shape: Shape) -> Int { Int((sparsity * Double(shape.rows)).rounded(.up)) }

  public func incoming(_ shape: Shape) -> Double {
    Double(shape.columns) * Double(shape.rows - zeros(shape)) / Double(shape.rows)
  }

  public let incomingFormula = "((1 − sparsity) fan_in)"

  public func law(for shape: Shape) -> Law {
    let isDense = zeros(shape) <= shape.rows / 2
    return structuredLaw(shape, places: "at all but ⌈\(literal(sparsity)) fan_out⌉ of a column") {
      .disc(radius: $0, norm: isDense ? 2 * $0 : nil, source: "Wood 2012")
    }
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let zeros = zeros(shape)
    var isZero = [Bool](repeating: false, count: shape.count)
    for column in 0..<shape.columns {
      try interruption.check()
      let first = shape.count + column * zeros
      for row in stream.choices(zeros, below: shape.rows, from: first) {
        isZero[row * shape.columns + column] = true
      }
    }
    return try kept(shape, from: stream, interruption) { row in
      (0..<shape.columns).filter { !isZero[row * shape.columns + $0] }
    }
  }
}
