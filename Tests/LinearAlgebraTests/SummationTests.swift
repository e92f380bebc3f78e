import LinearAlgebra
import Testing

@Suite struct SummationTests {
  @Test(arguments: [1, 7, 8, 9, 127, 128, 129, 255, 256, 384, 385, 1000, 12_345])
  func sumsOfWholeNumbersAreExact(count: Int) {
    let values = (1...count).map { Double($0) }
    let floats = values.map { Float($0) }
    let sum = Double(count * (count + 1) / 2)
    let squares = Double(count * (count + 1) * (2 * count + 1) / 6)
    #expect(Double.sum(values[...]) == sum)
    #expect(Float.sum(floats[...]) == sum)
    #expect(Double.sumOfSquares(values[...]) == squares)
    #expect(Float.sumOfSquares(floats[...]) == squares)
  }

  @Test func aLongSumKeepsItsDigits() {
    // A plain loop over 2^20 times 0.1 is off by 2e-10 relative; the bound here is 33 · 2^−53.
    let values = [Double](repeating: 0.1, count: 1 << 20)
    let exact = 0.1 * 0x1p20
    #expect((Double.sum(values[...]) - exact).magnitude <= 33 * 0x1p-53 * exact)
  }

  @Test func aSliceIsSummedLikeItsCopy() {
    let values = RandomNumbers.normals(seed: 1, stream: 0, draw: 0, first: 0, count: 3000)
    let slice = values[371..<2222]
    #expect(Double.sum(slice) == Double.sum(Array(slice)[...]))
    #expect(Moments(slice) == Moments(Array(slice)[...]))
  }

  @Test func momentsAreThoseOfThePopulation() {
    let moments = Moments([1.0, 2, 3, 6][...])
    #expect(moments.mean == 3)
    #expect(moments.meanSquare == 12.5)
    #expect(moments.variance == 3.5)
    #expect(moments.isFinite)
  }

  @Test func aVarianceDoesNotCancel() {
    let values = [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]
    #expect(Moments(values[...]).variance == 22.5)
  }

  @Test func whatIsNotFinitePropagates() {
    #expect(Double.sum([1, .infinity, 2][...]) == .infinity)
    #expect(Double.sum([.infinity, -.infinity][...]).isNaN)
    #expect(Float.sumOfSquares([1, .nan][...]).isNaN)
    #expect(!Moments([1, .nan][...] as ArraySlice<Float>).isFinite)
    // Finite numbers whose squares are not.
    let large = Moments([1e200, -1e200][...])
    #expect(large.isFinite && large.variance == .infinity)
  }

  @Test func theLargestMagnitude() {
    #expect(Double.largestMagnitude([1, -3, 2][...]) == 3)
    #expect(Float.largestMagnitude([-0.0, 0][...]) == 0)
    #expect(Float.largestMagnitude([][...]) == 0)
    #expect(Double.largestMagnitude([1, -.infinity][...]) == .infinity)
    #expect(Double.largestMagnitude([.nan, .infinity, 1][...]).isNaN)
    #expect(Double.largestMagnitude([0x1p-1074, 0][...]) == 0x1p-1074)
  }

  @Test func countsAreOfStrictExcess() {
    let values: [Float] = [0.99, -0.99, 0.995, -1, .nan, .infinity, 0]
    #expect(Float.countAbove(0.99, in: values[...]) == 3)
    #expect(Double.countAbove(1, in: [][...]) == 0)
  }

  @Test func noNumbersAddUpToZero() {
    #expect(Double.sum([][...]) == 0)
    #expect(Float.sumOfSquares([][...]) == 0)
    #expect(Moments([Double]()[...]).mean.isNaN)
  }
}
