import ArgumentParser

/// The options of the program.
struct Options: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whh",
    abstract: "Will this recurrent network be stable with these initial weights?",
    discussion: "Without a script, statements come from the prompt, or from standard input.")

  @Argument(help: "Scripts to run, in order.", completion: .file(extensions: ["whh"]))
  var files: [String] = []

  @Option(
    name: .customShort("c"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Statements to run, after the scripts; repeatable.", valueName: "statements")
  )
  var statements: [String] = []

  @Flag(name: .customShort("i"), help: "Show what is run, and stay at the prompt afterwards.")
  var isInteractive = false

  @Flag(help: "Answer with JSON Lines, one object a statement.")
  var json = false

  @Flag(help: "Go on after a statement that fails.")
  var keepGoing = false

  @Option(help: "The seed that the session starts with.")
  var seed: UInt64 = 1

  @Option(help: "How many threads to use; results do not depend on it. Default: the cores.")
  var threads: Int?

  @Option(help: "When to use colour.")
  var color: ColorChoice = .auto

  @Flag(help: "Write tables and symbols in ASCII.")
  var ascii = false

  @Flag(help: "Print the version.")
  var version = false

  @Flag(help: .hidden)
  var printManual = false

  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes 1 or more") }
    if seed >= 1 << 53 { throw ValidationError("--seed takes a whole number from 0 up to 2^53") }
  }
}
