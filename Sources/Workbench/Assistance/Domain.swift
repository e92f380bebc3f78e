import Language
import Networks

/// The values of a parameter that can be listed, though they are not the same few at all times.
///
/// A parameter names its domain where it is declared; two domains are the same if their names are.
struct Domain: Equatable, Sendable {
  let name: String
  let offers: @Sendable (Prospect) -> [Offer]

  static func == (one: Domain, other: Domain) -> Bool { one.name == other.name }

  /// Values in no order.
  private init(_ name: String, _ members: @escaping @Sendable (Prospect) -> [Completion]) {
    self.init(name: name) { [Offer(candidates: members($0))] }
  }

  private init(name: String, offers: @escaping @Sendable (Prospect) -> [Offer]) {
    (self.name, self.offers) = (name, offers)
  }

  /// Numbers in their order.
  private static func numbers(
    _ name: String, _ members: @escaping @Sendable (Prospect) -> [Completion]
  ) -> Domain {
    Domain(name: name) { [Offer(candidates: members($0), kind: .numbers)] }
  }
}

// MARK: - Of networks

extension Domain {
  /// The ways to draw; other spellings once something has been typed of one.
  static let schemes = Domain("schemes") { prospect in
    let names = SchemeInfo.all.map { Completion($0.name, $0.summary) }
    guard !prospect.fragment.isEmpty else { return names }
    return names
      + SchemeInfo.all.flatMap { scheme in
        scheme.spellings.map { spelling in
          let library = spelling.library.map { " of \($0)" } ?? ""
          return Completion(spelling.name, "\(scheme.name)\(library), \(spelling.law)")
        }
      }
  }

  static let recipes = Domain("recipes") { _ in
    Workbench.recipes.map { Completion($0.name, $0.summary) }
  }

  /// Matrices where an expression could stand too.
  static let matrices = Domain("matrices") { prospect in
    MatrixName.allCases.flatMap(prospect.matrices)
  }

  static let gates = Domain("gates") { prospect in
    prospect.workspace.gateSpellings.map { Completion($0.word, $0.meaning) }
  }

  /// The sizes there are, then powers of two.
  static let sizes = numbers("sizes") { $0.sizes }

  /// The same for a second size, which most matrices do not need: once something is typed of it.
  static let furtherSizes = numbers("further sizes") { $0.fragment.isEmpty ? [] : $0.sizes }

  static let steps = numbers("steps") { prospect in
    let run = prospect.workspace.result?.run.steps
    return [run.map { Completion("\($0)", "as in the last run") }].compactMap(\.self)
      + [10, 20, 50, 100, 200, 500, 1000].map { Completion("\($0)") }
  }

  /// Numbers of what a limit bounds.
  static func counts(within limit: Limit?) -> Domain? {
    switch limit?.name {
    case Limit.side.name: sizes
    case Limit.steps.name: steps
    default: nil
    }
  }
}

extension Prospect {
  fileprivate var sizes: [Completion] {
    let dimensions: [MatrixName.Dimension] = [.hidden, .inputs, .outputs]
    let known = dimensions.compactMap { dimension in
      workspace.size(of: dimension).map { Completion("\($0.value)", dimension.rawValue) }
    }
    return known
      + (5...13).map { 1 << $0 }.filter { Double($0) <= workspace.limits.side }
      .map { Completion("\($0)") }
  }
}

// MARK: - Of sessions and help

extension Domain {
  /// Everything there is help on; error codes and other spellings once something has been typed.
  static let topics = Domain("topics") { prospect in
    let topics = HelpPage.topics(prospect.catalogue)
    let verbs = prospect.catalogue.commands.map(\.name)
    guard !prospect.fragment.isEmpty else {
      let listed = verbs + Topic.all.map(\.name)
      return listed.map { Completion($0, HelpPage.summary(of: $0, prospect.catalogue), ending: "") }
    }
    let fragment = prospect.fragment.lowercased()
    return topics.filter { $0.lowercased().hasPrefix(fragment) }
      .map { Completion($0, HelpPage.summary(of: $0, prospect.catalogue), ending: "") }
  }

  /// Saved sessions by their names, and files by their paths.
  static let sessions = Domain(name: "sessions") { prospect in
    let names = SessionFile.names.map { Completion($0.asWord, SessionFile.path(of: $0)) }
    let files = PathCompletion(prospect.fragment, suffix: SessionFile.suffix).candidates
    return [Offer(candidates: names)]
      + (prospect.fragment.isEmpty ? [] : [Offer(candidates: files, isChosen: true)])
  }

  /// The name under which the session was saved or loaded.
  static let savedName = Domain("saved name") { prospect in
    [prospect.session.history.savedName].compactMap(\.self).map { name in
      Completion(name.asWord, "as this session is called", ending: "")
    }
  }

  /// Statements of the log by their numbers, the latest first.
  static let logNumbers = numbers("log") { prospect in
    prospect.session.history.chapter.entries.enumerated().suffix(100).reversed()
      .map { Completion("\($0 + 1)", $1.statement.brief) }
  }
}

extension HelpPage {
  /// What the page on a word says of it first.
  static func summary(of word: String, _ catalogue: Catalogue) -> String {
    let fields = page(on: word, catalogue)?.result ?? []
    for key in ["summary", "title"] {
      if case .text(let text)? = fields.first(where: { $0.key == key })?.value { return text }
    }
    return ""
  }
}
