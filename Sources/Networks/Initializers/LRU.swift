import LinearAlgebra

/// The linear recurrent unit: eigenvalues uniform in a ring of the complex plane, each with its
/// conjugate as a 2 × 2 block.
///
/// |λ|² is uniform in [r_min², r_max²], the angle in [0, max_phase].
public struct LRU: Initializer {
  public var smallest = 0.0
  public var largest = 1.0
  public var phase = 6.28

  public static let card = Card<LRU>(
    "lru", "Eigenvalues uniform in the ring between r_min and r_max.",
    source: "Orvieto et al. 2023",
    knobs: [
      .real("r_min", \.smallest, in: 0...1, default: "0", "the inner radius"),
      .real("r_max", \.largest, in: Knob<LRU>.shares, default: "1", "the outer radius"),
      .real(
        "max_phase", \.phase, in: 0...(2 * Double.pi), default: "6.28", "the largest angle"),
    ])

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) {
    try shape.requireSquare()
    guard smallest <= largest else {
      throw .knob("r_min", allowed: "at most r_max, which is \(literal(largest))")
    }
  }

  public func law(for shape: Shape) -> Law {
    let n = shape.columns
    let square = (smallest * smallest + largest * largest) / 2
    // E|λ| = ⅔ (r_max³ − r_min³)/(r_max² − r_min²), the common factor cancelled.
    let modulus =
      (smallest * smallest + smallest * largest + largest * largest) * 2 / 3 / (smallest + largest)
    let sum = Double(2 * (n / 2)) * meanCosine(from: 0, spread: phase) + Double(n % 2)
    return .structured(
      sum: modulus * sum, squares: Double(n) * square, shape,
      formula: "|λ|² of U[\(literal(smallest))², \(literal(largest))²], "
        + "angle of U[0, \(literal(phase))]",
      spectrum: SpectralPrediction(
        radius: largest, norm: largest, bulkRadius: largest, .limit, source: "Orvieto et al. 2023"))
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let blocks = (shape.columns + 1) / 2
    let uniforms = stream.uniforms(2 * blocks)
    let (least, most) = (smallest * smallest, largest * largest)
    return try .rotations(shape.columns, interruption) { block in
      let modulus = (least + (most - least) * uniforms[block]).squareRoot()
      return (modulus, phase * uniforms[blocks + block] / Double.pi)
    }
  }
}
