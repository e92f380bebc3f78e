import Language

extension Playback {
  /// What a `replay` asks for beside the name: `step`, or `with` changes.
  struct Wishes: Sendable {
    var isStepped = false
    var seed: UInt64?
    var replacements: [Replacement] = []
    /// Where the changes stand; nothing where the session is played as it is.
    var range: SourceRange?

    var manner: Manner { Manner(seed: seed, replacements: replacements) }
  }
}

extension Parameter where Argument == Playback.Wishes {
  /// `step`, `with seed=8`, `with 2:"init Whh xavier 64"`.
  static var wishes: Self {
    let words = ParameterInfo(
      place: .rest, label: "manner", slot: .phrase,
      help: "step, or with 2:\"init Whh xavier 64\" and more of these", isRequired: false,
      choices: ["step", "with"], stand: "[step] [with N:\"STATEMENT\"…]")
    let seed = ParameterInfo(
      place: .labelled, label: "seed", slot: .expression, help: "after with: another seed",
      isRequired: false)
    return Parameter(infos: [words, seed]) { (reader, evaluation) throws(Diagnostic) in
      var wishes = Playback.Wishes()
      var isWith = false
      for argument in reader.rest {
        let word = try argument.word
        switch word {
        case "step" where !isWith: wishes.isStepped = true
        case "with": isWith = true
        default:
          wishes.replacements.append(try replacement(word, isWith, at: argument.range))
          wishes.range = argument.range
        }
      }
      if let argument = reader.labelled("seed") {
        wishes.seed = try evaluation.seed(try argument.expression, from: argument.range)
        wishes.range = argument.range
      }
      return wishes
    }
  }

  private static func replacement(
    _ word: String, _ isWith: Bool, at range: SourceRange
  ) throws(Diagnostic) -> Playback.Replacement {
    let parts = word.split(separator: ":", maxSplits: 1)
    guard isWith, parts.count == 2, let number = Int(parts[0]), number > 0,
      let text = unquoted(parts[1])
    else {
      throw Diagnostic(
        .unknownChoice, "'\(visible(word))' is nothing that replay knows", at: range,
        hint: "step, or with 2:\"init Whh xavier 64\", or with seed=8")
    }
    return Playback.Replacement(number: number, text: text)
  }

  /// What a string means; a text without quotes means itself.
  private static func unquoted(_ text: Substring) -> String? {
    guard text.hasPrefix("\"") else { return String(text) }
    var parser = Parser(
      "word " + text,
      grammar: Grammar(["word": [Signature(positional: [.word])]], implicitVerb: nil))
    guard let statement = try? parser.next(),
      case .word(let word)? = statement.arguments.first?
        .content
    else { return nil }
    return word
  }
}
