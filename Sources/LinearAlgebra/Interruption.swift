/// What a long computation asks now and then: whether the user wants it to stop.
public struct Interruption: Sendable {
  private let request: @Sendable () -> Bool

  /// Asks `request`, which must be cheap; it may be called from any thread.
  public init(_ request: @escaping @Sendable () -> Bool) { self.request = request }

  /// Never stops anything.
  public static let never = Interruption { false }

  public var isRequested: Bool { request() }

  /// Throws when the computation is to stop.
  public func check() throws(Interrupted) {
    if request() { throw Interrupted() }
  }
}

/// A computation was stopped before it had an answer.
public struct Interrupted: Error, Equatable, Sendable {
  public init() {}
}
