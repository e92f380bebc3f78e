import Dispatch
import Synchronization

/// Does independent pieces of work, several at a time; the answers, in the order of the pieces.
///
/// Pieces are begun in order, so that what is answered or thrown does not depend on the number of
/// threads: of several failures it is that of the earliest piece. Tells its progress in `unit`s, to
/// which the pieces should not add their own.
public func concurrently<Answer: Sendable>(
  _ count: Int, threads: Int, _ interruption: Interruption, unit: String,
  _ work: @escaping @Sendable (Int) throws -> Answer
) throws -> [Answer] {
  let pieces = Pieces<Answer>(count)
  try interruption.check(0, of: count, unit)
  DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
    while let index = pieces.begin() {
      let result = Result { try work(index) }
      let done = pieces.end(index, result)
      if (try? interruption.check(done, of: count, unit)) == nil { pieces.stop() }
    }
  }
  try interruption.check()
  return try pieces.answers()
}

/// Pieces of work that threads take one after the other.
private final class Pieces<Answer: Sendable>: Sendable {
  private struct State {
    var next = 0
    var done = 0
    var isStopped = false
    var results: [Result<Answer, any Error>?]
  }

  private let state: Mutex<State>

  init(_ count: Int) { state = Mutex(State(results: Array(repeating: nil, count: count))) }

  /// The next piece to do, if there is one.
  func begin() -> Int? {
    state.withLock { state in
      guard !state.isStopped, state.next < state.results.count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  /// Takes what came of a piece; how many are done now.
  func end(_ index: Int, _ result: Result<Answer, any Error>) -> Int {
    state.withLock { state in
      if case .failure = result { state.isStopped = true }
      state.results[index] = result
      state.done += 1
      return state.done
    }
  }

  func stop() { state.withLock { $0.isStopped = true } }

  /// All answers, or the failure of the earliest piece.
  func answers() throws -> [Answer] {
    try state.withLock { $0.results }.map { result in
      guard let result else { throw Interrupted() }
      return try result.get()
    }
  }
}
