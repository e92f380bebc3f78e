/// The element types of NumPy whose values a double can hold; the raw values are NumPy's names.
public enum NpyType: String, CaseIterable, Sendable {
  case float16, float32, float64
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64
  case bool

  /// Bytes an element.
  public var size: Int {
    switch self {
    case .int8, .uint8, .bool: 1
    case .float16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// The kind and size of the array protocol's type string: `f8` for float64.
  var code: String {
    let kind =
      switch self {
      case .float16, .float32, .float64: "f"
      case .int8, .int16, .int32, .int64: "i"
      case .uint8, .uint16, .uint32, .uint64: "u"
      case .bool: "b"
      }
    return "\(kind)\(size)"
  }
}

/// A type with its byte order, as the header's `descr` has it: `<f8`.
struct NpyElement: Equatable {
  let type: NpyType
  let isBigEndian: Bool

  init(_ type: NpyType, isBigEndian: Bool = false) {
    self.type = type
    self.isBigEndian = isBigEndian
  }

  /// `nil` for what is not such a type; `|` means that the order does not matter.
  init?(descriptor: String) {
    let known = NpyType.allCases.first { $0.code == descriptor.dropFirst() }
    guard let order = descriptor.first, let type = known else { return nil }
    guard "<>".contains(order) || order == "|" && type.size == 1 else { return nil }
    self.init(type, isBigEndian: order == ">")
  }

  var descriptor: String {
    (type.size == 1 ? "|" : isBigEndian ? ">" : "<") + type.code
  }

  /// Appends the elements in `bytes`, whose count is a multiple of the size, as doubles; stops at one
  /// that a double cannot hold exactly and answers with it.
  func decode(_ bytes: [UInt8], into values: inout [Double]) -> String? {
    switch type {
    case .float16: decode(bytes, into: &values) { Double(Float16(bitPattern: $0)) }
    case .float32: decode(bytes, into: &values) { Double(Float(bitPattern: $0)) }
    case .float64: decode(bytes, into: &values) { Double(bitPattern: $0) }
    case .int8: decode(bytes, into: &values) { (value: Int8) in Double(value) }
    case .int16: decode(bytes, into: &values) { (value: Int16) in Double(value) }
    case .int32: decode(bytes, into: &values) { (value: Int32) in Double(value) }
    case .int64: decode(bytes, into: &values) { (value: Int64) in Double(exactly: value) }
    case .uint8: decode(bytes, into: &values) { (value: UInt8) in Double(value) }
    case .uint16: decode(bytes, into: &values) { (value: UInt16) in Double(value) }
    case .uint32: decode(bytes, into: &values) { (value: UInt32) in Double(value) }
    case .uint64: decode(bytes, into: &values) { (value: UInt64) in Double(exactly: value) }
    case .bool: decode(bytes, into: &values) { (value: UInt8) in value == 0 ? 0 : 1 }
    }
  }

  @inline(__always)
  private func decode<Bits: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: [UInt8], into values: inout [Double], _ convert: (Bits) -> Double?
  ) -> String? {
    bytes.withUnsafeBytes { buffer in
      for offset in stride(from: 0, to: buffer.count, by: MemoryLayout<Bits>.size) {
        let raw = buffer.loadUnaligned(fromByteOffset: offset, as: Bits.self)
        let bits = isBigEndian ? Bits(bigEndian: raw) : Bits(littleEndian: raw)
        guard let value = convert(bits) else { return "\(bits)" }
        values.append(value)
      }
      return nil
    }
  }
}
