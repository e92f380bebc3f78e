/// Every entry zero.
public struct Zeros: Initializer {
  public static let card = Card<Zeros>(
    "zeros", "Every entry zero.", source: "elementary",
    synonyms: [
      Synonym("zero"), Synonym("zeros_", of: "torch"), Synonym("Zeros", of: "Keras, JAX"),
    ])

  public init() {}

  public func law(for shape: Shape) -> Law {
    .structured(mean: 0, deviation: 0, formula: "0", spectrum: .constant(0, shape))
  }
}
