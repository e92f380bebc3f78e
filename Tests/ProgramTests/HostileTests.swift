import Foundation
import Testing

/// Texts that were made to do harm: none of them brings the program down or keeps it for long.
@Suite(.serialized, .timeLimit(.minutes(5))) struct HostileTests {
  /// What bounds a program that would go on for ever or take all there is.
  private static let bounds = "ulimit -v 4000000; ulimit -t 20; ulimit -c 0; "

  /// Runs a script of bytes under bounds that only something gone wrong would reach.
  private func run(_ bytes: [UInt8], _ options: String = "", in folder: TemporaryFolder) throws
    -> Program.Run
  {
    try Data(bytes).write(to: folder.url("hostile.whh"))
    return try Program.shell(
      Self.bounds + "exec \"$WHH\" --keep-going \(options) hostile.whh", in: folder.path)
  }

  /// A text that may be long, of which a report of the tests shows the beginning.
  struct Hostile: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    init(_ text: String) { bytes = Array(text.utf8) }

    var testDescription: String {
      "\(bytes.count) bytes: "
        + String(decoding: bytes.prefix(60), as: UTF8.self).debugDescription
    }
  }

  private static let bombs = [
    "let a = [1]; for i in 1..100 { let a = [a, a] }",
    "let a = [1]; for i in 1..1000000 { let a = [a] }",
    "let a = []; for i in 1..100 { let a = [a, a, a] }",
    "let a = \"\(String(repeating: "x", count: 60_000))\"; for i in 1..100 { let a = [a, a] }",
    "let a = 1..1e6; print [" + String(repeating: "a,", count: 30_000) + "]",
    "print [" + String(repeating: "1..1e6,", count: 9_000) + "]",
    "print max(" + String(repeating: "1..1e6,", count: 9_000) + "1)",
    "for a in 1..1e6 { for b in 1..(1e6+0*a) { for c in 1..(1e6+0*b) {} } }",
    "for a in [1, 2, 3] { for b in 1..1e12 { init Whh xavier 1000000 } }",
  ].map { Hostile($0) }

  @Test(arguments: bombs)
  func aBombIsADud(bomb: Hostile) throws {
    let folder = try TemporaryFolder()
    let run = try run(bomb.bytes + Array("\nprint 4 + 3\n".utf8), ">output", in: folder)
    #expect(run.status == 1)
    #expect(run.standardError.contains(/^hostile.whh:1:\d+: error\[E(502|105)\]/))
    #expect(try folder.read("output").hasSuffix("7\n"))
  }

  @Test func aNameForEveryLineFillsNoMemory() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<1000).map { "let a\($0) = 1..1e6" }.joined(separator: "\n")
    let run = try run(Array(lines.utf8), ">output", in: folder)
    #expect(run.status == 1)
    #expect(run.standardError.contains("error[E501]: 'a"))
  }

  @Test func aMillionStatementsAreAMillionStatements() throws {
    let folder = try TemporaryFolder()
    let run = try run(
      Array(String(repeating: "expect 1<2;", count: 1_000_000).utf8), ">output", in: folder)
    #expect(run.status == 0)
    #expect(run.standardError == "")
  }

  private static let noTexts =
    ([
      [0], Array("print 1\0\n".utf8), Array("let a = \"\0\"\n".utf8),
      Array("export Whh \"a\\u0000b\"".utf8),
      [0xFF, 0xFE, 0x00], Array("print \"".utf8) + [0x80, 0xBF] + Array("\"".utf8),
      Array("# ".utf8) + [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xC0, 0xAF],
      Array("print ".utf8) + Array(repeating: UInt8(ascii: "9"), count: 60_000),
      Array(("print 1e" + String(repeating: "9", count: 60_000)).utf8),
      Array(("print 0." + String(repeating: "0", count: 60_000) + "1x").utf8),
      Array("unroll 1e400; print 1e400; init Whh xavier -1e400".utf8),
      Array((0...255).map { UInt8($0) }),
      (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) },
      Array(repeating: 0, count: 200_000), Array(repeating: UInt8(ascii: "{"), count: 200_000),
      Array(repeating: UInt8(ascii: "\""), count: 200_001), Array("\u{301}\u{301}\u{301} 1".utf8),
      Array(repeating: UInt8(ascii: "}"), count: 200_000),
    ] as [[UInt8]]).map { Hostile($0) }

  @Test(arguments: noTexts, ["", "--json", "-i"])
  func whatIsNoTextIsAComplaint(garbage: Hostile, options: String) throws {
    let folder = try TemporaryFolder()
    let run = try run(garbage.bytes, options, in: folder)
    #expect(run.status == 1)
    #expect(run.standardError.contains("error[E"))
    expectHarmless(run)
  }

  // MARK: Terminals

  /// Texts that would do something to a terminal; as escapes of a string and as they are.
  private static let payloads: [(escaped: String, raw: String)] = [
    (#"\u001b[2J"#, "\u{1B}[2J"), (#"\u001b]0;title\u0007"#, "\u{1B}]0;title\u{7}"),
    (#"\u001bP$q\"p\u001b\\"#, "\u{1B}P$q\u{1B}\\"), (#"\u009b31m"#, "\u{9B}31m"),
    (#"\u0090x\u009c"#, "\u{90}x\u{9C}"), (#"\u007f\u0008\u0008"#, "\u{7F}\u{8}\u{8}"),
    (#"\u0000\u0005\u000e"#, "\u{5}\u{E}"), (#"safe\rrm -rf"#, "safe\rrm"),
    (#"\u202etxt.exe"#, "\u{202E}txt"), (#"\u2066a\u2069\u200e\u061c"#, "\u{2066}a\u{2069}"),
    (#"a\u2028b\u2029c"#, "a\u{2028}b"), (#"\u0085\u000b\u000c"#, "\u{85}\u{B}"),
  ]

  /// Where a text comes back: values, messages, file names, comments, names of what there is not.
  private static let places = [
    "print \"X\"", "let a = \"X\"; show; print [a, [a]]", "expect \"X\" == \"y\"",
    "print zz + \"X\"",
    "for a in [\"X\"] { print a }", "input text \"X\"", "import Whh \"/nowhere/X.npy\"",
    "init Whh xavier 3; export Whh \"nowhere/X.npy\"",
    "init Whh xavier 3; export Whh \"X\"; input npy \"X\"",
    "help \"X\"", "init \"X\" xavier", "init Whh \"X\"", "set activation \"X\"",
    "for a in [1] {\n  print \"X\"\n}", "print \"X", "cite \"X\"", "clear \"X\"", "compare \"X\"",
  ]
  private static let rawPlaces = [
    "# X", "print 1 # X", "print X", "X", "init X xavier", "input text X", "help X", "print \"X\"",
    "let X = 1", "print 1 X", "init Whh xavier 3 X=1", "unroll --X", "print a.X", "for X in [1] {}",
    "init Whh xavier 3; export Whh X", "print 1 +\nX", "for a in [1] {\n# X\nprint a\n}",
  ]

  @Test(arguments: payloads, ["", "--json", "-i", "-i --color always"])
  func nothingSteersTheTerminal(payload: (escaped: String, raw: String), options: String) throws {
    let folder = try TemporaryFolder()
    let script =
      (Self.places.map { $0.replacing("X", with: payload.escaped) }
      + Self.rawPlaces.map { $0.replacing("X", with: payload.raw) }).joined(separator: "\n")
    expectHarmless(
      try run(Array(script.utf8), options, in: folder), mayColour: options.contains("color"))
    try folder.write("print (", to: payload.raw.replacing("\0", with: "") + ".whh")
    expectHarmless(
      try Program.run(
        [payload.raw + ".whh", payload.raw + "/none.whh"] + ["-c", script], in: folder.path))
  }

  /// Expects no control character but line feeds and tabs, and nothing that turns the writing round.
  private func expectHarmless(_ run: Program.Run, mayColour: Bool = false) {
    for text in [run.standardOutput, run.standardError] {
      let plain = mayColour ? text.replacing(/\u{1B}\[[0-9;]*m/, with: "") : text
      let harmful = plain.unicodeScalars.first { scalar in
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
      }
      #expect(harmful == nil, "\(plain.debugDescription.prefix(2000))")
    }
  }
}
