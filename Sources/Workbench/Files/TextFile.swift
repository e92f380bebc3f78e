/// A text in UTF-8, with what feeding it to a network needs.
public struct TextSource: Sendable {
  /// The text without a byte order mark: valid UTF-8, never empty.
  public let bytes: [UInt8]
  /// The scalars that occur, each once, by value.
  public let vocabulary: [Unicode.Scalar]
  public let scalarCount: Int

  /// The indices in the vocabulary of the first `count` scalars; behind the end the text begins
  /// anew.
  ///
  /// O(count + largest scalar value).
  public func symbols(first count: Int) -> [UInt32] {
    var ranks = [UInt32](repeating: 0, count: Int(vocabulary.last?.value ?? 0) + 1)
    for (rank, scalar) in vocabulary.enumerated() { ranks[Int(scalar.value)] = UInt32(rank) }
    var symbols: [UInt32] = []
    symbols.reserveCapacity(count)
    bytes.withUnsafeBufferPointer { bytes in
      var place = 0
      while symbols.count < count {
        symbols.append(ranks[Int(scalarValue(in: bytes, at: &place))])
        if place == bytes.count { place = 0 }
      }
    }
    return symbols
  }
}

/// Reads text files.
///
/// Goals, in order: nothing but UTF-8 text gets in, and what does not is named by its first bad byte;
/// a gigabyte of ASCII takes a second or two, of other scripts several, and can be interrupted. One
/// pass to read, one in pieces that stay in the cache to validate (the standard library's `UTF8Span`,
/// which skips ASCII faster than a loop of ours) and to collect the vocabulary.
public enum TextFile {
  /// Larger files are refused: 1 GiB.
  public static let limit = 1 << 30

  static let pieceSize = 1 << 20

  /// The text in the file, pipe or device at `path`, if it has at most `limit` bytes.
  ///
  /// O(length).
  public static func read(
    _ path: String, limit: Double = .infinity, interruption: @escaping () -> Bool = { false }
  ) throws(FileError) -> TextSource {
    let file = try InputFile(path, interruption: interruption)
    var bytes = try contents(of: file, limit: min(limit, Double(Self.limit)))
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    return try TextSource(bytes, path: path, interruption: interruption)
  }

  private static func contents(
    of file: borrowing InputFile, limit: Double
  ) throws(FileError) -> [UInt8] {
    try check(file.size ?? 0, file.path, limit)
    var bytes = try file.read(file.size ?? 0)
    // A pipe has no size, and a file may have grown meanwhile.
    while true {
      let piece = try file.read(pieceSize)
      guard !piece.isEmpty else { return bytes }
      bytes += piece
      try check(bytes.count, file.path, limit)
    }
  }

  private static func check(_ size: Int, _ path: String, _ limit: Double) throws(FileError) {
    guard Double(size) > limit else { return }
    throw FileError(path, .tooLarge(bytes: Double(size), limit: limit))
  }
}

extension TextSource {
  /// Validates bytes as text; `path` and offsets are for the error.
  package init(
    _ bytes: [UInt8], path: String, interruption: () -> Bool = { false }
  ) throws(FileError) {
    guard !bytes.isEmpty else { throw FileError(path, .empty) }
    var census = ScalarCensus()
    var start = 0
    while start < bytes.count {
      if interruption() { throw FileError(path, .interrupted) }
      let end = bytes.scalarBoundary(atOrBefore: start + TextFile.pieceSize)
      do {
        try census.take(bytes.span.extracting(start..<end))
      } catch {
        throw FileError(path, .notText(offset: start + error.offset, reason: error.reason))
      }
      start = end
    }
    self.bytes = bytes
    vocabulary = census.vocabulary
    scalarCount = census.scalarCount
  }
}

/// Which scalars occur, and how many there are in all.
private struct ScalarCensus {
  private var isSeen = [Bool](repeating: false, count: 0x11_0000)
  private(set) var scalarCount = 0

  var vocabulary: [Unicode.Scalar] {
    isSeen.indices.filter { isSeen[$0] }.compactMap { Unicode.Scalar(UInt32($0)) }
  }

  /// Takes in a piece of text, whole scalars; throws at its first byte that is not text.
  mutating func take(_ piece: Span<UInt8>) throws(BadByte) {
    var isASCII = false
    var bad: BadByte?
    do {
      isASCII = try UTF8Span(validating: piece).isKnownASCII
    } catch {
      bad = BadByte(offset: error.byteOffsets.lowerBound, reason: error.kind.reason)
    }
    let good = piece.extracting(first: bad?.offset ?? piece.count)
    good.withUnsafeBufferPointer { isASCII ? countASCII($0) : count($0) }
    // NUL is text to Unicode, but binary files give themselves away by it.
    guard isSeen[0] else {
      if let bad { throw bad }
      return
    }
    let offset = good.withUnsafeBufferPointer { $0.firstIndex(of: 0) } ?? 0
    throw BadByte(offset: offset, reason: "is a NUL, as in binary files")
  }

  private mutating func countASCII(_ bytes: UnsafeBufferPointer<UInt8>) {
    scalarCount += bytes.count
    isSeen.withUnsafeMutableBufferPointer { isSeen in
      for byte in bytes { isSeen[Int(byte)] = true }
    }
  }

  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
    var place = 0
    var count = 0
    isSeen.withUnsafeMutableBufferPointer { isSeen in
      while place < bytes.count {
        isSeen[Int(scalarValue(in: bytes, at: &place))] = true
        count += 1
      }
    }
    scalarCount += count
  }
}

/// The first byte of a piece that is not text.
private struct BadByte: Error {
  let offset: Int
  let reason: String
}

/// The value of the scalar that begins at `place`, which moves behind it; the bytes are valid UTF-8.
@inline(__always)
private func scalarValue(in bytes: UnsafeBufferPointer<UInt8>, at place: inout Int) -> UInt32 {
  let lead = UInt32(bytes[place])
  place += 1
  if lead < 0x80 { return lead }
  let (mask, more): (UInt32, Int) = lead < 0xE0 ? (0x1F, 1) : lead < 0xF0 ? (0x0F, 2) : (0x07, 3)
  var value = lead & mask
  for _ in 0..<more {
    value = value << 6 | UInt32(bytes[place] & 0x3F)
    place += 1
  }
  return value
}

extension [UInt8] {
  /// The nearest place, not after `offset`, that parts no scalar.
  fileprivate func scalarBoundary(atOrBefore offset: Int) -> Int {
    guard offset < count else { return count }
    // With more than three continuation bytes the text is bad, and any place parts nothing.
    return (0...3).map { offset - $0 }.first { self[$0] & 0xC0 != 0x80 } ?? offset
  }
}

extension UTF8.ValidationError.Kind {
  fileprivate var reason: String {
    switch self {
    case .unexpectedContinuationByte: "continues a character that was not begun"
    case .surrogateCodePointByte: "begins a surrogate, which UTF-8 does not have"
    case .invalidNonSurrogateCodePointByte: "begins no character"
    case .overlongEncodingByte: "begins a character in more bytes than it needs"
    default: "begins a character that is not finished"
    }
  }
}
