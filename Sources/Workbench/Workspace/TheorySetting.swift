import LinearAlgebra
import Networks
import Stability

/// What mean-field theory starts from: the laws of the matrices and the input, not what was drawn.
struct TheorySetting: Equatable, Sendable {
  /// Where the mean and deviation of a matrix's entries come from.
  struct Source: Equatable, Sendable {
    let name: String
    /// The law, or what was measured instead.
    let text: String
    let mean: Double
    let deviation: Double
    /// Whether the numbers are those of a declared law, not of the entries themselves.
    let isDeclared: Bool
    /// Whether the entries depend on each other, which theory does not know.
    let isStructured: Bool

    init(_ name: MatrixName, _ weights: Weights) {
      self.name = name.rawValue
      let matrix = weights.matrix
      guard case .drawn(_, let law, _, _) = weights.origin else {
        text = weights.summary
        (mean, deviation) = (matrix.mean, matrix.standardDeviation)
        (isDeclared, isStructured) = (false, weights.origin.tiesEntries)
        return
      }
      text = law.formula
      (mean, deviation) = (law.mean, law.deviation)
      isDeclared = true
      let isExact = weights.isOrthogonal || law.deviation == 0
      isStructured = law.family == .structured && !isExact
    }

    var isFinite: Bool { mean.isFinite && deviation.isFinite }
  }

  let field: MeanField
  let size: Int
  let sources: [Source]
  /// The spectral radius that the law of Whh predicts at this size, where it does.
  let spectralRadius: Double?

  /// That of a workspace whose model is one that theory covers; `nil` without a Whh.
  init?(_ workspace: Workspace) {
    guard let recurrent = workspace.weights[.recurrent] else { return nil }
    let source = Source(.recurrent, recurrent)
    let size = recurrent.shape.columns
    self.size = size
    spectralRadius = recurrent.prediction?.spectralRadius?.value
    var sources = [source]
    var field = MeanField(
      workspace.activation, gain: source.deviation * Double(size).squareRoot())
    field.outlier = Double(size) * source.mean
    field.isOrthogonal = recurrent.isOrthogonal
    for name in [MatrixName.hiddenBias, .inputBias] {
      guard let weights = workspace.weights[name] else { continue }
      let bias = Source(name, weights)
      sources.append(bias)
      field.bias.mean += bias.mean
      field.bias.variance += bias.deviation * bias.deviation
    }
    if !workspace.input.isNone, let weights = workspace.weights[.input] {
      let source = Source(.input, weights)
      sources.append(source)
      field.input = workspace.input.preactivation(source, inputs: weights.shape.columns)
    }
    (self.field, self.sources) = (field, sources)
  }

  /// Whether every law has a variance.
  var isFinite: Bool { sources.allSatisfy(\.isFinite) }

  /// Whether something drives the network.
  var isDriven: Bool { sources.contains { $0.name == MatrixName.input.rawValue } }
}

extension Weights {
  /// Whether it was drawn as an orthogonal matrix and at most scaled since.
  fileprivate var isOrthogonal: Bool {
    guard initializer is Orthogonal else { return false }
    switch origin {
    case .drawn: return true
    case .edited(_, let edits): return edits.allSatisfy(\.isScaling)
    case .imported, .typed, .gates: return false
    }
  }
}

extension Weights.Origin {
  /// Whether something has been done to the entries that makes them depend on each other.
  fileprivate var tiesEntries: Bool {
    guard case .edited(_, let edits) = self else { return false }
    return edits.contains { edit in
      switch edit {
      case .symmetrised, .antisymmetrised, .signed, .identityAdded: true
      case .scaled, .scaledToRadius, .entriesSet, .centred, .masked, .diagonalZeroed: false
      }
    }
  }
}

extension Edit {
  fileprivate var isScaling: Bool {
    switch self {
    case .scaled, .scaledToRadius: true
    default: false
    }
  }
}

extension InputSetting {
  /// Mean and variance of what one step of the input adds to a pre-activation.
  ///
  /// Of a one-hot text that is one column of Wxh, not as many as there are characters; of a recording the
  /// mean square of its vectors counts.
  fileprivate func preactivation(_ weights: TheorySetting.Source, inputs: Int) -> Gaussian {
    let (mean, variance) = (weights.mean, weights.deviation * weights.deviation)
    switch self {
    case .none: return Gaussian(variance: 0)
    case .noise(let deviation):
      let square = deviation * deviation * Double(inputs)
      return Gaussian(variance: square * (variance + mean * mean))
    case .text: return Gaussian(mean: mean, variance: variance)
    case .recording(_, let recording):
      return recording.preactivation(mean: mean, variance: variance)
    }
  }
}

extension InputSetting.Recording {
  /// Σ x² weighs the variance of the weights, Σ x their mean; both over all steps.
  fileprivate func preactivation(mean: Double, variance: Double) -> Gaussian {
    let vectors = Double(max(1, values.count / max(1, inputs)))
    let meanSquare = Double.sumOfSquares(values[...]) / vectors
    let sums = stride(from: 0, to: values.count, by: max(1, inputs)).map { first in
      Double.sum(values[first..<(first + inputs)])
    }
    let meanSum = Double.sum(sums[...]) / vectors
    let spread = sums.reduce(0) { $0 + ($1 - meanSum) * ($1 - meanSum) } / vectors
    return Gaussian(
      mean: mean * meanSum, variance: variance * meanSquare + mean * mean * spread)
  }
}
