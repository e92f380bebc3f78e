import Language
import LinearAlgebra
import Networks
import Numerics
import Stability

// Eigenvalues and backward passes are computed when something first asks for them, then kept in the
// workspace: evaluation itself stays a pure reading.

extension Workspace {
  /// The workspace with everything computed that `statement`'s expressions read.
  func prepared(
    for statement: Statement, _ resources: Resources
  ) throws -> Workspace {
    var prepared = self
    for path in statement.ownPaths.map(\.value) where path.count > 1 {
      let root = path[0]
      if let (name, words) = MatrixName.leading(path) {
        guard path.count > words, let quantity = MatrixQuantity.named(path[words]) else { continue }
        prepared = try prepared.with(quantity.need, of: name, resources)
      } else if path[1].hasPrefix("predicted_") {
        prepared = try prepared.withPrediction(resources.interruption)
      } else if root == QuantityGroup.gradients.name {
        prepared = try prepared.withGradients(resources)
      } else if root == QuantityGroup.verdict.name {
        prepared = try prepared.withVerdict(resources)
      } else if root == Theory.name {
        prepared = try prepared.withTheory(resources.interruption)
      }
    }
    return prepared
  }

  /// The workspace with the backward pass of its last run, if it has one.
  func withGradients(_ resources: Resources) throws -> Workspace {
    guard let result, result.gradients == nil else { return self }
    try resources.memory.check(
      result.run.backwardMemory(of: result.network), for: "the backward pass")
    var next = self
    next.result = try result.withGradients(resources.interruption)
    return next
  }

  /// The workspace with what theory predicts of its last run, if it has one.
  func withPrediction(_ interruption: Interruption) throws(Interrupted) -> Workspace {
    guard let result, result.prediction == nil else { return self }
    var next = self
    next.result?.prediction = .some(try CoursePrediction(result, in: self, interruption))
    return next
  }

  /// The workspace with the verdict on its last run, if it has one.
  func withVerdict(_ resources: Resources) throws -> Workspace {
    guard let result, result.verdict == nil else { return self }
    var next = try with(.radius, of: .recurrent, resources).with(.norm, of: .recurrent, resources)
    next = try next.withGradients(resources)
    guard let gradients = next.result?.gradients else { return next }
    let weights = try next.evidenceOfWeights(result.network, resources)
    next.result?.verdict = Verdict(
      Evidence(result.network, weights, result.states, gradients))
    return next
  }

  /// What the spectrum of Whh says; nothing where it has gates.
  private func evidenceOfWeights(
    _ network: Network, _ resources: Resources
  ) throws -> Evidence.Weights? {
    guard let step = network.linearStep else { return nil }
    guard let weights = weights[.recurrent], let radius = weights.spectralRadius else {
      return Evidence.Weights(spectralRadius: .nan, spectralNorm: .nan, linearFactor: .nan)
    }
    let linearFactor =
      network.cell is Vanilla
      ? radius * network.activation.steepestSlope
      : try step.spectralRadius(resources.interruption).value
    return Evidence.Weights(
      spectralRadius: radius, spectralNorm: weights.spectralNorm ?? .nan,
      linearFactor: linearFactor)
  }

  /// The verdict on the last run, once it has been asked for.
  public var verdict: Verdict? { result?.verdict }

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
    guard assembled(.recurrent) == nil else {
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
  var ownPaths: [Located<[String]>] {
    arguments.flatMap { argument -> [Located<[String]>] in
      if case .block = argument.content { return [] }
      return argument.paths
    }
  }
}
