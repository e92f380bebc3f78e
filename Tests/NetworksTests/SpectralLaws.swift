import LinearAlgebra
import Networks
import Numerics
import Testing

/// What laws predict of a spectrum, held against what LAPACK finds.
@Suite struct SpectralLaws {
  @Test(arguments: initializers.map { $0.init() })
  func whatIsExactHoldsForEveryDraw(_ initializer: any Initializer) throws {
    for n in [3, 4, 8, 64] where initializer.takes(Shape(n, n)) {
      let shape = Shape(n, n)
      guard let prediction = initializer.law(for: shape).prediction(for: shape) else { continue }
      guard initializer.scaling.target == nil else { continue }
      let spectrum = try measured(initializer, shape)
      if let radius = prediction.radius, prediction.radiusBasis == .exact {
        #expect((spectrum.radius - radius).magnitude <= 1e-9 * radius, "n = \(n)")
      }
      if let norm = prediction.norm, prediction.normBasis == .exact {
        #expect((spectrum.norm - norm).magnitude <= 1e-13 * norm, "n = \(n)")
      }
    }
  }

  @Test(arguments: ["ring", "permutation", "henaff", "cayley", "block-rotation", "orthogonal"])
  func isometriesHaveAllEigenvaluesOnOneCircle(name: String) throws {
    let scheme = try #require(initializer(named: name))
    let matrix = try draw(scheme, Shape(101, 101))
    let gain = try #require(
      scheme.law(for: Shape(101, 101)).prediction(for: Shape(101, 101))?.radius)
    #expect(try matrix.eigenvalues(.never).allSatisfy { ($0.length - gain).magnitude < 1e-12 })
    #expect(try matrix.singularValues(.never).allSatisfy { ($0 - gain).magnitude < 1e-12 })
  }

  @Test(arguments: initializers.map { $0.init() })
  func independentEntriesFillTheirDisc(_ initializer: any Initializer) throws {
    let shape = Shape(256, 256)
    let law = initializer.law(for: shape)
    guard let prediction = law.prediction(for: shape), prediction.radiusBasis == .circularLaw,
      let radius = prediction.radius, let norm = prediction.norm
    else { return }
    let found = try (0..<3).map { try measured(initializer, shape, number: $0) }
    let (meanRadius, meanNorm) = (mean(found.map(\.radius)), mean(found.map(\.norm)))
    if let outlier = prediction.outlier {
      // The outlier has the deviation σ/√(1 − (g/outlier)²); three draws, five standard errors.
      let ratio = (prediction.bulkRadius ?? 0) / outlier
      let error = law.deviation / (1 - ratio * ratio).squareRoot() / 3.0.squareRoot()
      #expect((meanRadius - radius).magnitude < 5 * error)
      #expect((meanNorm - norm).magnitude < 5 * error)
    } else {
      // At n = 256, ρ/g = 1.040 ± 0.022 and σ_max/g = 1.981 ± 0.020 (400 Gaussian draws in NumPy).
      #expect((meanRadius / radius - 1.040).magnitude < 5 * 0.022 / 3.0.squareRoot())
      #expect((2 * meanNorm / norm - 1.981).magnitude < 5 * 0.020 / 3.0.squareRoot())
    }
  }

  /// A scheme of which theory knows a limit, and what the measures may be relative to it at n = 256.
  struct Limit: Sendable, CustomTestStringConvertible {
    let scheme: String
    let knobs: [String: KnobValue]
    var radius: ClosedRange<Double>?
    var norm: ClosedRange<Double>?

    var testDescription: String { "\(scheme) \(knobs)" }
  }

  /// ρ and σ_max of 256 independent entries a row, relative to g and 2g: five deviations.
  static let disc = (0.93...1.15, 0.94...1.04)

  static let limits = [
    // The largest of 256 numbers uniform up to the bound, or 128 with a uniform square: the shortfall
    // is above 10/128 once in 20 000 draws.
    Limit(scheme: "diagonal", knobs: [:], radius: 0.92...1, norm: 0.92...1),
    Limit(scheme: "indrnn", knobs: [:], radius: 0.92...1, norm: 0.92...1),
    Limit(scheme: "lru", knobs: [:], radius: 0.92...1, norm: 0.92...1),
    // 2 + TW₁ n^(−2/3), with TW₁ = −1.21 ± 1.27 (Tracy and Widom 1996).
    Limit(scheme: "wigner", knobs: [:], radius: 0.90...1.07, norm: 0.90...1.07),
    Limit(scheme: "zero-diagonal", knobs: [:], radius: disc.0, norm: disc.1),
    Limit(scheme: "sparse", knobs: [:], radius: disc.0, norm: disc.1),
    Limit(
      scheme: "cluster", knobs: ["inside": .number(0.7), "between": .number(0.4)], radius: disc.0,
      norm: disc.1),
    Limit(
      scheme: "fast-spectral", knobs: ["density": .number(0.5)], radius: disc.0, norm: disc.1),
    // Fifteen entries a row: 3.985 ± 0.071 at n = 512 in place of √15 = 3.873, and some more at 256.
    Limit(scheme: "martens", knobs: [:], radius: 0.95...1.20),
    // Slowly from below to √e.
    Limit(scheme: "lower-triangular", knobs: [:], norm: 0.95...1.01),
    Limit(scheme: "lsuv", knobs: [:], radius: 0.95...1.05, norm: 0.95...1.05),
    // 4 of the eigenvalues of RᵀR/n by the law of Marchenko and Pastur, and the 1 of I.
    Limit(scheme: "np-rnn", knobs: [:], radius: 0.95...1.03, norm: 0.95...1.03),
    // forward + feedback (1 − π²/2n² …).
    Limit(scheme: "feedback-chain", knobs: [:], norm: 0.999...1),
    Limit(scheme: "delay-feedback", knobs: [:], norm: 0.999...1),
  ]

  @Test(arguments: limits)
  func limitsAreNearedAtTheirPace(_ limit: Limit) throws {
    let shape = Shape(256, 256)
    let found = try #require(initializer(named: limit.scheme))
    let scheme = try turned(found, limit.knobs.map { (label: $0.key, value: $0.value) })
    let prediction = try #require(scheme.law(for: shape).prediction(for: shape))
    let matrix = try scheme.unscaled(
      shape, from: RandomStream(seed: 8, name: "Whh", draw: 0), .never)
    if let radius = limit.radius {
      let found = try #require(matrix.eigenvalues(.never).first).length
      #expect(radius.contains(found / (try #require(prediction.radius))))
    }
    if let norm = limit.norm {
      let found = try #require(matrix.singularValues(.never).first)
      #expect(norm.contains(found / (try #require(prediction.norm))))
    }
  }

  @Test(arguments: initializers.map { $0.init() })
  func everyPredictionIsTested(_ initializer: any Initializer) throws {
    let shape = Shape(256, 256)
    guard let prediction = initializer.law(for: shape).prediction(for: shape) else { return }
    let limit = Self.limits.first { name(of: initializer) == $0.scheme }
    // A reservoir, the bulk of Dale's law and rectangles have tests of their own.
    guard !["reservoir", "dale"].contains(name(of: initializer)) else { return }
    if prediction.radius != nil, prediction.radiusBasis == .limit { #expect(limit?.radius != nil) }
    if prediction.norm != nil, prediction.normBasis == .limit { #expect(limit?.norm != nil) }
  }

  @Test func theBulkOfDaleIsInItsDisc() throws {
    let eigenvalues = try draw(Dale(), Shape(256, 256)).eigenvalues(.never)
    // A few outliers lie beyond the bulk of radius 1, because the rows do not sum to zero.
    #expect(eigenvalues.count { $0.length > 1.15 } < 10)
    // With variances s of the columns, n times each and 1 on average, the share w of the bulk beyond
    // r solves ⟨s/(r² + s w)⟩ = 1. Four fifths have s = 1/4, the others 4: w = 0.125 at r = 0.8.
    let outer = eigenvalues.count { 0.8..<1.15 ~= $0.length }
    #expect((Double(outer) / 256 - 0.125).magnitude < 0.04)
    var excitatory = Dale()
    excitatory.excitatory = 1
    let shape = Shape(256, 256)
    let prediction = try #require(excitatory.law(for: shape).prediction(for: shape))
    let radius = try #require(draw(excitatory, shape).eigenvalues(.never).first).length
    #expect((radius / (try #require(prediction.radius)) - 1).magnitude < 5.0 / 256)
  }

  @Test func rectanglesHaveANormOnly() throws {
    let shape = Shape(300, 100)
    let prediction = try #require(Xavier().law(for: shape).prediction(for: shape))
    let norm = try #require(draw(Xavier(), shape).singularValues(.never).first)
    // √3 + 1; Tracy and Widom's spread is about 0.02.
    #expect((norm - (try #require(prediction.norm))).magnitude < 0.1)
    #expect((try #require(prediction.norm) - (3.0.squareRoot() + 1)).magnitude < 1e-12)
    #expect(prediction.radius == nil && prediction.outlier == nil)
    let uniform = try #require(Uniform().law(for: shape).prediction(for: shape)?.norm)
    let measured = try #require(draw(Uniform(), shape).singularValues(.never).first)
    #expect((measured - uniform).magnitude < 5 / 12.0.squareRoot())
  }

  @Test func thePositiveRNNHasItsPublishedSpectrum() throws {
    // n = 512 has a smallest singular value of 0.202 and an RMS of 0.451; n = 256 is near that.
    let values = try draw(PositiveRNN(), Shape(256, 256)).singularValues(.never)
    #expect((values[0] - 1).magnitude < 1e-12)
    #expect((values[255] - 0.2).magnitude < 0.01)
    let meanSquare = values.reduce(0) { $0 + $1 * $1 } / 256
    #expect((meanSquare.squareRoot() - 0.451).magnitude < 0.01)
  }

  private func draw(_ scheme: any Initializer, _ shape: Shape, number: UInt32 = 0) throws -> Matrix
  {
    try scheme.matrix(shape, from: RandomStream(seed: 6, name: "Whh", draw: number), .never)
  }

  private func measured(
    _ scheme: any Initializer, _ shape: Shape, number: UInt32 = 0
  ) throws -> (radius: Double, norm: Double) {
    let matrix = try draw(scheme, shape, number: number)
    return (
      try #require(matrix.eigenvalues(.never).first).length,
      try #require(matrix.singularValues(.never).first)
    )
  }

  private func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }
}

/// The name on an initialiser's card.
func name<Scheme: Initializer>(of _: Scheme) -> String { Scheme.card.name }
