import Foundation
import Testing
import Workbench

@Suite struct NumberFormatTests {
  @Test(arguments: [
    (1.017, "1.017"), (0.04419417, "0.04419"), (256.06, "256.1"), (12345.6, "12346"),
    (1.2345e-5, "1.234e-5"), (1, "1.000"), (0.5, "0.5000"), (12.3, "12.30"), (256, "256.0"),
    (1234, "1234"), (99994.4, "99994"), (99999.4, "1.000e5"), (99999.6, "1.000e5"),
    (123456, "1.235e5"),
    (0.001, "0.001000"), (0.0009999, "9.999e-4"), (0.00099999, "0.001000"), (9.9996, "10.00"),
    (-3.14159, "-3.142"), (1e300, "1.000e300"), (.leastNonzeroMagnitude, "4.941e-324"), (0, "0"),
    (-0.0, "0"),
    (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
  ]) func fourSignificantDigits(number: Double, text: String) {
    #expect(formatted(number) == text)
  }

  @Test(arguments: [(1, "3"), (2, "3.1"), (4, "3.142"), (17, "3.1415926535897931")])
  func digitsAreAsManyAsAskedFor(digits: Int, text: String) {
    #expect(formatted(.pi, digits: digits) == text)
  }

  /// Exact binary values: 0.5 parts in the last place go to the even digit.
  @Test func tiesGoToTheEvenDigit() {
    #expect(formatted(1.0625, digits: 4) == "1.062")
    #expect(formatted(1.1875, digits: 4) == "1.188")
    #expect(formatted(2.5, digits: 1) == "2")
  }

  /// Against Foundation's `%.*g`, which rounds the same way, on doubles of every exponent.
  @Test func textReadsBackAsTheRoundedNumber() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: generator.next())
      guard number.isFinite else { continue }
      let digits = number.magnitude >= 10_000 && number.magnitude < 99_999.5 ? 5 : 4
      let rounded = Double(String(format: "%.\(digits)g", number))
      #expect(Double(formatted(number)) == rounded, "\(number)")
    }
  }

  @Test(arguments: [
    (0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (1536, "1.54 kB"), (64e9, "64 GB"),
    (999_600, "1 MB"), (1e19, "10.0 EB"), (8e18, "8.00 EB"),
  ]) func memoryIsInUnitsOfAThousand(bytes: Double, text: String) {
    #expect(formattedBytes(bytes) == text)
  }
}
