import Kernels
import LinearAlgebra
import Testing

/// A function with a table of its true values.
struct TabulatedFunction: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let evaluate: @Sendable (Double) -> Double
  let table: [(Double, Double)]

  static let all = [
    TabulatedFunction("exp", Elementary.exp, ElementaryFixture.exp),
    TabulatedFunction("expm1", Elementary.expm1, ElementaryFixture.expm1),
    TabulatedFunction("log", Elementary.log, ElementaryFixture.log),
    TabulatedFunction("log1p", Elementary.log1p, ElementaryFixture.log1p),
    TabulatedFunction("log10", Elementary.log10, ElementaryFixture.log10),
    TabulatedFunction("atan", Elementary.atan, ElementaryFixture.atan),
    TabulatedFunction("erf", Elementary.erf, ElementaryFixture.erf),
    TabulatedFunction("erfc", Elementary.erfc, ElementaryFixture.erfc),
    TabulatedFunction("normalCDF", Elementary.normalCDF, ElementaryFixture.normalCDF),
    TabulatedFunction("tanh", Elementary.tanh, ElementaryFixture.tanh),
    TabulatedFunction("sigmoid", Elementary.sigmoid, ElementaryFixture.sigmoid),
    TabulatedFunction("sin π", Elementary.sinPi, ElementaryFixture.sinPi),
    TabulatedFunction("cos π", Elementary.cosPi, ElementaryFixture.cosPi),
  ]

  private init(
    _ name: String, _ evaluate: @escaping @Sendable (Double) -> Double, _ table: [(Double, Double)]
  ) {
    (testDescription, self.evaluate, self.table) = (name, evaluate, table)
  }
}

@Suite struct ElementaryTests {
  @Test(arguments: TabulatedFunction.all)
  func valuesAreWithinAnUlp(_ function: TabulatedFunction) {
    for (x, value) in function.table {
      #expect((function.evaluate(x) - value).magnitude <= value.ulp, "at \(x)")
    }
    // An error below 0.8 ulp misses the nearest double now and then, one above 1 ulp often.
    let missed = function.table.count { function.evaluate($0) != $1 }
    #expect(missed <= function.table.count / 5)
  }

  @Test func powersAreWithinAnUlp() {
    for (base, exponent, power) in ElementaryFixture.pow {
      let error = (Elementary.pow(base, exponent) - power).magnitude
      #expect(error <= power.ulp, "\(base)^\(exponent)")
    }
  }

  @Test func quantilesHaveFifteenDigits() {
    for (probability, quantile) in ElementaryFixture.normalQuantile {
      let found = Elementary.normalQuantile(probability)
      #expect((found - quantile).magnitude <= 1e-15 * quantile.magnitude, "at \(probability)")
    }
  }

  @Test(arguments: ElementaryFixture.erfcx)
  func theScaledComplementHasFifteenDigits(x: Double, value: Double) {
    #expect((Elementary.erfcx(x) - value).magnitude <= 2 * value.ulp)
  }

  @Test(arguments: [0, 0.3, -0.7, 2, -5.5, 20, 37])
  func densitiesAreThoseOfTheDefinition(x: Double) {
    let density = Elementary.exp(-x * x / 2) / Elementary.sqrt(2 * .pi)
    // x² is rounded here.
    #expect((Elementary.normalDensity(x) / density - 1).magnitude <= (2 + x * x / 2) * 0x1p-52)
  }

  @Test func errorFunctionsAtTheLimits() {
    #expect(Elementary.erf(.infinity) == 1)
    #expect(Elementary.erf(-.infinity) == -1)
    #expect(Elementary.erfc(.infinity) == 0)
    #expect(Elementary.erfc(-.infinity) == 2)
    #expect(Elementary.erfcx(.infinity) == 0)
    #expect(Elementary.erfcx(-.infinity) == .infinity)
    #expect(Elementary.erfcx(.nan).isNaN)
    #expect(Elementary.normalCDF(0) == 0.5)
    #expect(Elementary.normalCDF(.infinity) == 1)
    #expect(Elementary.normalCDF(-.infinity) == 0)
    #expect(Elementary.normalDensity(.infinity) == 0)
    #expect(Elementary.normalDensity(.nan).isNaN)
  }

  @Test func quantilesLeadBackToWhereTheDistributionCameFrom() {
    for (x, probability) in ElementaryFixture.normalCDF where 1e-290..<0.5 ~= probability {
      let back = Elementary.normalQuantile(Elementary.normalCDF(x))
      #expect((back - x).magnitude <= 3e-15 * max(1, x.magnitude), "at \(x)")
    }
  }

  @Test func halfTurnsAreExact() {
    for whole in [-3.0, -2, -1, 0, 1, 2, 1e18] {
      #expect(Elementary.sinPi(whole) == 0)
      #expect(Elementary.cosPi(whole).magnitude == 1)
    }
    for half in [-1.5, -0.5, 0.5, 2.5, 4503599627370495.5] {
      #expect(Elementary.cosPi(half) == 0)
      #expect(Elementary.sinPi(half).magnitude == 1)
    }
    #expect(Elementary.sinPi(0.5) == 1 && Elementary.sinPi(1.5) == -1)
    #expect(Elementary.cosPi(1) == -1 && Elementary.cosPi(-2) == 1)
    #expect(Elementary.sinPi(-0.0).sign == .minus)
    #expect(Elementary.sinPi(.infinity).isNaN && Elementary.cosPi(-.infinity).isNaN)
  }

  @Test func limits() {
    #expect(Elementary.exp(.infinity) == .infinity)
    #expect(Elementary.exp(-.infinity) == 0)
    #expect(Elementary.exp(710) == .infinity)
    #expect(Elementary.exp(-745) == 0x1p-1074)
    #expect(Elementary.exp(0) == 1)
    #expect(Elementary.expm1(-.infinity) == -1)
    #expect(Elementary.expm1(.infinity) == .infinity)
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(-0.0) == -.infinity)
    #expect(Elementary.log(1) == 0)
    #expect(Elementary.log(-1).isNaN)
    #expect(Elementary.log1p(-1) == -.infinity)
    #expect(Elementary.log1p(-2).isNaN)
    #expect(Elementary.log1p(.infinity) == .infinity)
    #expect(Elementary.log10(-1).isNaN)
    #expect(Elementary.sqrt(-1).isNaN)
    #expect(Elementary.tanh(-.infinity) == -1)
    #expect(Elementary.sigmoid(-.infinity) == 0)
    #expect(Elementary.sigmoid(.infinity) == 1)
    #expect(Elementary.normalQuantile(0) == -.infinity)
    #expect(Elementary.normalQuantile(1) == .infinity)
    #expect(Elementary.normalQuantile(0.5) == 0)
    #expect(Elementary.normalQuantile(1.5).isNaN)
  }

  @Test(arguments: TabulatedFunction.all)
  func nanStaysNan(_ function: TabulatedFunction) {
    #expect(function.evaluate(.nan).isNaN)
  }

  @Test(arguments: [
    Elementary.tanh, Elementary.expm1, Elementary.log1p, Elementary.atan, Elementary.erf,
  ])
  func zeroKeepsItsSign(_ function: @Sendable (Double) -> Double) {
    #expect(function(0).sign == .plus)
    #expect(function(-0.0).sign == .minus)
    #expect(function(0x1p-1074) == 0x1p-1074)
  }

  @Test func decimalLogarithmsOfPowersOfTenAreWhole() throws {
    for exponent in -307...308 {
      let power = try #require(Double("1e\(exponent)"))
      #expect(Elementary.log10(power) == Double(exponent))
    }
  }

  @Test func powersThatAreDoublesAreExact() throws {
    #expect(Elementary.pow(2, 10) == 1024)
    #expect(Elementary.pow(0.5, 2) == 0.25)
    #expect(Elementary.pow(9, 0.5) == 3)
    #expect(Elementary.pow(4, -1.5) == 0.125)
    #expect(Elementary.pow(2, -1074) == 0x1p-1074)
    for exponent in 0...22 {
      #expect(Elementary.pow(10, Double(exponent)) == Double("1e\(exponent)"))
    }
    for base in 2...9 {
      var power = 1.0
      for exponent in 0...16 {
        #expect(Elementary.pow(Double(base), Double(exponent)) == power)
        let signed = exponent % 2 == 0 ? power : -power
        #expect(Elementary.pow(-Double(base), Double(exponent)) == signed)
        power *= Double(base)
      }
    }
  }
}
