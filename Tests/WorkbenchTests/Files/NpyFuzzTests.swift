import Foundation
import Testing
import Workbench

@Suite struct NpyFuzzTests {
  /// Damaged copies of NumPy's files are read or refused; a crash would end the run, and so would an
  /// allocation of what a damaged shape claims.
  @Test func damagedFilesNeverCrash() throws {
    let folder = try ScratchFolder()
    let names = Fixtures.arrays("")
    let originals = try names.map { try Fixtures.bytes("npy/\($0)") }
    var generator = SeededGenerator(seed: 3)
    var survivors = 0
    for _ in 0..<20_000 {
      var bytes = originals.randomElement(using: &generator) ?? []
      for _ in 0...Int.random(in: 0..<4, using: &generator) { Self.damage(&bytes, &generator) }
      try folder.write(bytes, "damaged.npy")
      do {
        let array = try NpyArray.read(folder.path("damaged.npy"))
        #expect(array.elements.count == array.shape.reduce(1, *))
        survivors += 1
      } catch {
        #expect(error.sentence.contains("damaged.npy"))
      }
    }
    // Damage to the data alone leaves a file that reads.
    #expect(survivors > 400, "\(survivors)")
  }

  private static func damage(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    let interesting =
      Array("0123456789,()[]{}'\"L<>|=OfiuTrueFalse \n\\".utf8) + [0, 0x7F, 0x80, 0xFF]
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let head = Int.random(in: 0..<min(bytes.count, 80), using: &generator)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes[head] = interesting.randomElement(using: &generator) ?? 0
    case 2: bytes.insert(interesting.randomElement(using: &generator) ?? 0, at: head)
    case 3: bytes.remove(at: head)
    case 4: bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
    default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    }
  }
}
