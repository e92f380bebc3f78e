import LinearAlgebra
import Networks
import Stability
import Testing

@Suite struct TransientGrowthTests {
  private func growth(_ matrix: Matrix) throws -> TransientGrowth {
    let radius = try matrix.spectralRadius(.never).value
    return try TransientGrowth(matrix, spectralRadius: radius, .never)
  }

  @Test func theChainGrowsByItsWeightUntilItEnds() throws {
    // The superdiagonal 1.02: ρ = 0, and ‖W^k‖ = 1.02^k for k < n.
    let found = try growth(Matrix(60, 60) { $0 + 1 == $1 ? 1.02 : 0 })
    for point in found.points {
      let expected = point.power < 60 ? Elementary.pow(1.02, Double(point.power)) : 0
      #expect((point.norm.value - expected).magnitude < 1e-12 * max(expected, 1e-300))
    }
    #expect(found.points.map(\.power) == [1, 2, 5, 10, 20, 50, 100])
    #expect(found.largest.power == 50)
  }

  @Test func aLongChainIsFollowedUntilItDecays() throws {
    let found = try growth(Matrix(300, 300) { $0 + 1 == $1 ? 1.02 : 0 })
    #expect(found.largest.power == 200)
    #expect(found.points.last?.norm.value == 0)
  }

  @Test(arguments: [0.5, 1, 2])
  func powersOfANormalMatrixAreThoseOfItsRadius(gain: Double) throws {
    let stream = RandomStream(seed: 3, name: "Whh", draw: 0)
    let turn = try Orthogonal().matrix(Shape(20, 20), from: stream, .never).map { gain * $0 }
    for point in try growth(turn).points {
      let expected = Elementary.pow(gain, Double(point.power))
      #expect((point.norm.value / expected - 1).magnitude < 1e-12)
    }
  }

  @Test(arguments: [1e-200, 1e200])
  func powersOutOfRangeKeepTheirLogarithm(scale: Double) throws {
    let found = try growth(Matrix(2, 2) { $0 == $1 ? scale : 0 })
    let last = try #require(found.points.last)
    #expect((last.norm.log10 - 100 * Elementary.log10(scale)).magnitude < 1e-9)
    #expect(last.norm.value == (scale > 1 ? .infinity : 0))
  }

  @Test func theShearGrowsLinearly() throws {
    // [[1, 1], [0, 1]]^k = [[1, k], [0, 1]], whose norm is (k + √(k² + 4))/2.
    for point in try growth(Matrix(rows: 2, columns: 2, elements: [1, 1, 0, 1])).points {
      let k = Double(point.power)
      #expect((point.norm.value - (k + (k * k + 4).squareRoot()) / 2).magnitude < 1e-11 * k)
    }
  }

  @Test func zeroAndOneNumberHavePowersToo() throws {
    #expect(try growth(Matrix(repeating: 0, rows: 3, columns: 3)).points.map(\.norm.value) == [0])
    let one = try growth(Matrix(repeating: -0.5, rows: 1, columns: 1))
    #expect(one.largest.power == 1)
    #expect(one.points[2].norm.value == 0.03125)
  }
}
