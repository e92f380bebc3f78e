import Language
import LinearAlgebra

/// A conversation: the statements that were accepted, and the states they have led to.
///
/// A statement that fails or is interrupted leaves all as it was.
public struct Session: Sendable {
  public let catalogue: Catalogue
  public let resources: Resources
  var history: History
  /// Whether `quit` has been carried out.
  public private(set) var hasEnded = false

  public init(
    seed: UInt64 = 1, catalogue: Catalogue = .standard, resources: Resources = Resources()
  ) {
    self.catalogue = catalogue
    self.resources = resources
    history = History(seed: seed, limits: resources.limits)
  }

  /// Starts from the seed that the header of a session says, if nothing has been accepted yet.
  ///
  /// Answers whether the seed of the session is that of the header, or there is no header.
  public mutating func begin(_ source: Source) throws(UnreadableSource) -> Bool {
    guard let header = SessionHeader(firstLineOf: source.text) else { return true }
    if let (what, newest) = header.unknownPart {
      throw UnreadableSource(
        .unknownFormat, source.name ?? "", line: 1,
        "the \(what) of this session is newer than this whh, which knows \(what) \(newest)")
    }
    if history.isEmpty {
      history = History(seed: header.seed, limits: resources.limits)
    }
    return header.seed == history.chapter.seed
  }

  /// The state now.
  public var workspace: Workspace { history.workspace }

  /// A hash of all that decides what follows: settings, matrices and results.
  public var stateHash: String { StateSummary(workspace).hash.description }

  /// The seed that the log starts from.
  public var seed: UInt64 { history.chapter.seed }

  /// All logs as a journal keeps them, and the number of the present one.
  package var keptLogs: (all: [KeptLog], current: Int) { history.kept }

  /// How many statements of the log hold, and how many there are.
  public var logCounts: (holding: Int, all: Int) {
    (history.chapter.holding, history.chapter.entries.count)
  }

  /// What came of one statement.
  public struct Reply: Sendable {
    public let input: String
    public let command: String?
    public let duration: Duration
    public let outcome: Result<Report, Diagnostic>
  }

  /// Who is told what happens, as it happens.
  public struct Audience {
    let announce: (String) -> Void
    /// Shows a line of a session that is replayed.
    let tell: (String) -> Void
    /// Hears what has happened to the log before the reply is shown, so that what is acknowledged has
    /// been kept.
    let keep: (LogEvent) -> Void
    let show: (Reply, Statement?) -> Void

    /// `announce` hears each statement before it is carried out, `show` what came of it, and `tell`
    /// the statements and the prose of a session that is replayed.
    public init(
      announce: @escaping (String) -> Void = { _ in },
      tell: @escaping (String) -> Void = { _ in }, keep: @escaping (LogEvent) -> Void = { _ in },
      show: @escaping (Reply) -> Void
    ) {
      self.init(announce: announce, tell: tell, keep: keep) { reply, _ in show(reply) }
    }

    init(
      announce: @escaping (String) -> Void, tell: @escaping (String) -> Void = { _ in },
      keep: @escaping (LogEvent) -> Void = { _ in }, show: @escaping (Reply, Statement?) -> Void
    ) {
      (self.announce, self.tell, self.keep, self.show) = (announce, tell, keep, show)
    }

    static var nobody: Audience { Audience { _ in } }

    /// An audience of which somebody else hears the replies first.
    func listening(_ listener: @escaping (Reply, Statement) -> Void) -> Audience {
      Audience(announce: announce, tell: tell, keep: keep) { [show] reply, statement in
        if let statement { listener(reply, statement) }
        show(reply, statement)
      }
    }
  }

  /// Carries out the statements of a source one by one.
  ///
  /// Stops at the first failure unless `keepGoing`, where `quit` is reached, and at an interruption.
  /// Answers with the failures in order.
  @discardableResult
  public mutating func submit(
    _ source: Source, keepGoing: Bool = false, to audience: Audience
  ) -> [Diagnostic] {
    let interpreter = Interpreter(
      catalogue: catalogue, resources: resources, source: source, audience: audience)
    var reader = ScriptReader(source, catalogue.grammar)
    var failures: [Diagnostic] = []
    while !hasEnded {
      do throws(StatementFailure) {
        guard let item = try reader.next() else { break }
        history.keepProse(of: item, catalogue)
        let accepted = try interpreter.acceptance(of: item, on: history)
        hasEnded = accepted.ends
        history.take(accepted).forEach { audience.keep($0) }
        audience.show(accepted.reply, item.statement)
      } catch {
        audience.show(error.reply(in: source), nil)
        failures.append(error.diagnostic)
        if !keepGoing || error.diagnostic.code == .interrupted { break }
        if error.isSyntactic { reader.recover() }
      }
    }
    if failures.isEmpty { history.prose += reader.prose }
    return failures
  }
}
