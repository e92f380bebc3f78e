/// An array of a .npy file, NumPy's format for one array.
///
/// Goals, in order: no file makes the program crash or allocate more than it was granted; a value is
/// the one in the file, or the file is refused; what is written is what `numpy.save` writes, to the
/// byte. Pickled and structured arrays are refused. No dimension (one element) and dimensions of zero
/// (no element) are arrays like others.
public struct NpyArray: Equatable, Sendable {
  public let shape: [Int]
  /// The element type in the file.
  public let type: NpyType
  /// In C order: the last index runs fastest.
  public let elements: [Double]

  /// An array whose elements are `type` in its file.
  public init(shape: [Int], type: NpyType, elements: [Double]) {
    precondition(elementCount(of: shape) == elements.count, "the elements do not fill the shape")
    self.shape = shape
    self.type = type
    self.elements = elements
  }

  /// The shape as Python writes it: `(3, 4)`.
  public var shapeText: String { Workbench.shapeText(shape) }
}

extension NpyArray {
  private static let pieceSize = 1 << 20

  /// Reads the array at `path`, a file or a pipe, planning for at most `limit` bytes of memory.
  ///
  /// A file that goes on behind its array is refused, as its header cannot be right. O(elements).
  public static func read(
    _ path: String, limit: Double = .infinity, interruption: @escaping () -> Bool = { false }
  ) throws(FileError) -> NpyArray {
    let file = try InputFile(path, interruption: interruption)
    let (header, headerSize) = try NpyHeader.read(file)
    let count = try plannedCount(header, path, limit: limit)
    let expected = headerSize + count * header.element.type.size
    if let size = file.size, size < expected {
      throw FileError(path, .truncated(expected: expected, found: size))
    }
    let values = try elements(of: file, count, header, headerSize)
    guard try file.read(1).isEmpty else {
      throw FileError(path, .badArray(reason: "it goes on behind its \(count) elements"))
    }
    return NpyArray(
      shape: header.shape, type: header.element.type,
      elements: header.isFortranOrder ? inCOrder(values, header.shape) : values)
  }

  /// The number of elements, once it is known that they fit the file format and the memory.
  private static func plannedCount(
    _ header: NpyHeader, _ path: String, limit: Double
  ) throws(FileError) -> Int {
    // Doubles in memory, and once more while Fortran order is turned.
    let copies = header.isFortranOrder && header.shape.count > 1 ? 2.0 : 1.0
    let bytes = header.shape.reduce(8 * copies) { $0 * Double($1) }
    guard bytes <= limit else { throw FileError(path, .tooLarge(bytes: bytes, limit: limit)) }
    guard let count = elementCount(of: header.shape), count < Int.max / 16 else {
      throw FileError(path, NpyHeaderError.shape.cause)
    }
    return count
  }

  private static func elements(
    of file: borrowing InputFile, _ count: Int, _ header: NpyHeader, _ headerSize: Int
  ) throws(FileError) -> [Double] {
    let size = header.element.type.size
    var values: [Double] = []
    // The size of a pipe is not known beforehand; there the array grows with what really comes.
    values.reserveCapacity(file.size == nil ? 0 : count)
    while values.count < count {
      let wanted = min((count - values.count) * size, pieceSize)
      let piece = try file.read(wanted)
      guard piece.count == wanted else {
        let found = headerSize + values.count * size + piece.count
        throw FileError(
          file.path, .truncated(expected: headerSize + count * size, found: found))
      }
      if let culprit = header.element.decode(piece, into: &values) {
        throw FileError(
          file.path,
          .unsupportedType("\(culprit) at element \(values.count), which no float64 equals"))
      }
    }
    return values
  }

  /// Elements in Fortran order, where the first index runs fastest, put in C order.
  private static func inCOrder(_ values: [Double], _ shape: [Int]) -> [Double] {
    guard shape.count > 1, !values.isEmpty else { return values }
    var strides: [Int] = []
    var stride = 1
    for length in shape {
      strides.append(stride)
      stride *= length
    }
    var index = [Int](repeating: 0, count: shape.count)
    var source = 0
    return values.indices.map { _ in
      defer { source += advance(&index, shape, strides) }
      return values[source]
    }
  }

  /// Moves to the next index in C order; answers with how far that is in the strides.
  private static func advance(_ index: inout [Int], _ shape: [Int], _ strides: [Int]) -> Int {
    var distance = 0
    for axis in shape.indices.reversed() {
      index[axis] += 1
      distance += strides[axis]
      if index[axis] < shape[axis] { break }
      distance -= strides[axis] * shape[axis]
      index[axis] = 0
    }
    return distance
  }
}
