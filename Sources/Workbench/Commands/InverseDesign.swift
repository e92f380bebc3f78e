import Language
import LinearAlgebra
import Networks
import Stability

/// One `solve` on its way to a factor for Whh.
struct InverseDesign {
  private let evaluation: Evaluation
  private let target: DesignTarget
  private let epsilon: Double
  private let network: Network
  private let most: Int

  /// How many steps an exponent is measured for.
  private static let exponentSteps = 400

  init(_ evaluation: Evaluation, _ target: DesignTarget, epsilon: Double) throws {
    self.evaluation = evaluation
    self.target = target
    self.epsilon = epsilon
    network = try evaluation.measurableNetwork(
      for: Run(steps: 2, seed: evaluation.workspace.seed))
    most = min(evaluation.inputSteps, HorizonRun.longest)
    guard network.recurrent.largestMagnitude > 0 else {
      throw Diagnostic(
        .outOfRange, "Whh is zero, and no factor makes it anything else",
        at: evaluation.statementRange, hint: "draw it: init Whh xavier")
    }
  }

  /// g = σ√n as it is.
  private var gain: Double {
    network.recurrent.standardDeviation * Double(network.units).squareRoot()
  }

  func outcome(applies: Bool) throws -> Outcome {
    let search = try self.search()
    let report = report(search, applies: applies)
    guard applies else { return Outcome(evaluation.workspace, report) }
    let factor = search.factor
    let changed = try Surgery(evaluation: evaluation, name: .recurrent).outcome { weights, _ in
      Surgery.Cut(matrix: weights.matrix.map { factor * $0 }, edit: .scaled(by: factor))
    }
    return Outcome(changed.workspace, report)
  }

  private func search() throws -> FactorSearch {
    let measure: (Double) throws -> Double =
      switch target.quantity {
      case .radius: try radius()
      case .chi: try susceptibility()
      case .lyapunov: exponent
      case .horizon: reach
      }
    do {
      return try FactorSearch(
        target: target.value, tolerance: target.tolerance, measure: measure)
    } catch let failure as FactorSearch.Failure {
      throw diagnostic(failure)
    }
  }

  private func diagnostic(_ failure: FactorSearch.Failure) -> Diagnostic {
    let name = target.quantity.rawValue
    let (side, value) =
      switch failure {
      case .staysBelow(let value): ("below", value)
      case .staysAbove(let value): ("above", value)
      }
    return Diagnostic(
      .outOfRange,
      "no gain gives \(name) \(formatted(target.value)): it stays \(side), at \(formatted(value))",
      at: target.range, hint: "choose a \(name) that this model and input can have")
  }
}

// How a quantity depends on the factor.
extension InverseDesign {
  /// ρ grows in proportion.
  private func radius() throws -> (Double) -> Double {
    guard !network.cell.hasGates else {
      throw Diagnostic(
        .notSquare, "Whh has gates, each with a radius of its own", at: target.range,
        hint: "set Whh.f radius=1 scales that of one gate")
    }
    let radius = try network.recurrent.spectralRadius(evaluation.interruption).value
    guard radius > 0 else {
      throw Diagnostic(
        .outOfRange,
        "ρ of Whh is 0, and no factor gives it another: no cycle leads through its entries",
        at: target.range, hint: "solve gain for horizon=50 does not ask for ρ")
    }
    return { $0 * radius }
  }

  /// χ of the mean field with its gain and outlier turned.
  private func susceptibility() throws -> (Double) throws -> Double {
    guard evaluation.workspace.hasTheory, let setting = TheorySetting(evaluation.workspace),
      setting.isFinite
    else {
      throw Diagnostic(
        .unknownQuantity, "mean field has no chi for \(network.cell.name)", at: target.range,
        hint: "lyapunov= and horizon= are measured")
    }
    let interruption = evaluation.interruption
    return { factor in
      var field = setting.field
      field.gain *= factor
      field.outlier *= factor
      return try MeanFieldTheory(of: field, interruption).susceptibility
    }
  }

  /// λ1 along the trajectory; infinite where the state overflows.
  private func exponent(_ factor: Double) throws -> Double {
    let dynamics = Dynamics(
      scaled(by: factor), evaluation.workspace.input.drive(steps: most),
      seed: evaluation.workspace.seed, threads: evaluation.resources.threads)
    let steps = max(1, min(Self.exponentSteps, most * 2 / 3))
    let spectrum = try LyapunovSpectrum(
      dynamics, LyapunovRun(.steps(steps), count: 1, seed: evaluation.workspace.seed),
      evaluation.interruption)
    return spectrum?.largest.value ?? .infinity
  }

  /// How many steps back the gradient's typical size stays above ε; infinite where that is far beyond.
  private func reach(_ factor: Double) throws -> Double {
    let run = HorizonRun(
      epsilon: epsilon, drive: evaluation.workspace.input.drive(steps: most), mostSteps: most,
      seed: evaluation.workspace.seed, threads: evaluation.resources.threads)
    // Twice as far is far enough to know that it is too far.
    let steps = try Horizon.steps(
      of: scaled(by: factor), run, within: 2 * Int(target.value) + 10, evaluation.interruption)
    return steps.map { Double($0) } ?? .infinity
  }

  /// The network as scaling Whh would leave it, rounding included.
  private func scaled(by factor: Double) -> Network {
    var network = network
    network.recurrent = network.recurrent.map { factor * $0 }.rounded(to: network.precision)
    return network
  }
}

// What is told.
extension InverseDesign {
  private func report(_ search: FactorSearch, applies: Bool) -> Report {
    let name = target.quantity.rawValue
    let value = gain * search.factor
    let step = "scale Whh \(formatted(search.factor, digits: 10))"
    let isSeen = target.quantity == .lyapunov || target.quantity == .horizon
    let missed = Block.caution(
      "\(name) jumps over the target there: \(formatted(search.achieved)) is as near as it comes.")
    return Report(
      result: [
        Field(key: "knob", value: .text(DesignKnob.gain.rawValue)),
        Field(key: "value", value: .number(value)),
        Field(key: "factor", value: .number(search.factor)),
        Field(key: "target", value: .record([Field(key: name, value: .number(target.value))])),
        Field(key: "achieved", value: .number(search.achieved)),
        Field(key: "reached", value: .boolean(search.isReached)),
        Field(key: "measurements", value: .integer(search.measurements)),
        Field(key: "applied", value: .boolean(applies)),
      ],
      blocks: [
        .heading("gain of Whh for \(name) \(formatted(target.value))"),
        .facts([
          Fact("gain g = σ√n", .number(value), note: "now \(formatted(gain))"),
          Fact("factor", .number(search.factor), note: "on every entry of Whh"),
          Fact(name, .number(search.achieved), note: isSeen ? "measured there" : "computed there"),
        ]),
      ] + (search.isReached ? [] : [missed])
        + [.sentence(applies ? "Whh is scaled." : "Nothing has changed; \(step) applies it.")])
  }
}
