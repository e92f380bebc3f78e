import LinearAlgebra
import Networks
import Stability

/// Why a state or a gradient grew although ρ < 1: what is said of it after a verdict.
struct TransientSection {
  let report: Report?

  init(_ workspace: Workspace) {
    guard Self.isNeeded(workspace), let weights = workspace.weights[.recurrent],
      let growth = weights.growth, let radius = weights.spectralRadius
    else {
      report = nil
      return
    }
    let largest = growth.largest
    let start =
      "ρ = \(formatted(radius)) is below 1, and yet \(Self.whatGrew(workspace)): Whh is not normal"
      + (weights.spectrum?.henrici.map { " (Henrici \(formatted($0)))" } ?? "")
      + ", and ρ tells only how its powers end."
    let powers =
      " ‖Whh^k‖ is \(largest.shown) at k = \(largest.power)"
      + (growth.points.last.map {
        $0.power > largest.power ? " and \($0.shown) at k = \($0.power)" : ""
      }
        ?? "")
      + "; one step stretches by up to σ_max = \(formatted(weights.spectralNorm ?? .nan))."
    report = Report(result: [], blocks: [.sentence(start + powers)])
  }

  /// Whether something grew that the spectral radius forbids in the long run.
  static func isNeeded(_ workspace: Workspace) -> Bool {
    guard let result = workspace.result, !result.network.cell.hasGates,
      let radius = workspace.weights[.recurrent]?.spectralRadius, radius < 1
    else { return false }
    return grew(result.states.growthPerStep) || grew(result.gradients?.growthPerStep)
  }

  /// A millionth is what rounding can do.
  private static func grew(_ factor: Double?) -> Bool { factor.map { $0 > 1 + 1e-6 } ?? false }

  private static func whatGrew(_ workspace: Workspace) -> String {
    let state = workspace.result?.states.growthPerStep
    let gradient = workspace.result?.gradients?.growthPerStep
    let parts = [("the state", state), ("the gradient", gradient)].compactMap { name, factor in
      Self.grew(factor) ? factor.map { "\(name) grew by \(formatted($0)) a step" } : nil
    }
    return parts.joined(separator: " and ")
  }
}

extension TransientGrowth.Point {
  /// The norm for a person; by its power of ten where float64 has no number for it.
  var shown: String {
    let value = norm.value
    guard value == 0 && norm.mantissa != 0 || value.isInfinite else { return formatted(value) }
    return "10^\(formatted(norm.log10))"
  }
}
