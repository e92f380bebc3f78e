import Language
import LinearAlgebra
import Stability

// Eigenvalues and backward passes are computed when something first asks for them, then kept in the
// workspace: evaluation itself stays a pure reading.

extension Workspace {
  /// The workspace with everything computed that `statement`'s expressions read.
  func prepared(
    for statement: Statement, _ interruption: Interruption
  ) throws -> Workspace {
    var prepared = self
    for path in statement.readPaths where path.count > 1 {
      let (root, member) = (path[0], path[1])
      if let name = MatrixName(rawValue: root) {
        guard MatrixQuantity.named(member)?.needsSpectrum == true else { continue }
        prepared = try prepared.withSpectrum(of: name, interruption)
      } else if root == QuantityGroup.gradients.name {
        prepared = try prepared.withGradients(interruption)
      } else if root == QuantityGroup.verdict.name {
        prepared = try prepared.withVerdict(interruption)
      }
    }
    return prepared
  }

  /// The workspace with the spectrum of a matrix; unchanged where there is none to compute, because
  /// the matrix is absent or has an entry that is not finite.
  func withSpectrum(of name: MatrixName, _ interruption: Interruption) throws -> Workspace {
    guard let weights = weights[name], weights.spectrum == nil, weights.matrix.isFinite else {
      return self
    }
    var next = self
    next.weights[name]?.spectrum = try Spectrum(weights.matrix, interruption)
    return next
  }

  /// The workspace with the backward pass of its last run, if it has one.
  func withGradients(_ interruption: Interruption) throws -> Workspace {
    var next = self
    next.result = try result?.withGradients(interruption)
    return next
  }

  /// The workspace with all that a verdict rests on.
  func withVerdict(_ interruption: Interruption) throws -> Workspace {
    guard result != nil else { return self }
    return try withSpectrum(of: .recurrent, interruption).withGradients(interruption)
  }

  /// The verdict on the last run, once its gradients are known.
  public var verdict: Verdict? {
    guard let result, let gradients = result.gradients, let recurrent = weights[.recurrent] else {
      return nil
    }
    return Verdict(
      Evidence(
        result.network, spectralRadius: recurrent.spectrum?.spectralRadius ?? .nan, result.states,
        gradients))
  }

  /// The last run, which has to be there.
  func runResult(at range: SourceRange) throws(Diagnostic) -> RunResult {
    if let result { return result }
    if let staleness {
      throw Diagnostic(
        .staleResult, "there are no states any more: \(staleness)", at: range,
        hint: "unroll again: unroll 100")
    }
    throw noStates(at: range)
  }

  private func noStates(at range: SourceRange) -> Diagnostic {
    guard weights[.recurrent] == nil else {
      return Diagnostic(
        .noStates, "there are no states yet", at: range, hint: "run the network: unroll 100")
    }
    return Diagnostic(
      .noNetwork, "there is no network yet", at: range,
      hint: "start with init Whh xavier 512, then unroll 100")
  }
}

extension Statement {
  /// Every dotted name that the statement's own expressions read; those of a block are its own.
  fileprivate var readPaths: [[String]] {
    arguments.flatMap { argument -> [[String]] in
      guard case .expression(let expression) = argument.content else { return [] }
      return expression.paths.map(\.value)
    }
  }
}
