/// Every entry one: the constant matrix of torch's `ones_`, with the one eigenvalue n.
public struct Ones: Initializer {
  public static let card = Card<Ones>(
    "ones", "Every entry one.", source: "elementary",
    synonyms: [Synonym("ones_", of: "torch"), Synonym("Ones", of: "Keras, JAX")])

  public init() {}

  public func law(for shape: Shape) -> Law {
    .structured(mean: 1, deviation: 0, formula: "1", spectrum: .constant(1, shape))
  }
}
