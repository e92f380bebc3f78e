import Language
import Testing

/// A small generator with a seed (SplitMix64, Steele, Lea and Flood 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

@Suite struct RobustnessTests {
  private static let script = """
    # a first look
    seed 7; input text "a b.txt"
    set Whh [[0, 1],
      [-1, 0]]   # a rotation
    init Whh normal 512 std=sqrt(1/fan_in)
    let σ = 1_000.5e-3 * max(1, -2^2)
    for g in 0.5..1.5 by 0.1 {
      init Whh normal 512 gain=g; unroll 100 batch=(1 + 2) h0=zeros
      for k in [1, 2, 3] { expect states.variance[k] ~ g within 1% and not Whh[1,2] > 3 }
    }
    stats --all Whh
    ?init
    "a\\u00e9\\n" == "b" or 1 <= 2
    """

  /// Reads a whole text, stepping over mistakes, and checks what holds for every text.
  private func readThrough(_ text: String) {
    var parser = Parser(text, grammar: sessionGrammar)
    let length = text.utf8.count
    var place = -1
    for _ in 0...length + 1 {
      do throws(Diagnostic) {
        guard let statement = try parser.next() else { return }
        #expect(statement.range.lowerBound > place && statement.range.upperBound <= length)
        place = statement.range.lowerBound
      } catch {
        #expect(error.range.upperBound <= length, "\(text.debugDescription)")
        #expect(error.isIncomplete == (error.code == .unfinished))
        #expect(!rendered(error, in: Source(text)).isEmpty)
        parser.recover()
      }
    }
    Issue.record("reading does not end: \(text.debugDescription)")
  }

  @Test func theScriptItselfIsRight() throws {
    #expect(try statements(Self.script).count == 9)
  }

  @Test func everyPrefixIsReadOrComplainedAbout() {
    let bytes = Array(Self.script.utf8)
    for count in 0...bytes.count {
      readThrough(String(decoding: bytes[..<count], as: UTF8.self))
    }
  }

  @Test func aPrefixThatEndsInABlockIsIncomplete() {
    let text = "for g in [1, 2] {\n  unroll 100\n  stats\n}"
    let opened = text.utf8.firstIndex(of: UInt8(ascii: "{")).map { text.utf8.index(after: $0) }
    var end = opened ?? text.endIndex
    while end < text.endIndex {
      let prefix = String(text[..<end])
      if let error = complaint(prefix) {
        #expect(error.isIncomplete || error.code == .unknownCommand, "\(prefix)")
      } else {
        Issue.record("complete: \(prefix)")
      }
      end = text.index(after: end)
    }
  }

  @Test func mutatedScriptsNeitherCrashNorLoop() {
    var random = SplitMix(state: 1)
    let original = Array(Self.script.utf8)
    let marks = Array("(){}[];#\"\\\n\r\t =<>~+-*/^.,%?éσ1e_'\u{0}".utf8)
    for _ in 0..<12_000 {
      let start = Int.random(in: 0..<original.count, using: &random)
      let end = Int.random(in: start...min(original.count, start + 200), using: &random)
      var bytes = Array(original[start..<end])
      for _ in 0..<Int.random(in: 0..<8, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        let mark = marks.randomElement(using: &random) ?? 0
        let removed = Int.random(in: 0...min(3, bytes.count - place), using: &random)
        bytes.replaceSubrange(place..<place + removed, with: [mark])
      }
      readThrough(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func randomBytesNeitherCrashNorLoop() {
    var random = SplitMix(state: 2)
    for _ in 0..<8_000 {
      let count = Int.random(in: 0..<60, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      readThrough(String(decoding: bytes, as: UTF8.self))
    }
  }
}
