import Networks

/// What a half-typed word may become.
public struct Completion: Equatable, Sendable {
  /// What takes the place of the word.
  public let text: String
  /// What it is, in a few words; empty where the text says all.
  public let description: String
  /// What is typed next when it is the only one, as a blank or `=`.
  public let ending: String

  init(_ text: String, _ description: String = "", ending: String = " ") {
    (self.text, self.description, self.ending) = (text, description, ending)
  }
}

/// The candidates at a place of a text.
public struct Completions: Equatable, Sendable {
  /// What a candidate replaces, counted in Unicode scalars from the start of the text; it ends at the
  /// cursor.
  public let range: Range<Int>
  /// Those whose beginning has been typed as it is written come first; sizes ascend, all else is in the
  /// order of the alphabet.
  public let candidates: [Completion]
}

extension Session {
  /// What may stand where the cursor is, given what stands before it.
  ///
  /// `cursor` counts Unicode scalars from the start of the text, which may have several lines. Empty in
  /// comments, and where nothing fits. Reads folders where a path is typed, and changes nothing.
  /// O(text + names).
  public func completions(in text: String, at cursor: Int) -> Completions {
    let scalars = text.unicodeScalars
    let cursor = min(max(cursor, 0), scalars.count)
    let place = scalars.index(scalars.startIndex, offsetBy: cursor)
    let before = String(scalars[..<place])
    let found = CompletionSearch(self, before, after: text[place...]).found
    return Completions(
      range: before.scalarCount(before: found.start)..<cursor, candidates: found.sorted)
  }
}

extension String {
  /// How many Unicode scalars stand before a byte.
  fileprivate func scalarCount(before byte: Int) -> Int {
    utf8.prefix(byte).count { $0 & 0xC0 != 0x80 }
  }
}

/// Candidates of one kind, in the order of their declaration.
struct Offer {
  enum Kind: Int {
    /// Numbers, which stay in their order.
    case numbers
    /// Words that belong just here.
    case words
    /// Names that may stand in any expression.
    case names
  }

  var candidates: [Completion]
  var kind = Kind.words
  /// Whether they have been chosen by what was typed already.
  var isChosen = false
}

/// What was found for a word.
struct FoundCompletions {
  /// Where the word begins, in bytes.
  let start: Int
  /// What has been typed of it.
  let fragment: String
  /// The candidates that fit, those that are used most first.
  var candidates: [Completion] { ranked.map(\.candidate) }
  private let ranked: [(candidate: Completion, match: Int, kind: Offer.Kind)]

  /// How a candidate may fit: as it is typed, in other capitals, without separators.
  private static let matches: [@Sendable (_ text: String, _ fragment: String) -> Bool] = [
    { $0.hasPrefix($1) },
    { $0.lowercased().hasPrefix($1.lowercased()) },
    { folded($0).hasPrefix(folded($1)) && !folded($1).isEmpty },
  ]

  init(start: Int, fragment: String, _ offers: [Offer]) {
    (self.start, self.fragment) = (start, fragment)
    var seen: Set<String> = []
    var ranked: [(Completion, Int, Offer.Kind)] = []
    // Separators are passed over only where nothing fits with them.
    for (match, fits) in Self.matches.enumerated() where match < 2 || ranked.isEmpty {
      for offer in offers.sorted(by: { $0.kind.rawValue < $1.kind.rawValue }) {
        for candidate in offer.candidates
        where (offer.isChosen || fits(candidate.text, fragment))
          && seen.insert(candidate.text).inserted
        {
          ranked.append((candidate, match, offer.kind))
        }
      }
    }
    self.ranked = ranked
  }

  /// As a list shows them.
  var sorted: [Completion] {
    let numbers = ranked.filter { $0.kind == .numbers }
    let others = ranked.filter { $0.kind != .numbers }.map { one in
      (one.candidate, (one.match, one.kind.rawValue, one.candidate.text.lowercased()))
    }
    return numbers.map(\.candidate) + others.sorted { $0.1 < $1.1 }.map(\.0)
  }
}
