// Spellings in ASCII for terminals and files that know nothing else.

extension StringProtocol {
  /// The text in ASCII: mathematics in words, `σ²` as `sigma^2`; what has no spelling is spelled out
  /// by number, `\u{4e2d}`.
  package var asciiSpelling: String {
    guard !utf8.allSatisfy({ $0 < 0x80 }) else { return String(self) }
    var text = ""
    var previous = Spelling.plain("")
    for scalar in unicodeScalars {
      let next = Spelling(scalar)
      text += next.text(after: previous)
      previous = next
    }
    return text
  }
}

/// The letters that are spelled by a word, each with that word; variants of a letter are left out.
let spelledLetters: [(letter: String, word: String)] =
  words.filter { $0.key.properties.isAlphabetic && !variants.contains($0.key) }
  .map { (String(Character($0.key)), $0.value) }.sorted { $0.word < $1.word }

private let variants: Set<Unicode.Scalar> = ["ς", "ϕ", "µ"]

/// How one scalar is spelled; what stands between two of them depends on both.
private enum Spelling {
  case plain(String)
  /// A word that takes the place of a letter, such as `sigma`.
  case word(String)
  /// A letter or digit in ASCII.
  case letter(String)
  case raised(String)

  init(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      let text = String(Character(scalar))
      self =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        ? .letter(text) : .plain(text)
    } else if let digit = superscripts[scalar] {
      self = .raised(digit)
    } else if let word = words[scalar] {
      self = .word(word)
    } else {
      self = .plain(signs[scalar] ?? scalar.spelledOut)
    }
  }

  /// Words keep apart from letters: `sigma sqrt n`.
  ///
  /// One `^` raises a whole run: `10^-5`.
  func text(after previous: Spelling) -> String {
    switch (previous, self) {
    case (.raised, .raised(let text)): text
    case (_, .raised(let text)): "^" + text
    case (.word, .word(let text)), (.word, .letter(let text)), (.letter, .word(let text)):
      " " + text
    case (_, .plain(let text)), (_, .word(let text)), (_, .letter(let text)): text
    }
  }
}

private let superscripts: [Unicode.Scalar: String] = [
  "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
  "⁹": "9", "⁺": "+", "⁻": "-", "ⁿ": "n", "ᵀ": "T", "ᵗ": "t",
]

private let words: [Unicode.Scalar: String] = [
  "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
  "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
  "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "ς": "sigma", "σ": "sigma", "τ": "tau",
  "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
  "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma",
  "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega", "µ": "mu", "√": "sqrt", "∞": "inf", "∝": "proportional to",
  "∈": "in", "∑": "sum", "∏": "prod", "∫": "integral", "°": "degrees",
]

private let signs: [Unicode.Scalar: String] = [
  "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8",
  "₉": "9", "₊": "+", "₋": "-", "ₙ": "n", "ₜ": "t", "ᵢ": "i", "ⱼ": "j",
  "×": "x", "·": "*", "⋅": "*", "÷": "/", "±": "+-", "−": "-",
  "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "∼": "~", "≡": "==",
  "≪": "<<", "≫": ">>", "∂": "d",
  "′": "'", "″": "''", "‖": "||", "∥": "||", "½": "1/2", "¼": "1/4",
  "ℝ": "R", "ℂ": "C", "ℤ": "Z", "ℕ": "N",
  "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "↦": "|->", "↑": "^", "↓": "v",
  "–": "-", "—": "--", "‐": "-", "‑": "-", "…": "...", "•": "*", "‘": "'", "’": "'", "“": "\"",
  "”": "\"", "«": "\"", "»": "\"", "\u{A0}": " ", "\u{2009}": " ", "\u{202F}": " ",
  "─": "-", "━": "=", "│": "|", "┃": "|", "└": "+", "├": "+", "┌": "+", "┐": "+", "┘": "+",
  "┤": "+", "┬": "+", "┴": "+", "┼": "+", "█": "#", "▁": "_", "✓": "ok", "✗": "x",
]
