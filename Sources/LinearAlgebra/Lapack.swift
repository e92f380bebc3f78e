import COpenBLAS
import Dispatch
import Glibc
import Synchronization

/// How LAPACK's routines are called: on one thread, with the workspace they ask for, and so that
/// the user need not wait for them.
enum Lapack {
  /// Below this a routine answers within some milliseconds, and a thread is not worth it: the cost
  /// of a square matrix of order 64.
  private static let smallCost = 64 * 64 * 64

  /// Set once, before the first call; more threads would change the bits with the machine.
  private static let isOneThread: Void = openblas_set_num_threads(1)

  /// To be called before a routine of BLAS that does not go through `run`.
  static func prepare() { _ = isOneThread }

  /// Runs a computation that takes some multiple of `cost` operations, and gives up on it when
  /// interrupted.
  ///
  /// LAPACK cannot be stopped. So a large problem is solved on a thread of its own, with its own
  /// copies; on an interruption that thread is left to end by itself and its answer is dropped.
  static func run<Answer: Sendable>(
    cost: Int, _ interruption: Interruption,
    _ compute: @escaping @Sendable () -> Result<Answer, LinearAlgebraError>
  ) throws(LinearAlgebraError) -> Answer {
    prepare()
    if interruption.isRequested { throw .interrupted }
    if cost <= smallCost { return try compute().get() }
    let slot = Slot<Answer>()
    guard startThread({ slot.fill(compute()) }) else { return try compute().get() }
    while !interruption.isRequested {
      if let answer = slot.content(withinMilliseconds: 5) { return try answer.get() }
    }
    throw .interrupted
  }

  /// Calls a routine as LAPACK wants it: to ask for the best size of its workspace, then with one.
  ///
  /// Returns the `info` of the second call: how many values did not converge.
  static func withWorkspace(_ routine: (UnsafeMutablePointer<Double>, Int32) -> Int32) -> Int32 {
    var best = 0.0
    let query = routine(&best, -1)
    precondition(query >= 0, "argument \(-query) of a LAPACK routine is illegal")
    var work = [Double](repeating: 0, count: max(1, Int(best)))
    let info = routine(&work, Int32(work.count))
    precondition(info >= 0, "argument \(-info) of a LAPACK routine is illegal")
    return info
  }
}

/// Where a thread leaves its answer for another that waits.
private final class Slot<Answer: Sendable>: Sendable {
  private let answer = Mutex<Result<Answer, LinearAlgebraError>?>(nil)
  private let isFilled = DispatchSemaphore(value: 0)

  func fill(_ result: Result<Answer, LinearAlgebraError>) {
    answer.withLock { $0 = result }
    isFilled.signal()
  }

  /// The answer if it comes within some milliseconds.
  func content(withinMilliseconds limit: Int) -> Result<Answer, LinearAlgebraError>? {
    guard isFilled.wait(timeout: .now() + .milliseconds(limit)) == .success else { return nil }
    return answer.withLock { $0 }
  }
}

/// Starts a thread that nobody joins; false where the system has none left.
///
/// Not a task or a queue: those share few threads, which an abandoned computation would keep.
private func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
  let context = Unmanaged.passRetained(Body(body))
  var thread = pthread_t()
  let status = pthread_create(
    &thread, nil,
    { context in
      if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
      return nil
    }, context.toOpaque())
  guard status == 0 else {
    context.release()
    return false
  }
  pthread_detach(thread)
  return true
}
