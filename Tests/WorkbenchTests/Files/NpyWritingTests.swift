import Foundation
import Testing
import Workbench

@Suite struct NpyWritingTests {
  @Test(arguments: Fixtures.arrays("save-"))
  func theBytesAreThoseOfNumPy(name: String) throws {
    let folder = try ScratchFolder()
    let array = try NpyArray.read(Fixtures.path("npy/\(name)"))
    try array.write(to: folder.path("out.npy"))
    #expect(try folder.bytes("out.npy") == Fixtures.bytes("npy/\(name)"))
  }

  @Test(arguments: [[0], [7], [3, 5], [1, 1, 1], [4, 0, 2], []], [NpyType.float32, .float64])
  func whatIsWrittenReadsBack(shape: [Int], type: NpyType) throws {
    let folder = try ScratchFolder()
    var generator = SeededGenerator(seed: UInt64(shape.count))
    let elements = (0..<shape.reduce(1, *)).map { _ in
      let number = Float(bitPattern: UInt32.random(in: 0..<0x7F80_0000, using: &generator))
      return type == .float32 ? Double(number) : Double(number) / 3
    }
    let array = NpyArray(shape: shape, type: type, elements: elements)
    try array.write(to: folder.path("x.npy"))
    #expect(try NpyArray.read(folder.path("x.npy")) == array)
  }

  @Test func piecesMakeTheSameFileAsAWhole() throws {
    let folder = try ScratchFolder()
    let states = (0..<300_000).map { Float($0) / 7 }
    let pieces = stride(from: 0, to: states.count, by: 70_000).map {
      states[$0..<min($0 + 70_000, states.count)]
    }
    try NpyArray.write(pieces, shape: [300, 1, 1000], as: .float32, to: folder.path("pieces.npy"))
    try NpyArray(shape: [300, 1, 1000], type: .float32, elements: states.map(Double.init))
      .write(to: folder.path("whole.npy"))
    #expect(try folder.bytes("pieces.npy") == folder.bytes("whole.npy"))
    try NpyArray.write([states], shape: [300_000], as: .float64, to: folder.path("wide.npy"))
    #expect(try NpyArray.read(folder.path("wide.npy")).elements == states.map(Double.init))
  }

  @Test func float32RoundsToNearest() throws {
    let folder = try ScratchFolder()
    let values = [0.1, 1e39, 1e-46, -1 / 3.0]
    try NpyArray(shape: [4], type: .float32, elements: values).write(to: folder.path("x.npy"))
    let read = try NpyArray.read(folder.path("x.npy")).elements
    #expect(read == [Double(Float(0.1)), .infinity, 0, Double(Float(-1 / 3.0))])
  }

  @Test func anInterruptedExportLeavesNothing() throws {
    let folder = try ScratchFolder()
    try folder.write([1, 2, 3], "x.npy")
    var polls = 0
    let error = #expect(throws: FileError.self) {
      try NpyArray.write(
        [[Double](repeating: 0, count: 1_000_000)], shape: [1_000_000], as: .float64,
        to: folder.path("x.npy")
      ) {
        polls += 1
        return polls > 3
      }
    }
    #expect(error?.cause == .interrupted && polls == 4)
    #expect(try folder.names == ["x.npy"] && folder.bytes("x.npy") == [1, 2, 3])
  }
}
