import CLibedit
import Glibc

/// When to use colour.
public enum ColorMode: Sendable {
  case auto, always, never
}

/// What is known of the terminal without taking hold of it.
public enum Terminal {
  public static var standardInputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
  public static var standardOutputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  public static var standardErrorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// How many columns there are: what `COLUMNS` says, or the terminal on standard output, or 80.
  public static var width: Int {
    width(asked: environment("COLUMNS"), terminal: standardOutputIsTerminal ? columns : nil)
  }

  /// Whether standard output is to have colour.
  ///
  /// The mode decides; where it leaves the choice, a non-empty `NO_COLOR` (no-color.org) forbids
  /// colour, a `CLICOLOR_FORCE` other than 0 asks for it, and otherwise a terminal has it that does
  /// not call itself dumb.
  public static func allowsColor(_ mode: ColorMode) -> Bool {
    allowsColor(mode, isTerminal: standardOutputIsTerminal, environment: environment)
  }

  /// Has the C library take text for UTF-8 whatever the locale is, as the C locale does not.
  ///
  /// Done once: the C library's locale is not to be changed while other threads use it.
  package static func useUTF8() { localeIsSet }

  private static let localeIsSet: Void = use_utf8()

  package static func width(asked: String?, terminal: Int?) -> Int {
    if let asked = asked.flatMap({ Int($0) }), asked > 0 { return asked }
    return terminal ?? 80
  }

  package static func allowsColor(
    _ mode: ColorMode, isTerminal: Bool, environment: (String) -> String?
  ) -> Bool {
    switch mode {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    if let refusal = environment("NO_COLOR"), !refusal.isEmpty { return false }
    if let wish = environment("CLICOLOR_FORCE"), !wish.isEmpty, wish != "0" { return true }
    return isTerminal && !isDumb(environment("TERM"))
  }

  /// The columns of the terminal on standard output; nil when it does not tell.
  static var columns: Int? { size(of: STDOUT_FILENO)?.columns }

  /// The size of a terminal; nil when it does not tell, and 24 rows when it tells only the columns.
  static func size(of descriptor: Int32) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : 24)
  }

  /// Whether the terminal knows no escapes, or says nothing of itself.
  static var isDumb: Bool { isDumb(environment("TERM")) }

  private static func isDumb(_ name: String?) -> Bool {
    name.map { $0.isEmpty || $0 == "dumb" } ?? true
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
