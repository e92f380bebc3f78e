import LineEditor
import LinearAlgebra
import Synchronization

/// A line on the terminal that says how far a statement has come while it takes long, and goes when
/// there is something else to show.
final class ProgressLine: Sendable {
  /// Work is not told of before it has taken this long.
  private static let patience = Duration.milliseconds(300)
  private static let pause = Duration.milliseconds(100)

  private struct State {
    var start: ContinuousClock.Instant?
    var stage: (first: Progress, start: ContinuousClock.Instant)?
    var shown: (width: Int, at: ContinuousClock.Instant)?
  }

  private let state = Mutex(State())

  /// Takes note of how far the work has come, and shows it where it is time for that.
  func update(_ progress: Progress) {
    let now = ContinuousClock.now
    state.withLock { state in
      let start = state.start ?? now
      state.start = start
      let first = state.stage?.first
      if progress.done == 0 || first?.total != progress.total || first?.unit != progress.unit {
        state.stage = (progress, now)
      }
      guard let stage = state.stage, start.duration(to: now) >= Self.patience,
        state.shown.map({ $0.at.duration(to: now) >= Self.pause }) ?? true
      else { return }
      let text = Self.text(progress, since: stage.first, stage.start.duration(to: now))
      guard text.count < Terminal.width else { return }
      let width = max(text.count, state.shown?.width ?? 0)
      Output.errors.write("\r" + text + String(repeating: " ", count: width - text.count))
      state.shown = (width, now)
    }
  }

  /// Takes the line away, if there is one, and waits for the next work.
  func erase() {
    state.withLock { state in
      if let width = state.shown?.width {
        Output.errors.write("\r" + String(repeating: " ", count: width) + "\r")
      }
      state = State()
    }
  }

  /// `31200 of 100000 steps, 4 s left`.
  private static func text(
    _ progress: Progress, since first: Progress, _ elapsed: Duration
  ) -> String {
    let text = "\(progress.done) of \(progress.total) \(progress.unit)"
    let done = Double(progress.done - first.done)
    guard done > 0 else { return text }
    let left = Double(progress.total - progress.done) / done * (elapsed / .seconds(1))
    guard left < 1e9 else { return text }
    let seconds = Int(left.rounded(.up))
    return text + (seconds < 120 ? ", \(seconds) s left" : ", \((seconds + 59) / 60) min left")
  }
}
