import Language

/// A sign that is read as a name or an operator in ASCII, and how it is typed: `\sigma` and Tab.
///
/// The one table of them: the parser, completion and help read it.
public struct Symbol: Sendable {
  public enum Use: Equatable, Sendable {
    /// As a label, as a word that chooses a form, and behind a point; elsewhere it is a name like others.
    case member
    /// Wherever a name may stand.
    case name
    case `operator`
  }

  public let sign: String
  /// What is typed behind the backslash.
  public let name: String
  /// What it is read as.
  public let spelling: String
  public let use: Use
  public let meaning: String
  /// Signs that look alike and are read alike.
  let variants: [String]

  private init(
    _ sign: String, _ name: String, _ spelling: String, _ use: Use, _ meaning: String,
    variants: [String] = []
  ) {
    (self.sign, self.name, self.spelling, self.use) = (sign, name, spelling, use)
    (self.meaning, self.variants) = (meaning, variants)
  }

  public static let all: [Symbol] = [
    Symbol("σ", "sigma", "std", .member, "a standard deviation"),
    Symbol("μ", "mu", "mean", .member, "a mean", variants: ["µ"]),
    Symbol("ρ", "rho", "radius", .member, "a spectral radius"),
    Symbol("λ", "lambda", "lyapunov", .member, "a Lyapunov exponent"),
    Symbol("χ", "chi", "chi", .member, "the susceptibility of mean field"),
    Symbol("ξ", "xi", "xi", .member, "the correlation length of mean field"),
    Symbol("φ", "phi", "activation", .member, "the activation", variants: ["ϕ"]),
    Symbol("ε", "epsilon", "eps", .member, "a threshold", variants: ["ϵ"]),
    Symbol("π", "pi", "pi", .name, "3.14159…"),
    Symbol("∞", "infty", "inf", .name, "infinity"),
    Symbol("√", "sqrt", "sqrt", .name, "the square root, √(2)"),
    Symbol("×", "times", "*", .operator, "times"),
    Symbol("·", "cdot", "*", .operator, "times"),
    Symbol("÷", "div", "/", .operator, "divided by"),
    Symbol("−", "minus", "-", .operator, "minus"),
    Symbol("≤", "leq", "<=", .operator, "at most"),
    Symbol("≥", "geq", ">=", .operator, "at least"),
    Symbol("≠", "neq", "!=", .operator, "not equal"),
    Symbol("≈", "approx", "~", .operator, "near, a ≈ b within 1%"),
  ]

  /// What the parser has to know of them.
  static let spellings = Spellings(members: names(.member), names: names(.name))

  private static func names(_ use: Use) -> [String: String] {
    var names: [String: String] = [:]
    for symbol in all where symbol.use == use {
      for sign in [symbol.sign] + symbol.variants { names[sign] = symbol.spelling }
    }
    return names
  }
}
