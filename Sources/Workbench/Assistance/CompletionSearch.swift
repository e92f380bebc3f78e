import Language
import Networks

/// Finds the candidates at the end of a text: the parser says what may stand there, the declarations say
/// what that may be.
struct CompletionSearch {
  private(set) var found: FoundCompletions
  /// What the parser would have there, as far as it was used.
  private(set) var openings: [Opening] = []
  /// The text that they are openings of: the statement in quotes, where one is typed.
  private(set) var text: String

  /// `rest` is what stands behind the cursor.
  init(_ session: Session, _ text: String, after rest: Substring = "") {
    self.text = text
    if let symbol = SymbolCompletion(text) {
      found = symbol.found
      return
    }
    found = FoundCompletions(start: text.utf8.count, fragment: "", [])
    let (groups, names) = Parser.openings(atEndOf: text, session.catalogue.grammar)
    for group in groups where found.candidates.isEmpty {
      openings = group
      let start = group[0].start
      let fragment = String(decoding: Array(text.utf8.dropFirst(start)), as: UTF8.self)
      if let inner = QuotedStatement(group, fragment) {
        let search = CompletionSearch(session, inner.text)
        found = search.found.shifted(by: start + inner.start)
        (openings, self.text) = (search.openings, search.text)
      } else {
        let prospect = Prospect(
          session: session, fragment: fragment, names: names,
          labelsBehind: Self.labels(in: rest))
        found = FoundCompletions(
          start: start, fragment: fragment, group.flatMap { prospect.offers(for: $0) },
          followedBy: rest.unicodeScalars.first)
      }
    }
  }

  /// The labels and flags that stand in the rest of a statement.
  private static func labels(in rest: Substring) -> Set<String> {
    let statement = rest.prefix { !$0.isNewline && $0 != ";" && $0 != "}" }
    let words = statement.split { " \t".contains($0) }
    return Set(
      words.compactMap { word in
        if word.hasPrefix("--") { return String(word.dropFirst(2)) }
        return word.firstIndex(of: "=").map { String(word[..<$0]) }
      })
  }
}

/// A statement in the quotes of `replay … with 2:"…"`, while it is typed.
private struct QuotedStatement {
  let text: String
  /// Where it begins in the fragment, in bytes.
  let start: Int

  init?(_ openings: [Opening], _ fragment: String) {
    guard openings.contains(where: { $0.kind == .rest }),
      let quote = fragment.firstRange(of: ":\""), !fragment[quote.upperBound...].contains("\\"),
      Int(fragment[..<quote.lowerBound]) != nil
    else { return nil }
    text = String(fragment[quote.upperBound...])
    start = fragment[..<quote.upperBound].utf8.count
  }
}

extension FoundCompletions {
  /// With candidates that do not end in what stands behind the cursor anyway.
  init(
    start: Int, fragment: String, _ offers: [Offer], followedBy next: Unicode.Scalar?
  ) {
    let offers = offers.map { offer in
      var offer = offer
      offer.candidates = offer.candidates.map { candidate in
        candidate.ending.unicodeScalars.first == next
          ? Completion(candidate.text, candidate.description, ending: "") : candidate
      }
      return offer
    }
    self.init(start: start, fragment: fragment, offers)
  }

  /// The same in a text that stands in a longer one; what would end the quotes is left out.
  fileprivate func shifted(by bytes: Int) -> FoundCompletions {
    let plain = candidates.filter { !$0.text.contains("\"") && !$0.text.contains("\\") }
    return FoundCompletions(
      start: start + bytes, fragment: fragment, [Offer(candidates: plain, isChosen: true)])
  }
}

/// What is known where something is completed.
struct Prospect {
  let session: Session
  let fragment: String
  /// What the text itself gives names to.
  let names: [String]
  /// The labels and flags that stand behind the cursor.
  let labelsBehind: Set<String>

  var workspace: Workspace { session.workspace }
  var catalogue: Catalogue { session.catalogue }

  /// The candidates for something that may stand here.
  func offers(for opening: Opening) -> [Offer] {
    switch opening.kind {
    case .statement:
      let verbs = Offer(candidates: verbs)
      return fragment.isEmpty ? [verbs] : [verbs] + operands
    case .keyword(let keyword, let index):
      return [Offer(candidates: keywordCandidates(keyword, index, of: opening.frame))]
    case .named(let places): return [Offer(candidates: named(opening.frame, behind: places))]
    case .positional, .rest, .labelled:
      return parameter(opening.kind, opening.frame).map { offers(for: $0, opening.frame) } ?? []
    case .setting(let scheme, let given):
      return [Offer(candidates: labels(knobs(of: scheme, given: Set(given))))]
    case .settingValue(let scheme, let label):
      let knob = knobs(of: scheme, given: []).first { $0.label == label }
      return knob.map { offers(for: $0, opening.frame) } ?? []
    case .operand:
      let own = Offer(candidates: locals(of: opening.frame) + variables, kind: .names)
      return fragment.isEmpty ? [own] : [own] + operands
    case .member(let path): return [Offer(candidates: members(of: path))]
    case .word(let word): return [Offer(candidates: [Completion(word)])]
    }
  }

  var verbs: [Completion] {
    catalogue.commands.map { command in
      let takesNothing = command.forms.allSatisfy { $0.parameters.isEmpty && $0.keyword == nil }
      return Completion(command.name, command.summary, ending: takesNothing ? "" : " ")
    }
  }

  private func keywordCandidates(
    _ keyword: String, _ index: Int, of frame: Opening.Frame
  ) -> [Completion] {
    let words = keyword.split(separator: " ")
    let form = form(verb: frame.verb, keyword: keyword)
    let takesMore = index + 1 < words.count || form?.parameters.isEmpty == false
    return [Completion(String(words[index]), form?.help ?? "", ending: takesMore ? " " : "")]
  }
}
