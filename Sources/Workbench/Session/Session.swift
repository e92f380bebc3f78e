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

  /// Carries out the statements of a source one by one; `show` sees each reply as it comes.
  ///
  /// Stops at the first failure unless `keepGoing`, and where `quit` is reached. Answers with the
  /// failures in order.
  @discardableResult
  public mutating func submit(
    _ source: Source, keepGoing: Bool = false, show: @escaping (Reply) -> Void
  ) -> [Diagnostic] {
    var parser = Parser(source.text, grammar: catalogue.grammar)
    var failures: [Diagnostic] = []
    while !hasEnded {
      do throws(StatementFailure) {
        guard let statement = try nextStatement(&parser) else { break }
        try carryOut(statement, in: source, show: show)
      } catch {
        let failure = error
        show(failure.reply(in: source))
        failures.append(failure.diagnostic)
        if !keepGoing || failure.diagnostic.code == .interrupted { break }
        if failure.statement == nil { parser.recover() }
      }
    }
    return failures
  }

  private func nextStatement(_ parser: inout Parser) throws(StatementFailure) -> Statement? {
    do {
      return try parser.next()
    } catch {
      throw StatementFailure(diagnostic: error, statement: nil)
    }
  }

  private mutating func carryOut(
    _ statement: Statement, in source: Source, show: @escaping (Reply) -> Void
  ) throws(StatementFailure) {
    let interpreter = Interpreter(
      catalogue: catalogue, resources: resources, source: source, show: show)
    let outcome = try interpreter.outcome(of: statement, in: workspace)
    workspace = outcome.workspace
    hasEnded = outcome.ends
  }
}
