import Language
import LinearAlgebra

/// A conversation: a workspace, and the statements that take it from one state to the next.
///
/// A statement that fails or is interrupted leaves the workspace as it was.
public struct Session: Sendable {
  public let catalogue: Catalogue
  public let resources: Resources
  public private(set) var workspace: Workspace
  /// Whether `quit` has been carried out.
  public private(set) var hasEnded = false

  public init(
    seed: UInt64 = 1, catalogue: Catalogue = .standard, resources: Resources = Resources()
  ) {
    self.catalogue = catalogue
    self.resources = resources
    workspace = Workspace(seed: seed)
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
    let show: (Reply) -> Void

    /// `announce` hears each statement before it is carried out, `show` what came of it.
    public init(
      announce: @escaping (String) -> Void = { _ in }, show: @escaping (Reply) -> Void
    ) {
      self.announce = announce
      self.show = show
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
    var parser = Parser(source.text, grammar: catalogue.grammar)
    var failures: [Diagnostic] = []
    while !hasEnded {
      do throws(StatementFailure) {
        guard let statement = try interpreter.next(&parser) else { break }
        let outcome = try interpreter.outcome(of: statement, in: workspace)
        workspace = outcome.workspace
        hasEnded = outcome.ends
      } catch {
        audience.show(error.reply(in: source))
        failures.append(error.diagnostic)
        if !keepGoing || error.diagnostic.code == .interrupted { break }
        if error.isSyntactic { parser.recover() }
      }
    }
    return failures
  }
}
