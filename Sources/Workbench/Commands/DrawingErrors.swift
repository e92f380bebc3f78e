import Language
import LinearAlgebra
import Networks

extension Drawing {
  /// Why a matrix was not drawn, at the place in the statement that is to blame.
  func diagnostic(
    for error: DrawingError, _ name: MatrixName, _ shape: Shape
  ) -> Diagnostic {
    let scheme = scheme.value.spelling
    return switch error {
    case .notSquare:
      Diagnostic(
        .notSquare, "\(scheme) makes square matrices, and \(name.rawValue) is \(shape.text)",
        at: self.scheme.range, hint: "help schemes shows the others")
    case .tooSmall(let least):
      Diagnostic(
        .outOfRange, "\(scheme) needs a size of \(least) or more, not \(shape.text)",
        at: Self.cover(sizes.map(\.range)) ?? self.scheme.range)
    case .knob(let label, let allowed):
      Diagnostic(
        .outOfRange, "for \(shape.text), \(label) is \(allowed)", at: place(of: label),
        hint: knobs.contains { $0.label?.value == label }
          ? "help \(self.scheme.value.info.name)" : "give \(label)=, which has a default of its own"
      )
    case .nothingToScale:
      Diagnostic(
        .outOfRange,
        "the spectral radius of this draw is 0, so that no factor gives it another: "
          + "no cycle leads through its non-zero entries",
        at: place(of: "radius"), hint: "leave out radius=, or allow more entries")
    case .factorWithoutTarget:
      Diagnostic(
        .conflictingLabels, "factor goes with radius", at: place(of: "factor"),
        hint: "give the radius that the factor is to reach")
    case .otherFactor(let given, let computed):
      Diagnostic(
        .outOfRange, "this draw needs the factor \(computed), not \(given)",
        at: place(of: "factor"),
        hint: "leave out factor=, or give the seed and knobs it was computed with")
    case .linearAlgebra(let cause):
      Workbench.diagnostic(for: cause, at: self.scheme.range)
    case .interrupted:
      Workbench.diagnostic(for: Interrupted(), at: self.scheme.range)
    }
  }

  private func place(of label: String) -> SourceRange {
    knobs.first { $0.label?.value == label }?.range ?? scheme.range
  }
}
