import Language
import Networks

// Recipes as they are typed and explained.

extension Recipe {
  /// The recipe of that name; capitals and hyphens do not matter.
  static func named(_ name: String) -> Recipe? {
    recipes.first { $0.name == name } ?? recipes.first { folded($0.name) == folded(name) }
  }
}

extension Recipe.Part {
  /// The matrix, with its gates where not all are meant.
  var title: String {
    if case .apart(let gates?) = layout {
      return gates.map { "\(family.rawValue).\($0)" }.joined(separator: ", ")
    }
    return family.rawValue
  }

  /// The initialiser with its settings; where they depend on the size, those for 100 units.
  var scheme: String {
    let scheme = initializer(100)
    return Scheme(scheme).spelling + Self.knobs(of: scheme)
  }

  var note: String? {
    if case .fused(let order) = layout {
      return "one matrix for the gates \(order.joined(separator: " "))"
    }
    return Self.knobs(of: initializer(100)) == Self.knobs(of: initializer(400))
      ? nil : "for n = 100"
  }

  /// The knobs that are not at their defaults, as they would be typed.
  private static func knobs<Scheme: Initializer>(of scheme: Scheme) -> String {
    Scheme.card.knobs.filter { $0.value(scheme) != $0.value(Scheme()) }.compactMap { knob in
      knob.value(scheme).map { " \(knob.label)=\(Datum($0).literal)" }
    }.joined()
  }
}

extension Parameter where Argument == Located<Recipe> {
  /// The name of a recipe.
  static var recipe: Self {
    let info = ParameterInfo(
      place: .positional, label: "recipe", slot: .word,
      help: "whose way to draw all; help recipes", isRequired: true, domain: .recipes)
    return .one(info, fallback: nil) { (argument, _) throws(Diagnostic) in
      let word = try argument.word
      if let recipe = Recipe.named(word) { return Located(recipe, at: argument.range) }
      throw unknown(
        .unknownScheme, "there is no recipe '\(word)'", word, among: recipes.map(\.name),
        at: argument.range)
    }
  }
}

extension Parameter where Argument == Located<Double>? {
  /// The factor of an earlier draw, for recipes that scale Whh.
  static var recipeFactor: Self {
    let info = ParameterInfo(
      place: .labelled, label: "factor", slot: .expression,
      help: "the factor of an earlier draw, applied instead of the computed one",
      isRequired: false)
    return .one(info, fallback: .some(nil)) { (argument, evaluation) throws(Diagnostic) in
      let value = try evaluation.number(try argument.expression, from: argument.range)
      guard value > 0, value.isFinite else {
        throw Diagnostic(
          .outOfRange, "factor is a finite number above zero", at: argument.range)
      }
      return Located(value, at: argument.range)
    }
  }
}
