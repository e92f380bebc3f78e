import Language
import LinearAlgebra
import Networks
import Stability

// What a draw will be like, from its law and not from the draw.

extension Drawing {
  /// `512×512, σ = 0.0442, ρ ≈ 1.03`: the shape that follows from the statement, the deviation of the
  /// law, and the spectral radius that theory predicts for this size, where it has one.
  func foretold(_ target: DrawTarget, at range: SourceRange) throws -> String? {
    let workspace = evaluation.workspace
    guard case .one(let name) = target else { return try foretoldAll(at: range) }
    try workspace.checkGate(of: name, at: range)
    let shape = try shape(of: name, at: range)
    try workspace.check(shape, of: name, at: sizesRange ?? range)
    try evaluation.checkSide(shape.rows, shape.columns, at: sizesRange ?? range)
    let gates = workspace.parts(of: name).count
    return workspace.previewing(
      [gates > 1 ? "\(gates) gates, each \(shape.brief)" : shape.brief, try spectrum(of: shape)]
        .compactMap(\.self).joined(separator: ", "))
  }

  private func foretoldAll(at range: SourceRange) throws -> String? {
    let hidden = try hiddenSize(at: range)
    let workspace = evaluation.workspace
    try evaluation.checkSide(hidden, hidden, at: sizesRange ?? range)
    let shapes = MatrixName.allCases.compactMap { name in
      name.isBias ? nil : workspace.shape(of: name, hidden: hidden).map { (name, $0) }
    }
    let told = try shapes.map { name, shape in
      let detail = name.isRecurrent ? try spectrum(of: shape).map { ", " + $0 } : nil
      return "\(name.rawValue) \(shape.brief)\(detail ?? "")"
    }
    return workspace.previewing(told.joined(separator: "; "))
  }

  /// `σ = 0.0442, ρ ≈ 1.03`; nothing where these knobs give no law, or one that cannot be drawn so.
  private func spectrum(of shape: Shape) throws -> String? {
    let initializer = try turnedInitializer(for: shape)
    let law = initializer.law(for: shape)
    try check(law)
    do { try initializer.check(shape) } catch { throw Interrupted() }
    guard let target = initializer.scaling.target else { return law.brief(law.radius(shape)) }
    // What the draw is scaled by, and so its deviation, is known only with the draw.
    let measure = initializer.scaling.measure == .radius ? "ρ" : "σ_max"
    return "\(measure) = \(previewed(target))"
  }
}

extension Law {
  /// Up to this size ρ is predicted as it is at that size, in some milliseconds; beyond, where the two
  /// differ by a per cent, as it is in the limit.
  private static let predictedSide = 2048

  fileprivate func radius(_ shape: Shape) -> Prediction? {
    guard max(shape.rows, shape.columns) > Self.predictedSide else {
      return MatrixPrediction(self, shape).spectralRadius
    }
    guard let spectrum = prediction(for: shape), let radius = spectrum.radius else { return nil }
    return spectrum.radiusBasis == .exact
      ? Prediction(radius, spread: 0) : Prediction(limit: radius)
  }

  /// The mean where it is not zero, the deviation where there is one, and a spectral radius.
  fileprivate func brief(_ radius: Prediction?) -> String {
    [
      mean == 0 || !mean.isFinite ? nil : "mean \(previewed(mean))",
      deviation.isFinite ? "σ = \(previewed(deviation))" : "no finite σ",
      radius.map { "ρ \($0.spread == 0 ? "=" : "≈") \(previewed($0.value))" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}

extension RecipeDrawing {
  /// The matrices that a recipe draws, and of how many numbers.
  func foretold() throws -> String? {
    let workspace = evaluation.workspace
    try checkCell()
    let hidden = try hiddenSize()
    var (names, count) = ([String](), 0)
    for part in recipe.value.parts {
      let name = MatrixName(part.family)
      guard let shape = workspace.shape(of: name, hidden: hidden) else { continue }
      let blocks =
        switch part.layout {
        case .apart(let gates): gates?.count ?? workspace.parts(of: name).count
        case .fused(let order): order.count
        }
      if !names.contains(name.rawValue) { names.append(name.rawValue) }
      count += blocks * shape.count
    }
    return workspace.previewing(
      "\(hidden) units: \(names.joined(separator: ", ")), \(count) numbers in all")
  }
}
