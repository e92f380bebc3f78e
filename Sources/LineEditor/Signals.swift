import CLibedit

/// What signals have asked of the program.
///
/// They do not end it by themselves: whoever works polls.
public enum Signals {
  /// Catches SIGINT, SIGTERM and SIGHUP, unless the program was started with them ignored, and has
  /// broken pipes and file size limits reported as errors of writing.
  ///
  /// A second SIGTERM or SIGHUP ends the program at once.
  public static func install() {
    signals_install()
  }

  /// Whether Ctrl-C was pressed since it was last cleared.
  ///
  /// O(1), from any thread.
  public static var isInterruptRequested: Bool { signals_interrupted() }

  public static func clearInterrupt() {
    signals_clear_interrupted()
  }

  /// The signal that asks the program to end; its exit status is then 128 more.
  ///
  /// O(1), from any thread.
  public static var pendingTermination: Int32? {
    let signal = signals_termination()
    return signal == 0 ? nil : signal
  }
}
