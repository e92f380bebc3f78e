import LinearAlgebra
import Testing

/// Many numbers at once get the bits that one gets alone.
@Suite struct ActivationKernelTests {
  static let points: [Double] =
    RandomNumbers.normals(seed: 1, stream: 0, draw: 0, first: 0, count: 1003).map { 6 * $0 }
    + [0, -0.0, 1e-300, -0x1p-1030, 19, 20, 21, -20, 700, -700, -750, .infinity, -.infinity]

  @Test func vectorsOfDoublesAreScalars() {
    var (tangents, sigmoids) = (Self.points, Self.points)
    Double.tanh(&tangents)
    Double.sigmoid(&sigmoids)
    #expect(tangents == Self.points.map(Elementary.tanh))
    #expect(sigmoids == Self.points.map(Elementary.sigmoid))
  }

  @Test func floatsAreRoundedOnce() {
    let points = Self.points.map { Float($0) }
    var (tangents, sigmoids) = (points, points)
    Float.tanh(&tangents)
    Float.sigmoid(&sigmoids)
    #expect(tangents == points.map { Float(Elementary.tanh(Double($0))) })
    #expect(sigmoids == points.map { Float(Elementary.sigmoid(Double($0))) })
  }

  @Test(arguments: [1, 7, 8, 9, 31])
  func theCountDoesNotMatter(count: Int) {
    var part = Array(Self.points.prefix(count))
    Double.tanh(&part)
    #expect(part == Self.points.prefix(count).map(Elementary.tanh))
  }

  @Test func tanhIsOddAndBounded() {
    for x in Self.points {
      #expect(Elementary.tanh(-x) == -Elementary.tanh(x))
      #expect(Elementary.tanh(x).magnitude <= min(1, x.magnitude))
      #expect(Elementary.tanh(x).sign == x.sign)
    }
  }

  @Test func theSigmoidsOfXAndMinusXAddUpToOne() {
    for x in Self.points {
      #expect((Elementary.sigmoid(x) + Elementary.sigmoid(-x) - 1).magnitude <= 0x1p-52)
    }
  }

  @Test func nanStaysNanAmongNumbers() {
    var values: [Float] = [0, .nan, 1]
    Float.tanh(&values)
    #expect(values[1].isNaN && !values[0].isNaN && !values[2].isNaN)
    Float.sigmoid(&values)
    #expect(values[1].isNaN && !values[0].isNaN && !values[2].isNaN)
  }

  @Test func nothingIsFine() {
    var none: [Double] = []
    Double.tanh(&none)
    #expect(none.isEmpty)
  }
}
