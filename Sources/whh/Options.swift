import ArgumentParser

/// The options of the program.
struct Options: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whh",
    abstract: "Will this recurrent network be stable with these initial weights?",
    discussion: "Without a script, statements come from the prompt, or from standard input.",
    subcommands: [ReplayOptions.self])

  @Argument(help: "Scripts to run, in order.", completion: .file(extensions: ["whh"]))
  var files: [String] = []

  @Option(
    name: .customShort("c"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Statements to run, after the scripts; repeatable.", valueName: "statements")
  )
  var statements: [String] = []

  @Flag(name: .customShort("i"), help: "Show what is run, and stay at the prompt afterwards.")
  var isInteractive = false

  @Flag(help: "Go on after a statement that fails.")
  var keepGoing = false

  @Option(help: "The seed that the session starts with. Default: what a session file says, or 1.")
  var seed: UInt64?

  @Flag(help: "First take up the last session that was cut off; a batch run leaves it as it is.")
  var resume = false

  @OptionGroup var manner: Manner

  @Flag(help: "Print the version.")
  var version = false

  @Flag(help: .hidden)
  var printManual = false

  func validate() throws {
    if let seed, seed >= 1 << 53 {
      throw ValidationError("--seed takes a whole number from 0 up to 2^53")
    }
  }
}

/// How whatever is run is run and shown.
struct Manner: ParsableArguments {
  @Flag(help: "Answer with JSON Lines, one object a statement.")
  var json = false

  @Option(help: "How many threads to use; results do not depend on it. Default: the cores.")
  var threads: Int?

  @Option(help: "When to use colour.")
  var color: ColorChoice = .auto

  @Flag(help: "Write tables and symbols in ASCII.")
  var ascii = false

  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes 1 or more") }
  }
}

/// The options of `whh replay`.
struct ReplayOptions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", _superCommandName: "whh",
    abstract: "Show saved sessions, or check what they recorded.",
    discussion: "Exit status 3 where an answer differs from the record.")

  @Argument(help: "Session files.", completion: .file(extensions: ["whh"]))
  var files: [String]

  @Flag(help: "Compare every recorded answer.")
  var check = false

  @Flag(help: "Record the answers anew, keeping all prose.")
  var update = false

  @Flag(help: "Wait for Enter before each statement.")
  var step = false

  @Option(
    name: .customLong("with"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Change the session: seed=8, or 2:STATEMENT; repeatable.", valueName: "change"))
  var changes: [String] = []

  @Flag(help: "Let the sessions use any file, and as much memory and time as they want.")
  var trust = false

  @OptionGroup var manner: Manner

  /// The statement that does for one file what is wanted.
  func statement(for file: String) -> String {
    let flags = [("--check", check), ("--update", update), ("--trust", trust)]
    let changes = changes.map { change in
      change.hasPrefix("seed=") ? change : Self.replacement(change)
    }
    return
      (["replay", Self.quoted(file.contains("/") || file.hasSuffix(".whh") ? file : "./" + file)]
      + flags.filter(\.1).map(\.0)
      + (step ? ["step"] : []) + (changes.isEmpty ? [] : ["with"]) + changes)
      .joined(separator: " ")
  }

  /// `2:init Whh xavier 64` with the statement in quotes.
  private static func replacement(_ change: String) -> String {
    let parts = change.split(separator: ":", maxSplits: 1).map(String.init)
    return parts.count == 2 ? parts[0] + ":" + quoted(parts[1]) : quoted(change)
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20:
        "\\u00" + (scalar.value < 16 ? "0" : "")
          + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
