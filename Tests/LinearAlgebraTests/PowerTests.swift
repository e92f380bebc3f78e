import LinearAlgebra
import Testing

/// The special cases of pow, as C99 (annex F.9.4.4) has them.
@Suite struct PowerTests {
  static let numbers: [Double] = [
    0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, .infinity, -.infinity, 1e300, 0x1p-1074, 0x1p53,
  ]

  @Test(arguments: numbers)
  func aPowerOfZeroIsOne(base: Double) {
    #expect(Elementary.pow(base, 0) == 1)
    #expect(Elementary.pow(base, -0.0) == 1)
    #expect(Elementary.pow(.nan, 0) == 1)
  }

  @Test(arguments: numbers)
  func onesPowersAreOne(exponent: Double) {
    #expect(Elementary.pow(1, exponent) == 1)
    #expect(Elementary.pow(1, .nan) == 1)
  }

  @Test(arguments: numbers)
  func theFirstPowerIsTheNumber(base: Double) {
    #expect(Elementary.pow(base, 1) == base)
    #expect(Elementary.pow(base, 1).sign == base.sign)
  }

  @Test func zerosPowers() {
    #expect(Elementary.pow(0, 2.5) == 0)
    #expect(Elementary.pow(-0.0, 3).sign == .minus)
    #expect(Elementary.pow(-0.0, 2).sign == .plus)
    #expect(Elementary.pow(0, -2) == .infinity)
    #expect(Elementary.pow(-0.0, -3) == -.infinity)
    #expect(Elementary.pow(-0.0, -2.5) == .infinity)
    #expect(Elementary.pow(0, -.infinity) == .infinity)
  }

  @Test func infinitePowers() {
    #expect(Elementary.pow(-1, .infinity) == 1)
    #expect(Elementary.pow(0.5, .infinity) == 0)
    #expect(Elementary.pow(0.5, -.infinity) == .infinity)
    #expect(Elementary.pow(-2, .infinity) == .infinity)
    #expect(Elementary.pow(-2, -.infinity) == 0)
  }

  @Test func powersOfInfinity() {
    #expect(Elementary.pow(.infinity, 0.5) == .infinity)
    #expect(Elementary.pow(.infinity, -2) == 0)
    #expect(Elementary.pow(-.infinity, 3) == -.infinity)
    #expect(Elementary.pow(-.infinity, 2.5) == .infinity)
    #expect(Elementary.pow(-.infinity, -3).sign == .minus)
    #expect(Elementary.pow(-.infinity, -3) == 0)
  }

  @Test func negativeBases() {
    #expect(Elementary.pow(-2, 3) == -8)
    #expect(Elementary.pow(-2, -2) == 0.25)
    #expect(Elementary.pow(-2, 0.5).isNaN)
    // Beyond 2^53 every double is even.
    #expect(Elementary.pow(-1, 0x1p53) == 1)
    #expect(Elementary.pow(-1, 0x1p53 - 1) == -1)
  }

  @Test func whatIsOutOfRangeOverflowsOrVanishes() {
    #expect(Elementary.pow(10, 309) == .infinity)
    #expect(Elementary.pow(-10, 309) == -.infinity)
    #expect(Elementary.pow(10, -324) == 0)
    #expect(Elementary.pow(1 + 0x1p-52, 1e300) == .infinity)
    #expect(Elementary.pow(1 - 0x1p-53, 1e300) == 0)
    #expect(Elementary.pow(.nan, 2).isNaN)
    #expect(Elementary.pow(2, .nan).isNaN)
  }
}
