import CXXHash

/// A hash of numbers and texts, the same on every machine: XXH3 of 64 bits, piece after piece.
///
/// It tells a change from none; against somebody who searches for two contents of one hash it is no
/// guard. O(bytes), some 10 GB a second.
struct ContentHash: Hashable, Sendable {
  private(set) var value: UInt64

  /// The hash of nothing.
  init() { value = 0 }

  /// Reads what `description` wrote.
  init?(_ text: some StringProtocol) {
    guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else { return nil }
    self.value = value
  }

  /// Adds numbers, as the bytes that hold them; a NaN counts as any other.
  mutating func take<Number: BinaryFloatingPoint & BitwiseCopyable>(_ numbers: [Number]) {
    let hasNaN = numbers.contains(where: \.isNaN)
    takeBytes(hasNaN ? numbers.map { $0.isNaN ? .nan : $0 } : numbers)
  }

  /// Adds whole numbers.
  mutating func take<Number: FixedWidthInteger & BitwiseCopyable>(_ numbers: [Number]) {
    takeBytes(numbers)
  }

  /// Adds a text, which is kept apart from what follows.
  mutating func take(_ text: String) {
    takeBytes(Array(text.utf8))
    take([UInt64(text.utf8.count)])
  }

  private mutating func takeBytes<Value: BitwiseCopyable>(_ values: [Value]) {
    value = values.withUnsafeBytes { xxh3_hash($0.baseAddress, $0.count, value) }
  }
}

extension ContentHash: CustomStringConvertible {
  /// Sixteen hexadecimal digits.
  var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
