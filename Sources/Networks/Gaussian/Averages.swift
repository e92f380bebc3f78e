import LinearAlgebra

/// What mean-field theory asks of an activation φ at a normal pre-activation z.
public enum GaussianAverage: String, CaseIterable, Sendable {
  /// E φ.
  case value
  /// E φ².
  case square
  /// E φ′.
  case slope
  /// E φ′².
  case squaredSlope
  /// E[φ′² + φ φ″], the derivative of E φ² by the variance of z.
  case lengthSlope
  /// E ln |φ′|.
  case logSlope
}

/// What it asks at two pre-activations of one distribution and some correlation.
public enum JointAverage: String, CaseIterable, Sendable {
  /// E φ(z₁) φ(z₂).
  case values
  /// E φ′(z₁) φ′(z₂).
  case slopes
}

extension Activation {
  /// An average over a normal pre-activation: a formula where one is known, else quadrature.
  ///
  /// A variance of zero is taken as the limit from above. Exact tier; some 20 µs where integrated.
  public func average(_ average: GaussianAverage, over z: Gaussian) -> Double {
    guard z.variance.isFinite, z.mean.isFinite else { return .nan }
    if z.variance == 0, average == .value || average == .square {
      let value = value(at: z.mean)
      return average == .value ? value : value * value
    }
    let z = z.withVariance(atLeast: 1e-300)
    return closedForm(average, over: z) ?? quadrature(average, over: z).value
  }

  /// The same average by quadrature alone, with a bound of its error.
  public func quadrature(_ average: GaussianAverage, over z: Gaussian) -> Quadrature {
    switch average {
    case .value: return rule(z).average(values)
    case .square: return rule(z).average { squares(values($0)) }
    case .slope: return rule(z).average(slopes)
    case .squaredSlope: return rule(z).average { squares(slopes($0)) }
    case .lengthSlope:
      // By Stein's lemma, which knows no φ″: E (φφ′)′ = E φφ′ (z − mean)/variance. Unless φ starts
      // at zero, differences of neighbours are rounding below some variance; the limit is as near.
      let z = value(at: z.mean) == 0 ? z : z.withVariance(atLeast: 1e-10)
      return rule(z).average { nodes in
        let products = zip(values(nodes), slopes(nodes)).map { $0 * $1 }
        return zip(products, nodes).map { $0 * ($1 - z.mean) / z.variance }
      }
    case .logSlope:
      let rule = GaussianRule(over: z, corners: corners, poles: turningPoints)
      return rule.average { $0.map { logSlope(at: $0) } }
    }
  }

  private func rule(_ z: Gaussian) -> GaussianRule { GaussianRule(over: z, corners: corners) }

  private func values(_ nodes: [Double]) -> [Double] {
    var values = nodes
    apply(to: &values)
    return values
  }

  private func slopes(_ nodes: [Double]) -> [Double] {
    var slopes = [Double](repeating: 1, count: nodes.count)
    multiply(&slopes, bySlopesAtPreactivations: nodes[...])
    return slopes
  }

  private func squares(_ numbers: [Double]) -> [Double] { numbers.map { $0 * $0 } }
}

extension Activation {
  /// An average over two pre-activations of one distribution with correlation `c`.
  ///
  /// A formula where one is known, else quadrature: z₁ and z₂ are one normal number plus two of
  /// their own, over which φ is averaged first. About 1000 averages over one pre-activation.
  public func average(
    _ average: JointAverage, over z: Gaussian, correlation c: Double
  ) -> Double {
    if c == 1 { return self.average(average == .values ? .square : .squaredSlope, over: z) }
    if z.variance > 0, c.magnitude < 1,
      let known = closedForm(average, over: z, correlation: c)
    {
      return known
    }
    return quadrature(average, over: z, correlation: c).value
  }

  /// The same by quadrature alone, with a bound of the outer integral's error; |c| < 1.
  public func quadrature(
    _ average: JointAverage, over z: Gaussian, correlation c: Double
  ) -> Quadrature {
    let own = z.variance * (1 - c.magnitude)
    let common = Gaussian(mean: z.mean, variance: z.variance * c.magnitude)
    let inner: GaussianAverage = average == .values ? .value : .slope
    let smoothed = { (mean: Double) in
      self.average(inner, over: Gaussian(mean: mean, variance: own))
    }
    guard common.variance > 0 else {
      let value = smoothed(z.mean)
      return Quadrature(value: value * value, error: 0)
    }
    let rule = GaussianRule(over: common, corners: [], poles: corners, finest: Elementary.sqrt(own))
    return rule.average { nodes in
      nodes.map { node in
        let first = smoothed(node)
        return first * (c < 0 ? smoothed(2 * z.mean - node) : first)
      }
    }
  }
}

extension Activation {
  /// E φ² − E φ(z₁)φ(z₂) of two pre-activations of correlation 1 − `loss`, with all its digits where
  /// the loss is small; 0 < loss < 1.
  ///
  /// It is the variance of φ that is left when what z₁ and z₂ share is known, averaged over that: a sum
  /// of squares, in which nothing cancels. By quadrature; some 2000 averages over one pre-activation.
  public func decorrelation(over z: Gaussian, loss: Double) -> Double {
    let own = z.variance * loss
    let common = Gaussian(mean: z.mean, variance: z.variance * (1 - loss))
    let rule = GaussianRule(over: common, corners: [], poles: corners, finest: Elementary.sqrt(own))
    return rule.average { nodes in
      nodes.map { variance(over: Gaussian(mean: $0, variance: own)) }
    }.value
  }

  /// E (φ − E φ)².
  private func variance(over z: Gaussian) -> Double {
    let rule = rule(z)
    let mean = rule.average(values).value
    return rule.average { squares(values($0).map { $0 - mean }) }.value
  }
}

extension Gaussian {
  fileprivate func withVariance(atLeast least: Double) -> Gaussian {
    Gaussian(mean: mean, variance: max(least, variance))
  }
}
