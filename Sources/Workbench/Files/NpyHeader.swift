// The head of a .npy file, after NumPy's format description (numpy/lib/format.py, versions 1.0 to 3.0):
//
//     \x93NUMPY  major  minor  length (2 bytes, from 2.0 on 4, little-endian)  header
//
// where the header is a Python dict literal with the keys descr, fortran_order and shape, filled up
// with blanks and ended by a line feed so that the data begin at a multiple of 64.

/// What the head says.
struct NpyHeader: Equatable {
  let element: NpyElement
  let isFortranOrder: Bool
  let shape: [Int]

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// The magic, two bytes of version.
  static let preambleSize = 8
  /// Longer headers are refused, as NumPy does; it needs some hundred bytes.
  static let longestHeader = 10_000
  /// The data begin at a multiple of this.
  private static let alignment = 64
  /// NumPy leaves room for the first axis to grow to this many digits.
  private static let growthDigits = 21

  /// The head as NumPy writes it, to the byte: version 1.0 with its padding.
  var bytes: [UInt8] {
    let dictionary =
      "{'descr': '\(element.descriptor)', 'fortran_order': \(isFortranOrder ? "True" : "False"), "
      + "'shape': \(shapeText(shape)), }"
    let growth = shape.first.map { blanks(Self.growthDigits - "\($0)".utf8.count) } ?? ""
    let text = Array((dictionary + growth).utf8)
    let unpadded = Self.preambleSize + 2 + text.count + 1
    let padding = (Self.alignment - unpadded % Self.alignment) % Self.alignment
    let length = text.count + padding + 1
    return Self.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + text
      + [UInt8](repeating: 0x20, count: padding) + [0x0A]
  }
}

/// The number of elements of a shape; `nil` when it does not fit an Int.
func elementCount(of shape: [Int]) -> Int? {
  guard !shape.contains(0) else { return 0 }
  var count = 1
  for length in shape {
    let (product, overflow) = count.multipliedReportingOverflow(by: length)
    if overflow { return nil }
    count = product
  }
  return count
}

/// A shape as Python writes it: `(3, 4)`, `(3,)`, `()`.
func shapeText(_ shape: [Int]) -> String {
  "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
}

extension NpyHeader {
  /// Reads the head of `file`, leaving it at the first element; answers with its size as well.
  static func read(_ file: borrowing InputFile) throws(FileError) -> (NpyHeader, size: Int) {
    let path = file.path
    let preamble = try file.read(preambleSize)
    guard !preamble.isEmpty else { throw FileError(path, .empty) }
    guard preamble.starts(with: magic.prefix(preamble.count)) else {
      throw FileError(path, .badArray(reason: "it does not begin as one"))
    }
    try check(preamble.count, of: preambleSize, path)
    guard (1...3).contains(preamble[6]), preamble[7] == 0 else {
      let version = "\(preamble[6]).\(preamble[7])"
      throw FileError(path, .badArray(reason: "its version is \(version), not 1.0, 2.0 or 3.0"))
    }
    let lengthBytes = try file.read(preamble[6] == 1 ? 2 : 4)
    try check(lengthBytes.count, of: preamble[6] == 1 ? 2 : 4, after: preambleSize, path)
    let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= longestHeader else {
      throw FileError(
        path,
        .badArray(reason: "its header has \(length) bytes, \(Limit.header.excess())"))
    }
    let start = preambleSize + lengthBytes.count
    let text = try file.read(length)
    try check(text.count, of: length, after: start, path)
    return (try parse(text, path), start + length)
  }

  private static func check(
    _ found: Int, of expected: Int, after start: Int = 0, _ path: String
  ) throws(FileError) {
    guard found < expected else { return }
    throw FileError(path, .truncated(expected: start + expected, found: start + found))
  }

  /// The header that a dict literal stands for.
  package static func parse(_ text: [UInt8], _ path: String) throws(FileError) -> NpyHeader {
    do {
      var parser = NpyHeaderParser(text)
      return try parser.header()
    } catch {
      throw FileError(path, error.cause)
    }
  }
}
