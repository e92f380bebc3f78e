/// Means to ask the person at the terminal, while a statement is carried out.
public struct Dialogue: Sendable {
  /// Waits for Enter; `false` where the person would rather stop.
  public let pause: @Sendable () -> Bool
  /// Asks a question that is answered with yes or no.
  public let ask: @Sendable (String) -> Bool
  /// Lets the person change a text in an editor; `nil` where it was left as it is.
  public let edit: @Sendable (String) throws -> String?

  public init(
    pause: @escaping @Sendable () -> Bool, ask: @escaping @Sendable (String) -> Bool,
    edit: @escaping @Sendable (String) throws -> String?
  ) {
    (self.pause, self.ask, self.edit) = (pause, ask, edit)
  }
}
