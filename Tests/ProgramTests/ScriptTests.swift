import Foundation
import Testing

/// Scripts as they are found in the wild.
@Suite(.timeLimit(.minutes(2))) struct ScriptTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ bytes: [UInt8], _ options: [String] = []) throws -> Program.Run {
    try Data(bytes).write(to: folder.url("script.whh"))
    return try Program.run(options + ["script.whh"], in: folder.path)
  }

  @Test(arguments: [[], ["--json"], ["-i"]])
  func aScriptThatIsMissingIsNamed(options: [String]) throws {
    let run = try Program.run(options + ["nowhere.whh"], in: folder.path)
    #expect(run.status == 1)
    #expect(run.standardOutput.contains(#""code":"E701""#) == options.contains("--json"))
    #expect(run.standardError == "error[E701]: there is no file 'nowhere.whh'\n")
  }

  @Test func aFolderIsNoScript() throws {
    let run = try Program.run(["."], in: folder.path)
    #expect(run.status == 1)
    #expect(run.standardError == "error[E702]: '.' is a folder, not a file\n")
  }

  @Test func keepGoingGoesOnToTheNextScript() throws {
    try folder.write("print 7", to: "script.whh")
    let files = ["nowhere.whh", "script.whh"]
    #expect(try Program.run(files, in: folder.path).standardOutput == "")
    let run = try Program.run(["--keep-going"] + files, in: folder.path)
    #expect(run.standardOutput == "7\n")
    #expect(run.status == 1)
  }

  @Test func scriptsShareOneSession() throws {
    try folder.write("let a = 7", to: "one.whh")
    try folder.write("print a", to: "two.whh")
    let run = try Program.run(["one.whh", "two.whh", "-c", "print a + 1"], in: folder.path)
    #expect(run.standardOutput == "a = 7\n7\n8\n")
  }

  @Test(
    arguments: [
      (Array("print 1\n\nprint \"".utf8) + [0xFF], 3, 16),
      (Array("print 1\n# ".utf8) + [0xC3, 0x28], 2, 10),
      ([0xC0, 0x80], 1, 0),
      (Array("# é".utf8).dropLast(), 1, 2),
    ] as [([UInt8], Int, Int)])
  func aScriptThatIsNotUTF8SaysWhere(bytes: [UInt8], line: Int, offset: Int) throws {
    let run = try run(bytes)
    #expect(run.status == 1)
    #expect(run.standardOutput == "")
    #expect(
      run.standardError
        == "script.whh:\(line): error[E107]: the text is not UTF-8 at byte \(offset)\n")
  }

  @Test func aPipeThatIsNotUTF8AnswersWhatCameBefore() throws {
    let run = try Program.shell(#"printf 'print 1\nprint \377\nprint 2\n' | "$WHH""#)
    #expect(run.status == 1)
    #expect(run.standardOutput == "1\n")
    #expect(run.standardError.hasPrefix("stdin:2: error[E107]: the text is not UTF-8 at byte "))
  }

  @Test(
    arguments: [
      "print 1\r\nfor i in [2, 3] {\r\n  print i\r\n}\r\nprint 4\r\n",
      "print 1\nfor i in [2, 3] {\n  print i\n}\nprint 4\n",
      "#!/usr/bin/env -S whh -i\nprint 1; print 2; print 3; print 4",
      "\u{FEFF}print 1; print 2;; print 3;\n\n\n;print 4 # the end",
    ], [WayIn.file, .pipe])
  func everyKindOfLineIsRead(script: String, way: WayIn) throws {
    let run = try way.run(script, in: folder)
    #expect(run.standardError == "")
    #expect(run.standardOutput == "1\n2\n3\n4\n")
  }

  @Test func linesThatEndInReturnsAreCounted() throws {
    let run = try run(Array("print 1\r\nprint 2\r\n  print q\r\n".utf8))
    #expect(run.standardError.hasPrefix("script.whh:3:9: error[E205]: nothing is called 'q'\n"))
    #expect(!run.standardError.contains("\r"))
  }

  @Test(arguments: ["", "\n", "# nothing\n", " ; ;\n\n"], [[], ["--json"]])
  func aScriptMayDoNothing(script: String, options: [String]) throws {
    let run = try run(Array(script.utf8), options)
    #expect(run.status == 0)
    #expect(run.standardOutput == "")
    #expect(run.standardError == "")
  }

  @Test(arguments: [#"print "abc"#, "print (1 +", "for i in [1] {\nprint i"])
  func whatIsLeftOpenIsAnErrorAtTheEnd(script: String) throws {
    let file = try WayIn.file.run(script, in: folder)
    let pipe = try WayIn.pipe.run(script, in: folder)
    #expect(file.status == 1)
    #expect(file.standardOutput == "")
    #expect(pipe.status == 1)
    #expect(
      pipe.standardError.replacing("stdin:", with: folder.path + "/script.whh:")
        == file.standardError)
  }
}
