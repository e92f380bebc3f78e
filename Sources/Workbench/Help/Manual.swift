/// The manual page, made from the declarations of the commands.
public enum Manual {
  public static let version = "0.1.0"

  /// The page in troff, with the man macros.
  public static func page(_ catalogue: Catalogue) -> String {
    ([head] + catalogue.commands.map(section) + [foot]).joined(separator: "\n") + "\n"
  }

  private static func section(_ command: Command) -> String {
    var lines = [".SS \(escaped(command.name))", escaped(command.summary), ".PP", ".nf"]
    lines += command.usage.map { "\\fB\(escaped($0))\\fR" }
    lines += [".fi"]
    if !command.discussion.isEmpty { lines += [".PP", escaped(command.discussion)] }
    lines += [".PP", "Examples:", ".PP", ".nf"] + command.examples.map { "    " + escaped($0) }
    return (lines + [".fi"]).joined(separator: "\n")
  }

  /// Keeps text from being taken for requests: backslashes, minus signs, and a dot or quote that
  /// begins a line.
  private static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let plain = line.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : String(plain)
    }.joined(separator: "\n")
  }

  private static let head = #"""
    .TH WHH 1 "" "whh \#(version)" "User Commands"
    .SH NAME
    whh \- will this recurrent network be stable with these initial weights?
    .SH SYNOPSIS
    .B whh
    [\fIoptions\fR] [\fIscript\fR ...]
    .br
    .B whh replay
    [\fIoptions\fR] \fIsession\fR ...
    .SH DESCRIPTION
    An interactive laboratory for the initial weights of recurrent networks. Without a script it reads
    statements from the prompt, or from standard input when that is no terminal.
    .SH OPTIONS
    .TP
    .BI \-c " statements"
    Run statements, after the scripts; repeatable.
    .TP
    .B \-i
    Show what is run, and stay at the prompt afterwards.
    .TP
    .B \-\-json
    Answer with JSON Lines, one object a statement.
    .TP
    .B \-\-keep\-going
    Go on after a statement that fails.
    .TP
    .BI \-\-seed " seed"
    The seed that the session starts with.
    .TP
    .B \-\-resume
    First take up the last session that was cut off; a batch run leaves it as it is.
    .TP
    .BI \-\-threads " threads"
    How many threads to use; results do not depend on it.
    .TP
    .BI \-\-color " auto|always|never"
    When to use colour; NO_COLOR is honoured.
    .TP
    .B \-\-ascii
    Write tables and symbols in ASCII.
    .TP
    .BR \-\-version ", " \-\-help
    Print the version, or the options.
    .SH REPLAY
    Plays saved sessions; the exit status is 3 where an answer differs from the record.
    .TP
    .B \-\-check
    Compare every recorded answer.
    .TP
    .B \-\-update
    Record the answers anew, keeping all prose.
    .TP
    .B \-\-step
    Wait for Enter before each statement.
    .TP
    .BI \-\-with " change"
    Change the session: seed=8, or 2:STATEMENT; repeatable.
    .TP
    .B \-\-trust
    Let the sessions use any file, and as much memory and time as they want.
    .SH COMMANDS
    """#

  private static let foot = #"""
    .SH EXIT STATUS
    0 all went well; 1 a command failed; 2 the options were wrong; 3 an expectation failed, or an answer
    differs from the record;
    130 interrupted.
    .SH FILES
    .TP
    .I ~/.local/state/whh/history
    The history of the prompt; WHH_HISTORY names another file, and none when it is empty.
    .TP
    .I ~/.local/state/whh/journals
    The journals of sessions at the prompt: every accepted statement, on the disk before its answer is
    shown. A session that was cut off is offered at the next start. The newest 32 are kept, and of the
    others those younger than 30 days.
    """#
}
