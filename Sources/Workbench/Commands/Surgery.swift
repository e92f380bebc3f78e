import Language
import LinearAlgebra
import Networks
import Stability

/// A change of a matrix that is there, and what it does to the stability of the network.
struct Surgery {
  let evaluation: Evaluation
  let name: MatrixName

  /// A matrix as it is changed.
  struct Cut {
    let matrix: Matrix
    let edit: Edit
    /// What it was multiplied by, where that rests on LAPACK.
    var factor: Double?
    /// What has to be said of it.
    var note: String?
  }

  /// Changes the matrix, or that of every gate by itself.
  func outcome(
    needsSquare: Bool = false, _ change: (Weights, MatrixName) throws -> Cut
  ) throws -> Outcome {
    let workspace = evaluation.workspace
    _ = try workspace.weights(name, at: evaluation.statementRange)
    var next = workspace
    var cuts: [(part: MatrixName, cut: Cut)] = []
    for part in workspace.parts(of: name) {
      let weights = try workspace.weights(part, at: evaluation.statementRange)
      if needsSquare { try checkSquare(weights, part) }
      try evaluation.resources.memory.check(
        6 * 8 * Double(weights.shape.rows) * Double(weights.shape.columns)
          + evaluation.resources.memory.lapackReserve, for: "changing \(part.rawValue)",
        at: evaluation.statementRange)
      let cut = try change(weights, part)
      next.place(
        cut.matrix, as: part, weights.origin.edited(by: cut.edit), drawnBy: weights.initializer)
      next.note(factor: cut.factor, of: part)
      cuts.append((part, cut))
    }
    let effect = SurgeryEffect(
      cuts: cuts, before: try numbers(of: workspace), after: try numbers(of: next))
    return Outcome(next, effect.report(name, next))
  }

  private func checkSquare(_ weights: Weights, _ part: MatrixName) throws(Diagnostic) {
    guard !weights.matrix.isSquare else { return }
    throw Diagnostic(
      .notSquare, "this needs a square matrix, and \(part.rawValue) is \(weights.shape.text)",
      at: evaluation.statementRange, hint: "Whh and its gates are square")
  }

  private func numbers(of workspace: Workspace) throws -> StabilityNumbers {
    var matrices: [StabilityNumbers.OfMatrix] = []
    for part in workspace.parts(of: name) {
      guard let weights = workspace.weights[part] else { continue }
      matrices.append(try StabilityNumbers.OfMatrix(weights, evaluation.interruption))
    }
    return StabilityNumbers(
      matrices: matrices,
      growth: name.drivesStates ? try workspace.tangentGrowth(evaluation.resources) : nil)
  }
}

/// The four numbers that say whether a network is stable: ρ and σ_max of a matrix, the gradient's growth
/// per step and λ1 of a trajectory.
struct StabilityNumbers {
  struct OfMatrix {
    /// ρ; `nil` for a matrix that is not square, `nan` where an entry is not finite.
    let spectralRadius: Double?
    let spectralNorm: Double
    let standardDeviation: Double

    init(_ weights: Weights, _ interruption: Interruption) throws(LinearAlgebraError) {
      let matrix = weights.matrix
      let isFinite = matrix.isFinite
      spectralRadius =
        !matrix.isSquare ? nil : isFinite ? try matrix.spectralRadius(interruption).value : .nan
      spectralNorm = isFinite ? try matrix.spectralNorm(interruption).value : .nan
      standardDeviation = matrix.standardDeviation
    }
  }

  /// A matrix, or one for each gate.
  let matrices: [OfMatrix]
  /// `nil` where there is no network, or its state leaves the range of float64.
  let growth: TangentGrowth?
}

extension Workspace {
  /// How many steps are looked at after a change: 100 for the gradient, 400 more for λ1.
  private static let steps = (product: 100, lyapunov: 400)

  /// How changes of the state grow along the present trajectory: that from h_0 of the session's seed
  /// with the present input.
  fileprivate func tangentGrowth(_ resources: Resources) throws -> TangentGrowth? {
    guard let network,
      [network.recurrent, network.input, network.bias, network.inputBias].compactMap(\.self)
        .allSatisfy(\.isFinite)
    else { return nil }
    var (steps, most) = (Self.steps.product, Self.steps.product + Self.steps.lyapunov)
    if network.input != nil, case .recording(_, let recording) = input {
      most = min(most, recording.steps)
      steps = min(steps, most / 2)
    }
    guard steps > 0 else { return nil }
    let drive = network.input == nil ? Drive.silent : input.drive(steps: most)
    let dynamics = Dynamics(network, drive, seed: seed, threads: resources.threads)
    return try TangentGrowth(
      dynamics, steps: steps, lyapunovSteps: most - steps, seed: seed,
      resources.interruption.withoutProgress)
  }
}
