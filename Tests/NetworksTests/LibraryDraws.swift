import Networks
import Testing

/// What PyTorch 2.15 draws, in numbers: the mean, the deviation and the extremes of 1500 matrices of
/// 64 × 32 (seed 0, float64) by torch.nn.init, torch.nn.Linear and torch.nn.RNN.
struct LibraryDraw: Sendable, CustomTestStringConvertible {
  let name: String
  let knobs: [String: KnobValue]
  let mean: Double
  let deviation: Double
  let range: ClosedRange<Double>

  var testDescription: String { "\(name) \(knobs)" }

  init(
    _ name: String, _ knobs: [String: KnobValue], _ mean: Double, _ deviation: Double,
    _ range: ClosedRange<Double>
  ) {
    (self.name, self.knobs) = (name, knobs)
    (self.mean, self.deviation, self.range) = (mean, deviation, range)
  }

  static let all = [
    LibraryDraw("uniform_", [:], 0.499972, 0.288675, 1.03989e-07...1),
    LibraryDraw(
      "uniform_", ["low": .number(-0.1), "high": .number(0.3)], 0.0999888, 0.115482,
      -0.0999997...0.3),
    LibraryDraw("normal_", [:], -0.000279297, 1.00009, -4.92557...4.94673),
    LibraryDraw(
      "normal_", ["mean": .number(0.5), "std": .number(0.1)], 0.500006, 0.100025,
      -0.0224258...1.00611),
    LibraryDraw("trunc_normal_", [:], 0.000447571, 0.880249, -2...2),
    LibraryDraw(
      "trunc_normal_",
      ["mean": .number(0.3), "std": .number(0.5), "low": .number(-0.2), "high": .number(1.0)],
      0.360593, 0.312872, -0.199998...0.999996),
    LibraryDraw(
      "trunc_normal_", ["std": .number(0.02)], -3.81139e-06, 0.0200031, -0.0998346...0.096691),
    LibraryDraw("constant_", ["value": .number(0.3)], 0.3, 0, 0.3...0.3),
    LibraryDraw("ones_", [:], 1, 0, 1...1),
    LibraryDraw("zeros_", [:], 0, 0, 0...0),
    LibraryDraw("eye_", [:], 0.015625, 0.12402, 0...1),
    LibraryDraw("xavier_uniform_", ["gain": .number(1.5)], -0.000265979, 0.216528, -0.375...0.375),
    LibraryDraw("xavier_normal_", [:], -4.89898e-05, 0.144363, -0.744761...0.759346),
    LibraryDraw("kaiming_uniform_", [:], -6.04597e-05, 0.250133, -0.433013...0.433012),
    LibraryDraw(
      "kaiming_uniform_", ["a": .number(2.23606797749979)], 0.000120722, 0.102073,
      -0.176777...0.176777),
    LibraryDraw(
      "kaiming_uniform_", ["mode": .word("fan_out"), "nonlinearity": .word("relu")], 6.67233e-05,
      0.17687, -0.306186...0.306186),
    LibraryDraw("kaiming_normal_", [:], -0.000132466, 0.249949, -1.28664...1.27282),
    LibraryDraw(
      "kaiming_normal_", ["nonlinearity": .word("tanh")], -0.000437346, 0.294533, -1.64838...1.42341
    ),
    LibraryDraw(
      "kaiming_normal_", ["nonlinearity": .word("selu")], -4.73219e-05, 0.132631,
      -0.676552...0.659362),
    LibraryDraw(
      "kaiming_normal_", ["nonlinearity": .word("sigmoid")], 0.000135023, 0.176883,
      -0.832886...0.883185),
    LibraryDraw(
      "kaiming_normal_", ["a": .number(0.2), "mode": .word("fan_out")], 1.41232e-05, 0.173359,
      -0.849581...0.874328),
    LibraryDraw("orthogonal_", ["gain": .number(1.2)], 3.02825e-05, 0.15, -0.6659...0.693702),
    LibraryDraw(
      "sparse_", ["sparsity": .number(0.3)], 7.16849e-06, 0.00829167, -0.0524102...0.0504359),
    LibraryDraw(
      "sparse_", ["sparsity": .number(0.1), "std": .number(0.5)], -0.000119002, 0.471967,
      -2.49519...2.47919),
    LibraryDraw("torch-linear", [:], 6.61635e-05, 0.102055, -0.176777...0.176777),
    LibraryDraw("torch-rnn", [:], -4.34884e-05, 0.0721611, -0.125...0.125),
  ]
}

@Suite struct LibraryLaws {
  @Test(arguments: LibraryDraw.all)
  func theLawIsThatOfTheLibrary(_ library: LibraryDraw) throws {
    let found = try #require(initializer(named: library.name))
    let scheme = try turned(found, library.knobs.map { (label: $0.key, value: $0.value) })
    let law = scheme.law(for: KnownScheme.tall)
    // Five standard errors of the library's 3 072 000 entries, and its six printed digits.
    let error = 1 / 3_072_000.0.squareRoot()
    let rounding = 1e-5 * (law.deviation + law.mean.magnitude)
    #expect((law.mean - library.mean).magnitude <= 5 * error * law.deviation + rounding)
    #expect((law.deviation - library.deviation).magnitude <= 5 * error * law.deviation + rounding)
    guard let (low, high) = law.bounds else { return }
    // All numbers are inside the bounds, and where the bounds are near they reach them.
    let slack = 1e-5 * max(low.magnitude, high.magnitude)
    #expect(low - slack <= library.range.lowerBound && library.range.upperBound <= high + slack)
    guard high - low < 6 * law.deviation else { return }
    #expect(library.range.lowerBound - low < 1e-4 * (high - low) + slack)
    #expect(high - library.range.upperBound < 1e-4 * (high - low) + slack)
  }
}
