import ArgumentParser
import Glibc
import LineEditor
import Workbench

/// Exit statuses, as the manual lists them.
enum Status {
  static let commandFailed: Int32 = 1
  static let usage: Int32 = 2
  static let expectationFailed: Int32 = 3
}

// What is opened later must not take the place of a stream that the caller has closed.
while case let descriptor = open("/dev/null", O_RDWR), descriptor >= 0 {
  guard descriptor <= STDERR_FILENO else {
    close(descriptor)
    break
  }
}

// The library would take the word for the first script, of which there may be any number.
let arguments = CommandLine.arguments.dropFirst()
let isReplay = arguments.first == ReplayOptions.configuration.commandName

do {
  if isReplay {
    let options = try ReplayOptions.parse(Array(arguments.dropFirst()))
    Signals.install()
    var program = Program(options.manner)
    exit(program.replay(options))
  }
  let options = try Options.parse()
  if options.version {
    Output.standard.write("whh \(Manual.version)\n")
  } else if options.printManual {
    Output.standard.write(Manual.page(.standard))
  } else {
    Signals.install()
    var program = Program(options.manner, seed: options.seed, keepsGoing: options.keepGoing)
    exit(program.run(options))
  }
} catch {
  let command: any ParsableCommand.Type = isReplay ? ReplayOptions.self : Options.self
  let isHelp = command.exitCode(for: error).isSuccess
  let text = command.fullMessage(for: error) + "\n"
  (isHelp ? Output.standard : Output.errors).write(text)
  exit(isHelp ? 0 : Status.usage)
}
