import Glibc

// How numbers look to a person. Goals, in order: the digits are those of the exact value, correctly
// rounded; equal precision looks equal, so trailing zeros stay; the text does not depend on the
// locale, which is why printf's decimal separator is dropped and set anew.

/// `x` with that many significant digits: `1.017`, `0.04419`, `256.0`, `1.234e5`, `inf`, `nan`.
///
/// Fixed notation from 0.001 up to 100 000, scientific outside; digits before the decimal point are
/// never rounded away in fixed notation, so 12345.6 is `12346`. Zero is `0`, whatever its sign.
public func formatted(_ x: Double, digits: Int = 4) -> String {
  guard x.isFinite else { return x.isNaN ? "nan" : x < 0 ? "-inf" : "inf" }
  guard x != 0 else { return "0" }
  let rounded = DecimalDigits(x.magnitude, count: max(digits, 1))
  let sign = x < 0 ? "-" : ""
  guard (-3...4).contains(rounded.exponent) else { return sign + rounded.scientific }
  guard rounded.exponent >= digits else { return sign + rounded.fixed }
  return sign + DecimalDigits(x.magnitude, count: rounded.exponent + 1).fixed
}

/// An amount of memory, rounded to what matters: `64 GB`, `1.5 GB`, `320 kB`.
///
/// Powers of 1000, as the SI has it; three digits at most, none of them a trailing zero.
public func formattedBytes(_ bytes: Double) -> String {
  guard bytes.isFinite, bytes >= 0 else { return "\(formatted(bytes)) bytes" }
  guard bytes < 1e18 else { return "\(formatted(bytes / 1e18, digits: 3)) EB" }
  var (amount, unit) = (bytes, "bytes")
  for larger in ["kB", "MB", "GB", "TB", "PB", "EB"] where amount >= 999.5 {
    (amount, unit) = (amount / 1000, larger)
  }
  return bytes < 1 ? "0 bytes" : "\(trimmed(formatted(amount, digits: 3))) \(unit)"
}

/// The same number without the zeros that end its fraction.
private func trimmed(_ number: String) -> String {
  guard number.contains(".") else { return number }
  var text = Substring(number)
  while text.last == "0" { text.removeLast() }
  return String(text.last == "." ? text.dropLast() : text)
}

/// The leading decimal digits of a positive number, correctly rounded: 0.d₀d₁d₂… × 10^(exponent + 1).
private struct DecimalDigits {
  let digits: [Character]
  /// The power of ten of the first digit.
  let exponent: Int

  init(_ x: Double, count: Int) {
    let text = Self.printed(x, decimals: count - 1)
    let parts = text.split(separator: "e")
    digits = parts[0].filter { ("0"..."9").contains($0) }
    exponent = Int(parts[1]) ?? 0
  }

  /// What `%.*e` gives; glibc rounds the exact binary value, ties to even.
  private static func printed(_ x: Double, decimals: Int) -> String {
    // A sign, a digit, a separator of several bytes in some locales, and an exponent.
    let capacity = decimals + 32
    return String(unsafeUninitializedCapacity: capacity) { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        withVaList([Int32(decimals), x]) { arguments in
          Int(vsnprintf(characters.baseAddress, capacity, "%.*e", arguments))
        }
      }
    }
  }

  var scientific: String { with(point: 1) + "e\(exponent)" }

  /// In full, for exponents small enough that every digit before the point is known.
  var fixed: String {
    guard exponent < 0 else { return with(point: exponent + 1) }
    return "0." + String(repeating: "0", count: -exponent - 1) + String(digits)
  }

  private func with(point: Int) -> String {
    let whole = String(digits.prefix(point))
    return digits.count > point ? whole + "." + String(digits.dropFirst(point)) : whole
  }
}
