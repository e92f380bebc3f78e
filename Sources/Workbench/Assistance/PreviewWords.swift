import LinearAlgebra
import Networks

// How previews say what they have in common.

/// A number as a preview has it: fewer digits than a report.
func previewed(_ value: Double) -> String { formatted(value, digits: 3) }

extension Shape {
  /// `512×512`, shorter than in a report.
  var brief: String { "\(rows)×\(columns)" }
}

extension Workspace {
  /// What goes when the network changes.
  var lost: String? {
    result.map { "the states of \(counted($0.run.steps, "step")) go" }
  }

  /// The workspace without what theory said of matrices that have changed since.
  var withoutStaleTheory: Workspace {
    guard theory != nil else { return self }
    let count = weights.values.reduce(0) { $0 + $1.matrix.elements.count }
    if count <= Self.previewedNumbers, theory?.setting == TheorySetting(self) { return self }
    var next = self
    next.theory = nil
    return next
  }

  /// A preview with what goes when the statement is carried out.
  func previewing(_ told: String?) -> String? {
    told.map { [$0, lost].compactMap(\.self).joined(separator: "; ") }
  }

  /// Mean and deviation of a matrix, where it is not so large that they take time.
  func previewedMoments(of name: MatrixName) -> (mean: Double, deviation: Double)? {
    guard let matrix = weights[name]?.matrix, matrix.elements.count <= Self.previewedNumbers
    else { return nil }
    return (matrix.mean, matrix.standardDeviation)
  }
}

/// About how long something takes, to one digit: `3 s`, `2 min`; `nil` where nobody would notice.
func previewedDuration(_ seconds: Double) -> String? {
  guard seconds >= 0.3, seconds.isFinite else { return nil }
  let units = [(86_400.0, "days"), (3600, "h"), (60, "min"), (1, "s")]
  let (size, unit) = units.first { seconds >= 1.5 * $0.0 } ?? (1, "s")
  let amount = seconds / size
  let rounded = amount < 10 ? amount : (amount / 10).rounded() * 10
  return "about \(formatted(rounded, digits: 1)) \(unit)"
}
