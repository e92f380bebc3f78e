import LinearAlgebra
import Networks
import Stability
import Testing

/// Mean-field theory against numbers made with NumPy and SciPy: the trapezoidal rule with 1.3 million
/// points over 13 deviations, roots by Brent's method to 1e-15.
@Suite struct MeanFieldTests {
  static func field(
    _ activation: any Activation = Tanh(), gain: Double, bias: Double = 0, input: Double = 0
  ) -> MeanField {
    var field = MeanField(activation, gain: gain)
    field.bias = Gaussian(variance: bias)
    field.input = Gaussian(variance: input)
    return field
  }

  static func agree(_ found: Double, _ known: Double, within tolerance: Double = 1e-9) -> Bool {
    (found - known).magnitude <= tolerance * max(1, known.magnitude)
  }

  /// Weight and bias variance, q*, χ, c* and ξ.
  static let phases: [(Double, Double, Double, Double, Double, Double)] = [
    (1.76, 0.05, 0.56946283985177, 0.9997964242037325, 1, 4911.675292351608),
    (1.3, 0.05, 0.3153164774852888, 0.8801635098832147, 1, 7.834069268458929),
    (1.69, 0.09, 0.6070467919093174, 0.9398074286821513, 1, 16.108172743475418),
    (6.25, 0.09, 4.079123875282216, 1.5852247650060305, 0.12210374730559002, 5.108918989166943),
    (16, 0.09, 12.60414949784422, 2.3672610355458827, 0.029695921580338434, 3.639351021508829),
  ]

  @Test(arguments: phases)
  func phasesOfTanh(
    weights: Double, bias: Double, length: Double, χ: Double, c: Double, ξ: Double
  ) throws {
    let field = Self.field(gain: Elementary.sqrt(weights), bias: bias)
    let theory = try MeanFieldTheory(of: field)
    #expect(theory.fixedPoint.ending == .converged)
    #expect(Self.agree(theory.length, length))
    #expect(Self.agree(theory.susceptibility, χ))
    #expect(Self.agree(theory.correlation.answer, c))
    #expect(Self.agree(theory.correlationLength, ξ, within: 2e-9))
  }

  @Test func nearlyCriticalIsCalledSo() throws {
    let theory = try MeanFieldTheory(of: Self.field(gain: Elementary.sqrt(1.05), bias: 2.01e-5))
    #expect(Self.agree(theory.length, 0.02592084004547089))
    #expect(Self.agree(theory.susceptibility, 1.0000001920000867))
    #expect(theory.regime == .critical)
    // mpmath with 40 digits, f(c) = c expanded at c = 1 by E (dᵏφ/dzᵏ)² up to the fourth.
    #expect(((1 - theory.correlation.answer) / 0.000164652485574347 - 1).magnitude < 1e-6)
    #expect(Self.agree(theory.correlationLength, 5208619.70817303, within: 1e-6))
  }

  @Test(arguments: [
    (0.01, 1.4242052904886), (0.05, 1.7609546396067515), (0.5, 2.8431674597240897),
  ])
  func theCriticalLine(bias: Double, weights: Double) throws {
    let found = try MeanField.criticalWeightVariance(Tanh(), biasVariance: bias)
    #expect(found.ending == .converged)
    #expect(Self.agree(found.answer, weights))
  }

  /// g, q*, λ1 and the mean exponent without bias or input.
  static let autonomous: [(Double, Double, Double, Double)] = [
    (0.5, 0, -0.6931471805599453, -1.1931471805599454),
    (1.1, 0.11274988586549034, 0.005068901343963425, -0.51186406219985),
    (1.25, 0.3264640765479664, 0.023534650132299037, -0.5644891253008057),
    (1.5, 0.7933540426067694, 0.06521721191286795, -0.7143456650434453),
    (2, 2.121473568203154, 0.15472422983137324, -1.1490225444890245),
    (3, 6.305391478778813, 0.3102493151452474, -2.272805015016705),
    (5, 20.699366844182585, 0.5324279416323832, -4.906771365007441),
    (10, 91.70513119528833, 0.8564351891967664, -12.160965552194362),
    (20, 383.724832486665, 1.192412639120064, -27.410803370582695),
  ]

  @Test(arguments: autonomous)
  func theAutonomousNetwork(g: Double, length: Double, λ: Double, mean: Double) throws {
    let theory = try MeanFieldTheory(of: Self.field(gain: g))
    #expect(Self.agree(theory.length, length))
    #expect(Self.agree(theory.lyapunov, λ))
    #expect(Self.agree(theory.meanExponent, mean))
    #expect(theory.regime == (g < 1 ? .ordered : g < 1.2 ? .critical : .chaotic))
  }

  @Test func theExponentGrowsAsTheSquareAboveTheOnset() throws {
    for distance in [1e-3, 1e-4] {
      let theory = try MeanFieldTheory(of: Self.field(gain: 1 + distance))
      let ratio = theory.lyapunov / (distance * distance)
      // The next term is −2.2 (g − 1); χ − 1 is known to 1e-15.
      #expect((ratio - 2.0 / 3).magnitude < 3 * distance + 1e-15 / (distance * distance))
      #expect(Self.agree(theory.length / distance, 1, within: 2 * distance))
    }
  }

  /// g, the variance of the input, and the hidden variance, χ and √χ.
  static let driven: [(Double, Double, Double, Double, Double)] = [
    (1, 1, 0.463850891102545, 0.39887900654373465, 0.6315686871146595),
    (0.5773502691896258, 1, 0.4180829999357305, 0.14713364689431527, 0.38358003974961374),
    (1, 1.0 / 65, 0.0831943011780754, 0.8508553242896879, 0.922418193819749),
  ]

  @Test(arguments: driven)
  func theDrivenNetwork(
    g: Double, input: Double, hidden: Double, χ: Double, factor: Double
  ) throws {
    let field = Self.field(gain: g, input: input)
    let theory = try MeanFieldTheory(of: field)
    #expect(Self.agree(theory.hiddenVariance, hidden))
    #expect(Self.agree(theory.susceptibility, χ))
    #expect(Self.agree(theory.gradientFactor, factor))
    let horizon = theory.horizon(epsilon: 1e-3)
    #expect(Elementary.pow(factor, horizon) < 1e-3)
    #expect(Elementary.pow(factor, horizon - 1) >= 1e-3)
    var orthogonal = field
    orthogonal.isOrthogonal = true
    let same = try MeanFieldTheory(of: orthogonal)
    #expect(same.gradientFactor == theory.gradientFactor)
    #expect(Self.agree(same.meanExponent, theory.meanExponent + 0.5, within: 1e-14))
  }

  @Test func theHiddenVarianceDecaysAsOneOverTwoTheTime() throws {
    let course = try Self.field(gain: 1).course(steps: 1000).map(\.variance)
    for (step, variance) in [
      (1, 0.3942944903978), (2, 0.2364504104993), (5, 0.1034406080524), (10, 0.05220008278703),
      (100, 0.005069019200168), (1000, 0.0005011639104557),
    ] {
      #expect(Self.agree(course[step - 1], variance, within: 1e-12))
    }
    #expect(Self.agree(course[999] * 2000, 1, within: 3e-3))
  }

  @Test func finiteSizesMoveTheMeanExponent() throws {
    // By SciPy's digamma function.
    for (size, value) in [
      (1, -0.6351814227307391), (256, -0.5056798768298032), (512, -0.5031782293100543),
      (4096, -0.5005241802802869),
    ] {
      #expect(Self.agree(MeanFieldTheory.meanLogSingularValue(at: size), value, within: 1e-13))
    }
    let theory = try MeanFieldTheory(of: Self.field(gain: 3))
    let difference = theory.meanExponent(at: 256) - theory.meanExponent
    #expect(Self.agree(difference, 0.5 - 0.5056798768298032, within: 1e-13))
  }
}

/// What holds for every activation.
@Suite struct MeanFieldLaws {
  @Test(arguments: activations.map { $0.init() })
  func theFixedPointIsWhereTheCourseEnds(_ activation: any Activation) throws {
    for input in [0, 0.7] {
      let field = MeanFieldTests.field(activation, gain: 0.6, input: input)
      let z = try field.fixedPoint()
      #expect(z.ending == .converged)
      let end = try #require(try field.course(steps: 400).last)
      let settled = field.hidden(at: z.answer)
      #expect((end.meanSquare - settled.meanSquare).magnitude < 1e-3 * (input + 0.01))
      let lengths = try field.lengths()
      #expect(lengths.contains { ($0 - z.answer.variance).magnitude <= 1e-9 })
    }
  }

  @Test(arguments: activations.map { $0.init() })
  func theCriticalGainMakesTheSusceptibilityOne(_ activation: any Activation) throws {
    for input in [0, 0.3] {
      let field = MeanFieldTests.field(activation, gain: 1, input: input)
      let critical = try field.criticalGain()
      #expect(critical.ending == .converged)
      var below = field
      below.gain = critical.answer * 0.999_999
      let z = try below.fixedPoint().answer
      guard z.variance.isFinite else { continue }
      let χ = below.susceptibility(at: z)
      #expect((χ - 1).magnitude < 1e-4, "\(activation.name) at \(below.gain)")
    }
  }

  @Test(arguments: activations.map { $0.init() })
  func theStableCorrelationIsAFixedPointWithAShorterFactor(_ activation: any Activation) throws {
    let gain = activation.isBounded ? 1.38 : 0.9
    let field = MeanFieldTests.field(activation, gain: gain, bias: 0.05)
    let theory = try MeanFieldTheory(of: field)
    #expect(theory.fixedPoint.ending == .converged)
    #expect(theory.correlation.ending == .converged)
    let (c, z) = (theory.correlation.answer, theory.fixedPoint.answer)
    let product = activation.average(.values, over: z, correlation: c)
    let next = (field.gain * field.gain * product + 0.05) / z.variance
    #expect((next - c).magnitude < 1e-11)
    #expect(theory.correlationLength > 0)
    #expect((c < 1) == (theory.susceptibility > 1))
  }

  static let unbounded: [(any Activation, Double)] = [
    (ReLU(), 0), (ReLU(), 0.1), (LeakyReLU(), 0), (GELU(), 0.5),
  ]

  @Test(arguments: unbounded)
  func aLengthWithoutBoundIsInfinite(_ activation: any Activation, input: Double) throws {
    for gain in [1.415, 1.42, 5] {
      let field = MeanFieldTests.field(activation, gain: gain, input: input)
      let theory = try MeanFieldTheory(of: field)
      #expect(theory.fixedPoint.ending == .diverged)
      #expect(theory.length == .infinity)
      #expect(theory.hiddenVariance == .infinity)
      #expect(theory.regime == .divergent)
      #expect(theory.correlationLength.isNaN)
    }
  }

  @Test func aLengthBeyondAllNumbersEndsTheSearch() throws {
    for activation in [Tanh(), Linear()] as [any Activation] {
      let theory = try MeanFieldTheory(of: MeanFieldTests.field(activation, gain: 1e160))
      #expect(theory.fixedPoint.ending == .diverged)
      #expect(theory.length == .infinity)
    }
  }

  @Test func aReLUBelowTheBorderHasTheLengthOfALine() throws {
    let theory = try MeanFieldTheory(of: MeanFieldTests.field(ReLU(), gain: 1.414, input: 0.1))
    #expect(MeanFieldTests.agree(theory.length, 0.1 / (1 - 1.414 * 1.414 / 2), within: 1e-11))
    // Marginal: a state keeps the length it has.
    let he = try MeanFieldTheory(of: MeanFieldTests.field(ReLU(), gain: Elementary.sqrt(2)))
    #expect(MeanFieldTests.agree(he.length, 2, within: 1e-14))
    #expect(he.regime == .critical && he.correlationLength == .infinity)
  }
}

/// A matrix whose entries have a mean.
@Suite struct OutlierTests {
  @Test func uniformEntriesBetweenZeroAndOneSaturate() throws {
    var field = MeanFieldTests.field(gain: Elementary.sqrt(512.0 / 12))
    field.outlier = 256
    let theory = try MeanFieldTheory(of: field)
    #expect(theory.fixedPoint.ending == .converged)
    #expect(theory.fixedPoint.answer == Gaussian(mean: 256, variance: theory.length))
    #expect(MeanFieldTests.agree(theory.length, 512.0 / 12))
    #expect(theory.susceptibility < 1e-100 && theory.regime == .ordered)
    #expect(theory.hiddenVariance == 0)
  }

  @Test func aSmallMeanChangesNothing() throws {
    for gain in [0.8, 1, 3] {
      let plain = try MeanFieldTheory(of: MeanFieldTests.field(gain: gain))
      var field = plain.field
      field.outlier = 0.9
      let theory = try MeanFieldTheory(of: field)
      #expect(theory.length == plain.length && theory.susceptibility == plain.susceptibility)
    }
  }

  @Test func aLargeMeanAlignsTheUnits() throws {
    var field = MeanFieldTests.field(gain: 1)
    field.outlier = 1.5
    let end = try field.fixedPoint()
    #expect(end.ending == .converged)
    let next = field.preactivation(after: field.hidden(at: end.answer))
    #expect(MeanFieldTests.agree(next.mean, end.answer.mean, within: 1e-13))
    #expect(MeanFieldTests.agree(next.variance, end.answer.variance, within: 1e-13))
    #expect(MeanFieldTests.agree(end.answer.mean, 0.8350587888047, within: 1e-11))
    let critical = try field.criticalGain()
    field.gain = critical.answer
    #expect((field.susceptibility(at: try field.fixedPoint().answer) - 1).magnitude < 1e-8)
  }

  @Test func aNegativeMeanAlternates() throws {
    var field = MeanFieldTests.field(gain: 0.5)
    field.outlier = -3
    guard case .cycles(let residual) = try field.fixedPoint().ending else {
      Issue.record("the mean changes its sign in every step")
      return
    }
    #expect(residual > 1)
  }

  @Test func aReLUWithALargeMeanDiverges() throws {
    for outlier in [1.0, 2, 256] {
      var field = MeanFieldTests.field(ReLU(), gain: 0.9)
      field.outlier = outlier
      #expect(try MeanFieldTheory(of: field).length == .infinity)
    }
  }
}

/// Nothing that takes long goes on when the user wants it to stop.
@Suite struct InterruptedTheoryTests {
  @Test func everySearchStopsWhenAsked() {
    let now = Interruption { true }
    let field = MeanFieldTests.field(gain: 2, bias: 0.1)
    #expect(throws: Interrupted.self) { try field.fixedPoint(now) }
    #expect(throws: Interrupted.self) { try field.criticalGain(now) }
    #expect(throws: Interrupted.self) { try field.course(steps: 3, now) }
    #expect(throws: Interrupted.self) {
      try field.correlation(at: Gaussian(variance: 3), now)
    }
  }
}
