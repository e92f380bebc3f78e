/// A number that arrays are written from.
///
/// Whole pieces are converted behind the witness, so that the loops are fast where the caller is
/// generic as well.
public protocol NpyScalar {
  /// The bits of the numbers rounded to float32.
  static func float32Bits(_ values: [Self]) -> [UInt32]
  /// The bits of the numbers as float64.
  static func float64Bits(_ values: [Self]) -> [UInt64]
}

extension Float: NpyScalar {
  public static func float32Bits(_ values: [Float]) -> [UInt32] { values.map { $0.bitPattern } }
  public static func float64Bits(_ values: [Float]) -> [UInt64] {
    values.map { Double($0).bitPattern }
  }
}

extension Double: NpyScalar {
  public static func float32Bits(_ values: [Double]) -> [UInt32] {
    values.map { Float($0).bitPattern }
  }
  public static func float64Bits(_ values: [Double]) -> [UInt64] { values.map { $0.bitPattern } }
}

extension NpyArray {
  /// Writes the array to `path`, replacing a file that is there only once all is written.
  ///
  /// The type is float32 or float64; float32 rounds to nearest.
  public func write(to path: String) throws(FileError) {
    try Self.write(CollectionOfOne(elements), shape: shape, as: type, to: path)
  }

  /// Writes an array that comes in pieces, in C order, so that it need not be in memory as a whole.
  ///
  /// Byte for byte what `numpy.save` writes. The pieces have to fill the shape, and the type has to
  /// be float32 or float64. O(elements), with copies of some megabytes.
  public static func write<Piece: RandomAccessCollection>(
    _ pieces: some Sequence<Piece>, shape: [Int], as type: NpyType, to path: String,
    interruption: () -> Bool = { false }
  ) throws(FileError) where Piece.Element: NpyScalar {
    precondition(type == .float32 || type == .float64, "arrays are written as floats")
    let header = NpyHeader(element: NpyElement(type), isFortranOrder: false, shape: shape)
    try AtomicFile.replace(path) { (file) throws(FileError) in
      try file.write(header.bytes)
      var count = 0
      for piece in pieces {
        count += piece.count
        try write(piece, as: type, to: file, interruption)
      }
      precondition(count == elementCount(of: shape), "the pieces do not fill the shape")
    }
  }

  private static func write<Piece: RandomAccessCollection>(
    _ piece: Piece, as type: NpyType, to file: OutputFile, _ interruption: () -> Bool
  ) throws(FileError) where Piece.Element: NpyScalar {
    let step = 1 << 17
    var rest = piece[...]
    while !rest.isEmpty {
      if interruption() { throw FileError(file.path, .interrupted) }
      let values = Array(rest.prefix(step))
      if type == .float32 {
        try file.write(Piece.Element.float32Bits(values).map { $0.littleEndian })
      } else {
        try file.write(Piece.Element.float64Bits(values).map { $0.littleEndian })
      }
      rest = rest.dropFirst(step)
    }
  }
}
