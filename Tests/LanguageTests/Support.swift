import Language

/// A grammar of the shapes that the commands of a session have.
let sessionGrammar = Grammar(
  [
    "init": [
      Signature(
        positional: [.word, .word, .expression, .expression],
        labels: [
          "gain": .expression, "std": .expression, "low": .expression, "high": .expression,
          "seed": .expression,
        ]),
      Signature(
        keyword: "all as", positional: [.word, .expression], labels: ["seed": .expression]),
    ],
    "set": [
      Signature(keyword: "activation", positional: [.word]),
      Signature(keyword: "dtype", positional: [.word]),
      Signature(positional: [.word, .sentence]),
    ],
    "input": [
      Signature(keyword: "none"),
      Signature(keyword: "noise", labels: ["std": .expression]),
      Signature(keyword: "text", positional: [.path]),
      Signature(keyword: "npy", positional: [.path]),
    ],
    "unroll": [
      Signature(positional: [.expression], labels: ["batch": .expression, "h0": .word])
    ],
    "backprop": [Signature()],
    "compare": [
      Signature(
        rest: .call(["gain": .expression, "std": .expression, "mode": .word]),
        labels: ["seeds": .expression])
    ],
    "stats": [Signature(positional: [.word], flags: ["brief", "all"])],
    "export": [Signature(positional: [.word, .path])],
    "import": [Signature(positional: [.word, .path])],
    "let": [Signature(positional: [.name, .keyword("="), .sentence])],
    "for": [Signature(positional: [.name, .keyword("in"), .sentence, .block])],
    "expect": [Signature(positional: [.sentence])],
    "print": [Signature(positional: [.sentence])],
    "seed": [Signature(positional: [.expression])],
    "help": [Signature(positional: [.word])],
    "save": [Signature(positional: [.word])],
    "edit": [Signature(positional: [.expression, .statement])],
    "replay": [
      Signature(
        positional: [.word], rest: .phrase, labels: ["seed": .expression], flags: ["check"])
    ],
    "quit": [Signature()],
  ],
  implicitVerb: "print")

/// Every statement of a text, or the first error.
func statements(_ text: String, _ grammar: Grammar = sessionGrammar) throws -> [Statement] {
  var parser = Parser(text, grammar: grammar)
  var statements: [Statement] = []
  while let statement = try parser.next() { statements.append(statement) }
  return statements
}

/// Every statement of a text, as text that shows how it was read.
func reading(_ text: String) throws -> [String] {
  try statements(text).map(\.shown)
}

/// The first error of a text, or nothing.
func complaint(_ text: String, _ grammar: Grammar = sessionGrammar) -> Diagnostic? {
  var parser = Parser(text, grammar: grammar)
  do throws(Diagnostic) {
    while try parser.next() != nil {}
    return nil
  } catch {
    return error
  }
}

/// A text whose guillemets mark a range, taken apart.
struct Marked {
  let text: String
  let range: SourceRange

  init(_ marked: String) {
    let parts = marked.split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = parts[1].split(separator: "»", maxSplits: 1, omittingEmptySubsequences: false)
    text = String(parts[0] + rest[0] + rest[1])
    range = SourceRange(parts[0].utf8.count, parts[0].utf8.count + rest[0].utf8.count)
  }
}

extension Statement {
  /// The statement as `verb/keyword argument …`.
  var shown: String {
    let head = verb.value + (keyword.map { "/\($0.value)" } ?? "")
    return ([head] + arguments.map(\.shown)).joined(separator: " ")
  }
}

extension Argument {
  var shown: String {
    let label = label.map { "\($0.value)=" } ?? ""
    return switch content {
    case .word(let text): "\(label)'\(text)'"
    case .expression(let expression): label + expression.shown
    case .block(let statements): "{" + statements.map(\.shown).joined(separator: "; ") + "}"
    case .call(let word, let settings):
      word.value + "(" + settings.map(\.shown).joined(separator: " ") + ")"
    case .flag: "--\(label.dropLast())"
    }
  }
}

extension Expression {
  /// The tree with an operator before its operands, as `(+ 1 (* 2 3))`.
  var shown: String {
    switch node {
    case .number(let value): value == value.rounded() ? "\(Int(value))" : "\(value)"
    case .text(let text): "\"\(text)\""
    case .boolean(let value): "\(value)"
    case .list: "[" + node.children.map(\.shown).joined(separator: " ") + "]"
    case .range: applied("..")
    case .path(let names): names.map(\.value).joined(separator: ".")
    case .index: applied("at")
    case .call(let function, _): applied(function.value)
    case .negate: applied("-")
    case .not: applied("not")
    case .binary(let symbol, _, _): applied(symbol.rawValue)
    case .near(_, _, _, let isPercent): applied(isPercent ? "~%" : "~")
    }
  }

  private func applied(_ symbol: String) -> String {
    "(" + ([symbol] + node.children.map(\.shown)).joined(separator: " ") + ")"
  }
}
