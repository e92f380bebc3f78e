import LinearAlgebra
import Testing

/// The slopes of the activations, as functions of their values.
@Suite struct SlopeTests {
  static let states: [Double] = [-1, -0.99, -0.5, -0.0, 0, 1e-300, 0.25, 0.75, 1, .nan]

  @Test func tanhHasTheSlopeOneMinusTheSquare() {
    check(Double.scaleByTanhSlopes) { (1.0).addingProduct(-$0, $0) }
  }

  @Test func theSigmoidHasTheSlopeOfALogisticMap() {
    check(Double.scaleBySigmoidSlopes) { $0 * (1 - $0) }
  }

  @Test func aReLUHasTheSlopeOfAStep() {
    check(Double.scaleByReLUSlopes) { $0.isNaN ? .nan : $0 > 0 ? 1 : 0 }
  }

  @Test func floatsAreComputedAsFloats() {
    var values = [Float](repeating: 3, count: 100)
    let states = [Float](repeating: 0.9, count: 100)
    Float.scaleByTanhSlopes(&values, at: states[...])
    #expect(values == [Float](repeating: 3 * (1 as Float).addingProduct(-0.9, 0.9), count: 100))
  }

  @Test func rectifyingCutsBelowZero() {
    var values: [Float] = [-.infinity, -1, -0.0, 0, 2, .infinity, .nan]
    Float.rectify(&values)
    #expect(values.dropLast() == [0, 0, 0, 0, 2, .infinity])
    #expect(values[6].isNaN)
  }

  @Test func outsideIsStrict() {
    let values: [Double] = [0, 0.01, 0.5, 0.99, 1, .nan, .infinity, -.infinity]
    #expect(Double.countOutside(0.01, 0.99, in: values[...]) == 4)
  }

  private func check(
    _ scale: (inout [Double], ArraySlice<Double>) -> Void, _ slope: (Double) -> Double
  ) {
    var values = [Double](repeating: -2, count: Self.states.count)
    scale(&values, Self.states[...])
    for (value, state) in zip(values, Self.states) {
      let expected = -2 * slope(state)
      #expect(value == expected || (value.isNaN && expected.isNaN), "at \(state)")
    }
  }
}
