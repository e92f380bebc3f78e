import Language

extension Session {
  /// What would plausibly be typed next, as it would be appended: the rest of a word, or a usual next one.
  ///
  /// Usual is what the examples in help do. Nothing before two characters, in strings and in comments.
  /// O(text + names).
  public func suggestion(after text: String) -> String? {
    guard text.count(where: { !$0.isWhitespace }) >= 2, text.last?.isNewline != true else {
      return nil
    }
    let search = CompletionSearch(self, text)
    let fragment = search.found.fragment
    guard !fragment.contains("\"") else { return nil }
    guard !fragment.isEmpty else {
      return search.openings.lazy.compactMap { usual($0, in: search.text) }.first
    }
    let candidates = search.found.candidates.map(\.text)
    guard !candidates.contains(fragment), !isName(fragment, search.openings) else { return nil }
    return candidates.first { $0.hasPrefix(fragment) }.map { String($0.dropFirst(fragment.count)) }
  }

  /// Whether so few letters are as likely a name of the user's own as the beginning of one of ours.
  private func isName(_ fragment: String, _ openings: [Opening]) -> Bool {
    fragment.count < 2
      && openings.contains { $0.kind == .operand || $0.kind == .statement }
  }

  /// The argument that is usually typed in some place, where one stands out.
  private func usual(_ opening: Opening, in text: String) -> String? {
    guard case .positional = opening.kind else { return nil }
    let prospect = Prospect(session: self, fragment: "", names: [], labelsBehind: [])
    guard let parameter = prospect.parameter(opening.kind, opening.frame) else { return nil }
    if case .keyword(let word) = parameter.slot { return word + " " }
    // A size that is known already is left out.
    if parameter.domain == .sizes, !parameter.isRequired, workspace.size(of: .hidden) != nil {
      return nil
    }
    let source = Source(text)
    let typed = opening.frame.arguments.map { source.text(of: $0.range) }
    let examples = catalogue.examples(of: opening.frame)
    // What goes on in the first example that begins so; where none does, what has to go on.
    let same = examples.first {
      $0.starts(with: typed) && ($0.count > typed.count || !parameter.isRequired)
    }
    let other = parameter.isRequired ? examples.first { $0.count > typed.count } : nil
    guard let example = same ?? other, example.count > typed.count else { return nil }
    let word = example[typed.count]
    return prospect.accepts(word, for: parameter) ? word : nil
  }
}

extension Catalogue {
  /// The arguments without labels that stand first in the examples of a form.
  fileprivate func examples(of frame: Opening.Frame) -> [[String]] {
    let examples = commands.first { $0.name == frame.verb }?.examples ?? []
    return examples.flatMap { example -> [[String]] in
      var parser = Parser(example, grammar: grammar)
      var found: [[String]] = []
      while let statement = try? parser.next() {
        guard statement.verb.value == frame.verb, statement.keyword?.value == frame.keyword else {
          continue
        }
        found.append(
          statement.arguments.prefix { $0.label == nil }.map { parser.text(of: $0.range) })
      }
      return found
    }
  }
}

extension Prospect {
  /// Whether a word of an example may be proposed: a number, or one of those that there are.
  fileprivate func accepts(_ word: String, for parameter: ParameterInfo) -> Bool {
    if let domain = parameter.domain, domain != .sizes, domain != .steps {
      return domain.offers(self).contains { $0.candidates.contains { $0.text == word } }
    }
    return parameter.choices.contains(word) || parameter.slot == .expression
  }
}
