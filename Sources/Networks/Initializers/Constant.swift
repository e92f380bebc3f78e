/// Every entry the same: a matrix of rank one, whose one eigenvalue is n · value.
public struct Constant: Initializer {
  public var value = 1.0

  public static let card = Card<Constant>(
    "constant", "Every entry the same value.",
    source: "elementary",
    knobs: [.real("value", \.value, default: "1", "the value of every entry")],
    synonyms: [
      Synonym("constant_", of: "torch"), Synonym("Constant", of: "Keras") { $0.value = 0 },
    ])

  public init() {}

  public func law(for shape: Shape) -> Law {
    .structured(
      mean: value, deviation: 0, formula: literal(value), spectrum: .constant(value, shape))
  }
}
