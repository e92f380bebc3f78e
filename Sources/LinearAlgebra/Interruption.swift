/// What a long computation does now and then: it asks whether the user wants it to stop, and tells how
/// far it has come.
public struct Interruption: Sendable {
  private let request: @Sendable () -> Bool
  private let progress: (@Sendable (Progress) -> Void)?

  /// Asks `request` and tells `progress`; both must be cheap and may be called from any thread.
  public init(
    progress: (@Sendable (Progress) -> Void)? = nil, _ request: @escaping @Sendable () -> Bool
  ) {
    (self.request, self.progress) = (request, progress)
  }

  /// Never stops anything.
  public static let never = Interruption { false }

  public var isRequested: Bool { request() }

  /// Throws when the computation is to stop.
  public func check() throws(Interrupted) {
    if request() { throw Interrupted() }
  }

  /// The same, having told that `done` of `total` parts of the work are done; `unit` is what the parts
  /// are called, as `steps`.
  public func check(_ done: Int, of total: Int, _ unit: String) throws(Interrupted) {
    progress?(Progress(done: done, total: total, unit: unit))
    try check()
  }

  /// The same without the telling: for a part of something that tells of itself.
  public var withoutProgress: Interruption { Interruption(request) }
}

/// How far a computation has come.
public struct Progress: Equatable, Sendable {
  public let done: Int
  public let total: Int
  /// What is counted, as `steps`.
  public let unit: String

  public init(done: Int, total: Int, unit: String) {
    (self.done, self.total, self.unit) = (done, total, unit)
  }
}

/// A computation was stopped before it had an answer.
public struct Interrupted: Error, Equatable, Sendable {
  public init() {}
}
