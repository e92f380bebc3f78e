import LinearAlgebra
import Networks
import Testing

/// Averages over normal pre-activations: formulas, quadrature and true values agree.
@Suite struct GaussianLaws {
  static let gaussians = [0.0, 0.3, -1, 4, -20].flatMap { mean in
    [1e-12, 1e-6, 1e-2, 0.5, 1, 3, 30, 400, 1e4].map { Gaussian(mean: mean, variance: $0) }
  }

  /// How large an average can be: that of the line through zero with the steepest slope.
  static func scale(
    _ average: GaussianAverage, _ activation: any Activation, _ z: Gaussian
  ) -> Double {
    let (steepest, square) = (activation.steepestSlope, z.variance + z.mean * z.mean)
    return switch average {
    case .value: steepest * Elementary.sqrt(square)
    case .square: steepest * steepest * square
    case .slope, .squaredSlope, .lengthSlope: steepest * steepest
    case .logSlope: 1 + square
    }
  }

  @Test(arguments: activations.map { $0.init() }, GaussianAverage.allCases)
  func formulasAreIntegrals(_ activation: any Activation, _ average: GaussianAverage) {
    for z in Self.gaussians {
      guard let known = activation.closedForm(average, over: z), known.isFinite else { continue }
      // With a corner, φφ″ is a delta function, and below 1e-10 its average is not what a limit is.
      if average == .lengthSlope, z.variance < 1e-10 { continue }
      let found = activation.quadrature(average, over: z)
      let rounding = 2e-13 * max(Self.scale(average, activation, z), known.magnitude)
      // Stein's lemma divides the value by the deviation.
      let loss = average == .lengthSlope ? 1 + 1e-3 * (1 + z.mean.magnitude) / z.deviation : 1
      let error = (found.value - known).magnitude
      #expect(error <= found.error + rounding * loss, "over \(z)")
      #expect(found.error <= 1e-9 * Self.scale(average, activation, z) * loss, "over \(z)")
    }
  }

  @Test(arguments: activations.map { $0.init() }, JointAverage.allCases)
  func jointFormulasAreIntegrals(_ activation: any Activation, _ average: JointAverage) {
    for variance in [1e-6, 0.5, 3, 400] {
      let z = Gaussian(variance: variance)
      for c in [-0.9, -0.3, 0, 0.2, 0.7, 0.99, 0.999_999] {
        guard let known = activation.closedForm(average, over: z, correlation: c) else { continue }
        let found = activation.quadrature(average, over: z, correlation: c)
        let kind: GaussianAverage = average == .values ? .square : .squaredSlope
        let scale = Self.scale(kind, activation, z)
        #expect((found.value - known).magnitude <= 1e-12 * scale, "over \(z) with \(c)")
      }
    }
  }

  @Test(arguments: GaussianFixture.averages)
  func averagesAreThoseOfMpmath(_ row: AveragedRow) {
    let z = Gaussian(mean: row.mean, variance: row.variance)
    let found = row.activation.average(row.average, over: z)
    let scale = min(1, Self.scale(row.average, row.activation, z))
    let comment = "\(row.activation.name) \(row.average) over \(z)"
    #expect((found - row.value).magnitude <= 1e-10 * max(scale, row.value.magnitude), "\(comment)")
  }

  @Test(arguments: activations.map { $0.init() })
  func decorrelationIsWhatTheProductLacks(_ activation: any Activation) {
    for z in [Gaussian(variance: 0.4), Gaussian(mean: 0.7, variance: 3)] {
      let square = activation.average(.square, over: z)
      for loss in [0.05, 0.3, 0.8] {
        let product = activation.average(.values, over: z, correlation: 1 - loss)
        let found = activation.decorrelation(over: z, loss: loss)
        #expect((found - (square - product)).magnitude < 1e-10 * max(1, square))
      }
      // Where little is lost it is that of the slope, of which the product has no digit any more: the
      // next order is the loss, or its root where φ has a corner.
      let slope = activation.average(.squaredSlope, over: z)
      let ratio = activation.decorrelation(over: z, loss: 1e-10) / (1e-10 * z.variance * slope)
      #expect((ratio - 1).magnitude < 1e-4)
    }
  }

  @Test(arguments: GaussianFixture.joint)
  func jointAveragesAreThoseOfNumPy(_ row: JointRow) {
    let z = Gaussian(mean: row.mean, variance: row.variance)
    let found = row.activation.average(row.average, over: z, correlation: row.correlation)
    let comment = "\(row.activation.name) \(row.average) over \(z)"
    #expect((found - row.value).magnitude <= 2e-12, "\(comment)")
  }

  @Test(arguments: activations.map { $0.init() })
  func fullCorrelationIsOneNumber(_ activation: any Activation) {
    let z = Gaussian(mean: 0.2, variance: 1.7)
    for (joint, single) in [
      (JointAverage.values, GaussianAverage.square), (.slopes, .squaredSlope),
    ] {
      let both = activation.average(joint, over: z, correlation: 1)
      #expect(both == activation.average(single, over: z))
      let nearly = activation.average(joint, over: z, correlation: 1 - 1e-9)
      // The slopes of a corner lose the root of what is missing.
      #expect((nearly - both).magnitude < 1e-4)
    }
  }

  @Test(arguments: activations.map { $0.init() })
  func theLengthSlopeIsTheDerivativeOfTheMeanSquare(_ activation: any Activation) {
    for mean in [0, 0.4] {
      let squares = [1.99, 2.01].map {
        activation.average(.square, over: Gaussian(mean: mean, variance: $0))
      }
      let z = Gaussian(mean: mean, variance: 2)
      let slope = activation.average(.lengthSlope, over: z)
      #expect((slope - (squares[1] - squares[0]) / 0.02).magnitude < 1e-5)
    }
  }

  @Test(arguments: activations.map { $0.init() })
  func noVarianceIsTheLimit(_ activation: any Activation) {
    for mean in [0, 0.5] {
      for average in GaussianAverage.allCases {
        let limit = activation.average(average, over: Gaussian(mean: mean, variance: 0))
        let near = activation.average(average, over: Gaussian(mean: mean, variance: 1e-14))
        #expect(limit == near || (limit - near).magnitude < 1e-6, "\(average) at \(mean)")
      }
    }
  }
}
