import Language
import LinearAlgebra
import Networks

// What commands about the network tell of themselves beforehand.

extension Workspace {
  /// The sizes of a model, and how many numbers it has.
  func foretold(_ cell: any Cell, hidden: Int?, inputs: Int?, outputs: Int?) -> String? {
    guard let hidden = hidden ?? size(of: .hidden)?.value else { return nil }
    let gates = cell.gates.count
    let inputs = inputs ?? size(of: .inputs)?.value
    let outputs = outputs ?? size(of: .outputs)?.value
    let sizes: [(MatrixName, rows: Int, columns: Int?)] = [
      (.recurrent, gates * hidden, hidden), (.input, gates * hidden, inputs),
      (.output, outputs ?? 0, outputs.map { _ in hidden }), (.hiddenBias, gates * hidden, 1),
      (.outputBias, outputs ?? 0, outputs.map { _ in 1 }),
    ]
    let known = sizes.compactMap { name, rows, columns in
      columns.map { (name: name.rawValue, text: "\(rows)×\($0)", count: rows * $0) }
    }
    let told = known.map { "\($0.name) \($0.text)" }.joined(separator: ", ")
    return previewing("\(known.reduce(0) { $0 + $1.count }) parameters: \(told)")
  }

  /// The spectral radius and the deviation of a matrix before and after it is multiplied.
  func foretold(scaling name: MatrixName, by factor: Double) -> String? {
    let parts = parts(of: name).filter { weights[$0] != nil }
    guard let part = parts.first, parts.count == 1 else { return nil }
    let radius = weights[part]?.spectralRadius.map { change("ρ", $0, $0 * factor.magnitude) }
    let deviation = previewedMoments(of: part).map { moments in
      change("σ", moments.deviation, moments.deviation * factor.magnitude)
    }
    return previewing(list(radius, deviation))
  }

  /// The factor that gives a matrix a spectral radius, where the present one is known.
  func foretold(scaling name: MatrixName, to radius: Double) -> String? {
    guard let present = weights[name]?.spectralRadius, present > 0 else { return nil }
    let factor = radius / present
    let deviation = previewedMoments(of: name).map { moments in
      change("σ", moments.deviation, moments.deviation * factor)
    }
    return previewing(
      list("times \(previewed(factor))", change("ρ", present, radius), deviation))
  }

  /// The deviation after a mask, on average over masks: p(σ² + m²) − p²m² under the root.
  func foretold(masking name: MatrixName, keeping share: Double) -> String? {
    guard let moments = previewedMoments(of: name) else { return nil }
    let (mean, square) = (moments.mean, moments.deviation * moments.deviation)
    let masked = share * (square + mean * mean) - share * share * mean * mean
    return previewing(
      "σ \(previewed(moments.deviation)) → about \(previewed(max(0, masked).squareRoot()))")
  }

  func foretold(centering name: MatrixName) -> String? {
    previewedMoments(of: name).map { change("mean", $0.mean, 0) }.flatMap { previewing($0) }
  }

  private func list(_ parts: String?...) -> String? {
    let told = parts.compactMap(\.self)
    return told.isEmpty ? nil : told.joined(separator: ", ")
  }

  private func change(_ what: String, _ old: Double, _ new: Double) -> String {
    "\(what) \(previewed(old)) → \(previewed(new))"
  }
}

extension MatrixSetting {
  /// An entry before and after, or what brings the matrix to a radius.
  func foretold() throws -> String? {
    if let radius, case .path(let path) = target.node {
      return MatrixName(rawValue: path.map(\.value).joined(separator: ".")).flatMap {
        evaluation.workspace.foretold(scaling: $0, to: radius)
      }
    }
    guard let value, case .index = target.node else { return nil }
    let evaluator = Evaluator(evaluation.workspace)
    let (old, new) = (try evaluator.number(target), try evaluator.number(value))
    return evaluation.workspace.previewing("\(previewed(old)) → \(previewed(new))")
  }
}

extension Evaluation {
  /// The bytes that the states of a run take, and the time where it is worth a word.
  func foretold(unrolling run: Run) throws -> String? {
    guard let cost = workspace.cost(of: run) else { return nil }
    let time = previewedDuration(cost.seconds)
    let memory = "\(formattedBytes(cost.bytes)) of states"
    return [time, memory].compactMap(\.self).joined(separator: ", ")
  }

  /// How many runs a comparison makes, and how long it takes.
  func foretold(comparing schemes: Int, seeds: Int, steps: Int, size: Int?) -> String? {
    let units = size ?? workspace.size(of: .hidden)?.value ?? 512
    let passes = Double(schemes * seeds)
    // Forwards, backwards, and the spectrum's ρ and σ_max, which ARPACK finds in some hundred products.
    let products = passes * (3 * Double(steps) + 300)
    let weights = Double(workspace.cell.gates.count) * Double(units) * Double(units)
    let seconds = products * weights / RunCost.productsPerSecond(batch: 1, resources.threads)
    let told = "\(counted(schemes * seeds, "run")) of \(counted(steps, "step")) at n = \(units)"
    return [told, previewedDuration(seconds)].compactMap(\.self).joined(separator: ", ")
  }
}

/// What a run costs, before it is made.
struct RunCost {
  let bytes: Double
  let seconds: Double

  /// How many weights are multiplied and added in a second.
  ///
  /// Measured on two cores of 2023 at n from 256 to 4096: 6e9 where each weight is fetched for one product,
  /// 1.1e10 a thread where it serves a batch. Machines differ by a factor of a few.
  static func productsPerSecond(batch: Int, _ threads: Int) -> Double {
    batch < 4 ? 6e9 : 1.1e10 * Double(min(threads, 8))
  }
}

extension Workspace {
  /// What running the present network costs; `nil` where there is none.
  fileprivate func cost(of run: Run) -> RunCost? {
    let parts = parts(of: .recurrent).compactMap { weights[$0]?.matrix }
    guard let first = parts.first, parts.count == cell.gates.count else { return nil }
    let (units, gates) = (Double(first.columns), Double(parts.count))
    let inputs = input.isNone ? 0 : Double(size(of: .inputs)?.value ?? 0)
    let (steps, batch) = (Double(run.steps), Double(run.batch))
    let products = steps * batch * gates * units * (units + inputs)
    return RunCost(
      bytes: (steps + 1) * batch * Double(cell.blocks) * units * Double(precision.bytes),
      seconds: products / RunCost.productsPerSecond(batch: run.batch, run.threads))
  }
}
