import Language

/// The commands of a session, by name.
public struct Catalogue: Sendable {
  public let commands: [Command]
  /// What the parser knows of them.
  public let grammar: Grammar

  init(_ commands: [Command]) {
    self.commands = commands
    grammar = Grammar(
      Dictionary(
        commands.map { ($0.name, $0.forms.map(\.signature)) },
        uniquingKeysWith: { first, _ in first }),
      implicitVerb: "print", spellings: Symbol.spellings)
  }

  /// Every command the shell knows; a new one adds its own file and one line here.
  public static let standard = Catalogue([
    .model, .initialize, .bias, .set, .seed, .input,
    .scale, .center, .mask, .symmetrise, .antisymmetrise, .dale, .add, .zeroDiagonal,
    .unroll, .backprop, .stats, .spectrum,
    .theory, .lyapunov, .jacobian, .horizon, .solve, .compare, .check,
    .show, .print, .expect, .let, .for,
    .export, .import, .cite,
    .note, .log, .undo, .redo, .goto, .diff, .edit,
    .save, .sessions, .load, .replay,
    .limits, .help, .clear, .reset, .quit,
  ])

  func command(named name: Located<String>) throws(Diagnostic) -> Command {
    if let command = commands.first(where: { $0.name == name.value }) { return command }
    throw unknown(
      .unknownCommand, "there is no command '\(name.value)'", name.value,
      among: commands.map(\.name), at: name.range)
  }
}
