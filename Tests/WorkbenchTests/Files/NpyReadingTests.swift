import Foundation
import Testing
import Workbench

@Suite struct NpyReadingTests {
  /// NumPy's own files, in every type, byte order, memory order and version; see make-npy.py.
  @Test(
    arguments: Fixtures.arrays("float") + Fixtures.arrays("int") + Fixtures.arrays("uint")
      + Fixtures.arrays("bool"))
  func everyLayoutReadsAsTheSameArray(name: String) throws {
    let array = try NpyArray.read(Fixtures.path("npy/\(name)"))
    let type = String(name.prefix { $0 != "-" })
    let expected = (0..<24).map { k -> Double in
      switch type.first {
      case "f": Double(k - 5) / 4
      case "i": Double(k - 5)
      case "u": Double(k)
      default: Double(k % 2)
      }
    }
    #expect(
      array
        == NpyArray(
          shape: [2, 3, 4], type: try #require(NpyType(rawValue: type)), elements: expected))
  }

  @Test func everyLayoutIsThere() {
    let names = Fixtures.arrays("")
    for type in NpyType.allCases {
      let layouts = names.filter { $0.hasPrefix("\(type.rawValue)-") && $0.hasSuffix("-1.npy") }
      #expect(layouts.count == (type.size == 1 ? 2 : 4))
    }
  }

  @Test func scalarsAndEmptyArraysAreArrays() throws {
    let scalar = try NpyArray.read(Fixtures.path("npy/save-scalar-float64.npy"))
    #expect(scalar.shape == [] && scalar.elements == [-1.25] && scalar.shapeText == "()")
    let empty = try NpyArray.read(Fixtures.path("npy/save-0x5-float32.npy"), limit: 0)
    #expect(empty.shape == [0, 5] && empty.elements.isEmpty && empty.shapeText == "(0, 5)")
  }

  @Test func specialNumbersKeepTheirBits() throws {
    let read = try NpyArray.read(Fixtures.path("npy/special-float32.npy")).elements
    #expect(read[0] == .infinity && read[1] == -.infinity && read[2].isNaN)
    #expect(
      read[3].bitPattern == (-0.0).bitPattern && read[4] == Double(Float.leastNonzeroMagnitude))
  }

  @Test func wholeNumbersAreExactOrRefused() throws {
    let read = try NpyArray.read(Fixtures.path("npy/exact-uint64.npy"))
    #expect(read.elements == [0x1p63, 0x1p53, 0])
    #expect(
      cause(of: "refused-int64.npy")
        == .unsupportedType("9007199254740993 at element 2, which no float64 equals"))
  }

  @Test(arguments: [
    ("object", FileError.Cause.pickled),
    ("complex128", .unsupportedType("elements of type '<c16'")),
    ("string", .unsupportedType("elements of type '<U2'")),
    ("records", .unsupportedType("records of several fields")),
    ("dates", .unsupportedType("elements of type '<M8[s]'")),
    ("longdouble", .unsupportedType("elements of type '<f16'")),
  ]) func whatIsNoNumberIsRefused(name: String, expected: FileError.Cause) {
    #expect(cause(of: "refused-\(name).npy") == expected)
  }

  @Test func everyPrefixOfAFileIsCutShort() throws {
    let folder = try ScratchFolder()
    let whole = try Fixtures.bytes("npy/float64-little-C-1.npy")
    for length in 0..<whole.count {
      try folder.write(whole.prefix(length), "cut.npy")
      let error = try #require(throws: FileError.self) {
        try NpyArray.read(folder.path("cut.npy"))
      }
      guard length > 0 else {
        #expect(error.cause == .empty)
        continue
      }
      guard case .truncated(let expected, let found) = error.cause else {
        Issue.record("\(length): \(error.cause)")
        continue
      }
      #expect(found == length && expected > length && expected <= whole.count)
      #expect(length < 128 || expected == whole.count)
    }
  }

  @Test func aFileThatGoesOnIsRefused() throws {
    let folder = try ScratchFolder()
    try folder.write(try Fixtures.bytes("npy/float64-little-C-1.npy") + [0], "long.npy")
    #expect(
      cause(ofFile: folder.path("long.npy"))
        == .badArray(reason: "it goes on behind its 24 elements"))
  }

  @Test func memoryIsCheckedBeforeItIsTaken() throws {
    let path = Fixtures.path("npy/float32-little-C-1.npy")
    #expect(try NpyArray.read(path, limit: 192).elements.count == 24)
    #expect(cause(ofFile: path, limit: 191) == .tooLarge(bytes: 192, limit: 191))
    // Turning Fortran order takes a second copy.
    let fortran = Fixtures.path("npy/float32-little-F-1.npy")
    #expect(cause(ofFile: fortran, limit: 383) == .tooLarge(bytes: 384, limit: 383))
  }

  @Test(arguments: [
    ("(4611686018427387904, 8)", "its shape"), ("(1, 9223372036854775808)", "its shape"),
    ("(9223372036854775807,)", "its shape"), ("(-1,)", "its header"), ("(3)", "its header"),
    ("[3]", "its header"), ("(3,,)", "its header"), ("(1.0,)", "its header"),
    ("(" + String(repeating: "1,", count: 65) + ")", "its shape"),
  ]) func impossibleShapesAreRefused(shape: String, reason: String) throws {
    let error = error(header: "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }")
    guard case .badArray(let found)? = error?.cause else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found.hasPrefix(reason))
  }

  @Test func aHugeShapeInASmallFileIsCutShort() {
    let error = error(header: "{'descr': '<f8', 'fortran_order': False, 'shape': (100000, 100000)}")
    guard case .truncated(let expected, _)? = error?.cause else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(expected > 80_000_000_000)
  }

  @Test(arguments: [
    "", "{", "{}", "{'descr': '<f8'}", "{'descr': '<f8', 'fortran_order': 1, 'shape': ()}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (), 'x': ()}",
    "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': ()}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': ()} x",
    "{'descr': '<f8' 'fortran_order': False, 'shape': ()}", "{'descr': '<f8",
    "{'descr': '\\x3cf8', 'fortran_order': False, 'shape': ()}",
    "__import__('os').abort()",
  ]) func badHeadersAreRefused(header: String) {
    guard case .badArray? = error(header: header)?.cause else {
      Issue.record("\(header)")
      return
    }
  }

  @Test(arguments: [
    "{'shape':(1L,),\"descr\":\"<f8\",'fortran_order':False}",
    "\n { 'descr' : '<f8' , 'fortran_order' : True , 'shape' : ( 1 , ) , } \n",
  ]) func whatOtherWritersWriteIsRead(header: String) throws {
    let folder = try ScratchFolder()
    try folder.write(Self.file(header, data: [UInt8](repeating: 0, count: 8)), "other.npy")
    let array = try NpyArray.read(folder.path("other.npy"))
    #expect(array.shape == [1] && array.elements == [0])
  }

  @Test func foldersAndMissingFilesAreNamed() {
    #expect(cause(ofFile: "/") == .directory)
    #expect(cause(ofFile: "/nowhere/x.npy") == .missing)
  }

  private func cause(of name: String) -> FileError.Cause? {
    cause(ofFile: Fixtures.path("npy/\(name)"))
  }

  private func cause(ofFile path: String, limit: Double = .infinity) -> FileError.Cause? {
    do {
      _ = try NpyArray.read(path, limit: limit)
      return nil
    } catch {
      return error.cause
    }
  }

  private func error(header: String) -> FileError? {
    #expect(throws: FileError.self) {
      let folder = try ScratchFolder()
      try folder.write(Self.file(header, data: []), "made.npy")
      _ = try NpyArray.read(folder.path("made.npy"))
    }
  }

  private static func file(_ header: String, data: [UInt8]) -> [UInt8] {
    let text = Array(header.utf8)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count & 0xFF), UInt8(text.count >> 8)]
      + text + data
  }
}
