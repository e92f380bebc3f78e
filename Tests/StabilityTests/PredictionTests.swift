import LinearAlgebra
import Networks
import Numerics
import Stability
import Testing

/// What a law predicts is what its draws give: means within four standard errors of the mean over draws,
/// spreads within four standard errors of a standard deviation.
@Suite struct PredictionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let scheme: any Initializer
    let shape: Shape
    var draws = 300
    var testDescription: String { "\(name) \(shape.rows) × \(shape.columns), \(draws) draws" }
  }

  static let cases: [Case] = [
    Case(name: "xavier", scheme: Xavier(), shape: Shape(16, 16), draws: 600),
    Case(name: "xavier", scheme: Xavier(), shape: Shape(64, 64)),
    Case(name: "xavier", scheme: Xavier(), shape: Shape(128, 128), draws: 100),
    Case(
      name: "xavier gain 5/3", scheme: turned(Xavier()) { $0.gain = 5.0 / 3 }, shape: Shape(64, 64)),
    Case(name: "he", scheme: He(), shape: Shape(64, 64)),
    Case(
      name: "glorot uniform", scheme: turned(Glorot()) { $0.distribution = .uniform },
      shape: Shape(64, 64)),
    Case(
      name: "U(±0.05)", scheme: turned(Uniform()) { ($0.low, $0.high) = (-0.05, 0.05) },
      shape: Shape(48, 48)),
    Case(
      name: "glorot truncated", scheme: turned(Glorot()) { $0.distribution = .truncated },
      shape: Shape(64, 64)),
    Case(name: "U[0, 1]", scheme: Uniform(), shape: Shape(16, 16), draws: 400),
    Case(name: "U[0, 1]", scheme: Uniform(), shape: Shape(64, 64)),
    Case(name: "N(1, 1)", scheme: shifted(1), shape: Shape(64, 64)),
    Case(name: "N(−0.4, 1)", scheme: shifted(-0.4), shape: Shape(64, 64)),
    Case(name: "xavier", scheme: Xavier(), shape: Shape(64, 32)),
    Case(
      name: "he uniform", scheme: turned(He()) { $0.distribution = .uniform }, shape: Shape(32, 64)),
    Case(name: "U[0, 1]", scheme: Uniform(), shape: Shape(24, 60)),
  ]

  private static func turned<Scheme>(_ scheme: Scheme, _ turn: (inout Scheme) -> Void) -> Scheme {
    var scheme = scheme
    turn(&scheme)
    return scheme
  }

  private static func shifted(_ mean: Double) -> Normal {
    turned(Normal()) { ($0.mean, $0.std) = (mean, 1) }
  }

  @Test(arguments: cases)
  func theDrawsAreAsPredicted(_ drawn: Case) throws {
    let prediction = MatrixPrediction(drawn.scheme.law(for: drawn.shape), drawn.shape)
    var samples: [String: [Double]] = [:]
    for draw in 0..<drawn.draws {
      let stream = RandomStream(seed: 5, name: "Whh", draw: UInt32(draw))
      let matrix = try drawn.scheme.matrix(drawn.shape, from: stream, .never)
      for (name, value) in try Self.measured(matrix) { samples[name, default: []].append(value) }
    }
    for (name, predicted) in Self.predicted(prediction) {
      let values = try #require(samples[name], "\(name)")
      let spread = try #require(predicted.spread)
      let moments = Moments(values[...])
      let count = Double(values.count)
      // The closed forms are right to a twentieth of a spread, as far as they have been compared.
      let meanError = 4 * (moments.variance / count).squareRoot() + spread / 20
      #expect((moments.mean - predicted.value).magnitude < meanError, "the mean of \(name)")
      let deviation = moments.variance.squareRoot()
      let spreadError = (4 / (2 * count).squareRoot() + 0.08) * spread
      #expect((deviation - spread).magnitude < spreadError, "the spread of \(name)")
    }
  }

  private static func predicted(_ prediction: MatrixPrediction) -> [(String, Prediction)] {
    [
      ("mean", prediction.mean), ("std", prediction.standardDeviation),
      ("norm", prediction.frobeniusNorm), ("radius", prediction.spectralRadius),
      ("spectral norm", prediction.spectralNorm), ("henrici", prediction.henrici),
      ("mean σ", prediction.meanSingularValue), ("rms σ", prediction.rmsSingularValue),
      ("mean ln σ", prediction.meanLogSingularValue),
    ].compactMap { name, value in value.map { (name, $0) } }
  }

  private static func measured(_ matrix: Matrix) throws -> [(String, Double)] {
    let spectrum = try Spectrum(matrix, .never)
    let values = spectrum.singularValues
    let count = Double(values.count)
    return [
      ("mean", matrix.mean), ("std", matrix.standardDeviation), ("norm", matrix.frobeniusNorm),
      ("radius", spectrum.spectralRadius ?? 0), ("spectral norm", spectrum.spectralNorm),
      ("henrici", spectrum.henrici ?? 0), ("mean σ", values.reduce(0, +) / count),
      ("rms σ", (Double.sumOfSquares(values[...]) / count).squareRoot()),
      ("mean ln σ", values.reduce(0) { $0 + Elementary.log($1) } / count),
    ]
  }

  @Test func theNumbersOfTheFieldAreReproduced() throws {
    // Means over 24 to 5000 draws in NumPy, their standard errors behind them.
    for (size, radius, error) in [
      (64, 1.0568, 0.0007), (128, 1.0464, 0.0013), (256, 1.0375, 0.0016), (512, 1.0330, 0.0022),
    ] {
      let prediction = MatrixPrediction(Xavier().law(for: Shape(size, size)), Shape(size, size))
      let predicted = try #require(prediction.spectralRadius)
      #expect((predicted.value - radius).magnitude < 3 * error)
    }
    let shape = Shape(512, 512)
    let uniform = MatrixPrediction(Uniform().law(for: shape), shape)
    #expect((try #require(uniform.spectralRadius).value - 256).magnitude < 1e-6)
    #expect((try #require(uniform.spectralRadius?.spread) - 0.2891).magnitude < 0.0005)
    #expect((try #require(uniform.spectralNorm).value - 256.17).magnitude < 0.005)
    #expect((try #require(uniform.henrici).value - 0.354).magnitude < 0.001)
  }

  @Test(arguments: [64, 200])
  func theScoreOfAConditionNumberIsStandardNormal(size: Int) throws {
    let shape = Shape(size, size)
    let predicted = try #require(MatrixPrediction(Xavier().law(for: shape), shape).conditionNumber)
    let draws = size == 64 ? 400 : 60
    let scores = try (0..<draws).map { draw -> Double in
      let stream = RandomStream(seed: 5, name: "Whh", draw: UInt32(draw))
      let values = try Xavier().matrix(shape, from: stream, .never).singularValues(.never)
      return try #require(predicted.score(of: values[0] / values[size - 1], rounding: 0))
    }
    let moments = Moments(scores[...])
    #expect(moments.mean.magnitude < 4 / Double(draws).squareRoot())
    #expect((moments.variance - 1).magnitude < 4 * (2 / Double(draws)).squareRoot())
  }

  @Test func whatIsExactHasNoSpread() throws {
    let shape = Shape(16, 16)
    let constant = MatrixPrediction(
      EntryLaw(mean: -0.5, deviation: 0, excessKurtosis: 0), shape)
    #expect(constant.spectralRadius == Prediction(8, spread: 0))
    #expect(constant.henrici == Prediction(0, spread: 0))
    #expect(constant.standardDeviation?.score(of: 0, rounding: 0) == 0)
    #expect(constant.standardDeviation?.score(of: 1, rounding: 0) == nil)
    let exact = Prediction(1, spread: 0)
    #expect(exact.score(of: 1 + 1e-7, rounding: 1e-7).map { ($0 - 1).magnitude < 1e-8 } == true)
    #expect(exact.score(of: .nan, rounding: 1e-7) == nil)
  }

  @Test func structuresArePredictedAsFarAsTheyGo() throws {
    let shape = Shape(32, 32)
    let turn = MatrixPrediction(Orthogonal().law(for: shape), shape)
    #expect(turn.spectralRadius == Prediction(1, spread: 0))
    #expect(turn.spectralNorm == Prediction(1, spread: 0))
    let chain = MatrixPrediction(Chain().law(for: shape), shape)
    #expect(chain.spectralRadius == Prediction(0, spread: 0))
    #expect(chain.spectralNorm == Prediction(1.02, spread: 0))
    let sparse = MatrixPrediction(Sparse().law(for: shape), shape)
    #expect(try #require(sparse.spectralRadius).spread == nil)
    #expect(try #require(sparse.spectralRadius).score(of: 3, rounding: 0) == nil)
  }

  @Test func aScaledDrawHasItsRadiusExactly() throws {
    let shape = Shape(64, 64)
    let stream = RandomStream(seed: 5, name: "Whh", draw: 0)
    var scheme = Reservoir()
    scheme.scaling.target = 0.9
    let draw = try scheme.draw(shape, from: stream, .never)
    let prediction = MatrixPrediction(draw.law, shape)
    #expect(prediction.spectralRadius == Prediction(0.9, spread: 0))
    let radius = try draw.matrix.spectralRadius(.never).value
    #expect(
      try #require(prediction.spectralRadius?.score(of: radius, rounding: 1e-14)).magnitude < 1)
  }

  @Test func whereTheOutlierMeetsTheDiscNothingIsSaid() throws {
    // n|m| = g at m = σ/√n.
    for (share, isSaid) in [(0.4, true), (0.8, false), (1.3, false), (1.6, true)] {
      let law = EntryLaw(mean: share / 8, deviation: 1, excessKurtosis: 0)
      let prediction = MatrixPrediction(law, Shape(64, 64))
      #expect((prediction.spectralRadius != nil) == isSaid)
      #expect((prediction.spectralNorm != nil) == isSaid)
      #expect((prediction.outlier != nil) == (share > 1.5))
    }
  }

  @Test(arguments: [(1, 1), (2, 2), (3, 700), (1, 5)])
  func smallMatricesHaveMomentsButNoEdge(rows: Int, columns: Int) {
    let law = EntryLaw(mean: 0, deviation: 1, excessKurtosis: 0)
    let prediction = MatrixPrediction(law, Shape(rows, columns))
    #expect(prediction.mean != nil)
    #expect(prediction.spectralRadius == nil)
    #expect(prediction.spectralNorm == nil)
  }

  @Test(arguments: [1e-250, 1e250])
  func predictionsScaleWithTheDeviation(scale: Double) throws {
    let shape = Shape(20, 20)
    let plain = MatrixPrediction(EntryLaw(mean: 2, deviation: 1, excessKurtosis: 0), shape)
    let scaled = MatrixPrediction(
      EntryLaw(mean: 2 * scale, deviation: scale, excessKurtosis: 0), shape)
    for path in [\MatrixPrediction.spectralRadius, \.spectralNorm, \.frobeniusNorm, \.outlier] {
      let (one, other) = (try #require(plain[keyPath: path]), try #require(scaled[keyPath: path]))
      #expect((one.value - other.value / scale).magnitude < 1e-12 * one.value)
    }
    #expect(try #require(scaled.henrici).value == (try #require(plain.henrici)).value)
  }
}
