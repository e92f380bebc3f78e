import LinearAlgebra
import Networks
import Stability

/// What mean-field theory predicts of a run, step by step, from the laws that its matrices were drawn from.
struct CoursePrediction: Sendable {
  /// The variance of h over the units; index 0 is step 1.
  let variance: [Double]
  /// √χ where the course ends: by how much a step multiplies the gradient's norm there.
  let gradientFactor: Double

  /// Some 40 µs each.
  private static let mostSteps = 1000

  /// `nil` for a cell that theory does not know, and for matrices that are no draw from a law it covers.
  init?(
    _ result: RunResult, in workspace: Workspace, _ interruption: Interruption
  ) throws(Interrupted) {
    guard workspace.hasTheory, let setting = TheorySetting(workspace), setting.isFinite,
      setting.sources.allSatisfy(\.isDeclared),
      // What feeds the network may have a structure: only the mean square of it counts.
      !setting.sources.contains(where: {
        $0.name == MatrixName.recurrent.rawValue && $0.isStructured
      })
    else { return nil }
    let start = HiddenMoments(mean: 0, meanSquare: result.run.start == .normal ? 1 : 0)
    let course = try setting.field.course(
      steps: min(result.run.steps, Self.mostSteps), from: start, interruption)
    variance = course.map(\.variance)
    let end = setting.field.preactivation(after: course.last ?? start)
    let factor = setting.field.susceptibility(at: end).squareRoot()
    gradientFactor = end.variance.isFinite ? factor : .nan
  }
}
