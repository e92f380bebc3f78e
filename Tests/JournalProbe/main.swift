import Glibc
import JournalTesting
import Workbench

// A session without its shell, for tests that kill it: it goes on with a story as long as it lives,
// and says after each step that it has been kept.
//
//   JournalProbe keep FOLDER [--fresh] [--steps N] [--wait] [--unsafe]
//   JournalProbe check FOLDER STEPS

/// Says something at once.
func say(_ text: String) {
  let line = Array((text + "\n").utf8)
  _ = write(STDOUT_FILENO, line, line.count)
}

/// Ends with what went wrong.
func fail(_ text: String) -> Never {
  say(text)
  exit(1)
}

let arguments = Array(CommandLine.arguments.dropFirst())

func number(after flag: String) -> Int? {
  arguments.firstIndex(of: flag).flatMap { Int(arguments[$0 + 1]) }
}

/// Goes on with the story from where the last session was cut off.
func keep(in state: String) {
  let isUnsafe = arguments.contains("--unsafe")
  let calls: any JournalCalls = isUnsafe ? UnsafeCalls(SystemCalls()) : SystemCalls()
  let folder = JournalFolder(in: state, calls: calls)
  signal(SIGXFSZ, SIG_IGN)
  var log = ExpectedLog(seed: 0)
  var journal = Journal(seed: 0, folder)
  Journal.prune(folder)
  if !arguments.contains("--fresh"), let found = Journal.latest(folder),
    let (resumed, outcome) = Journal.resume(found)
  {
    guard outcome == .kept else { fail("not taken over: \(outcome)") }
    resumed.settle()
    (journal, log) = (resumed, ExpectedLog(found))
  }
  var step = Story.steps(to: log)
  let last = number(after: "--steps").map { step + $0 } ?? .max
  while step < last {
    let event = Story.event(step, after: log)
    let outcome = journal.append(event)
    guard outcome == .kept else { fail("not kept: \(outcome)") }
    log = log.after(event)
    step += 1
    say("kept \(step)")
  }
  if fcntl(STDIN_FILENO, F_GETFD) == -1 { say("standard input is closed") }
  if arguments.contains("--wait") { while readLine() != nil {} }
  withExtendedLifetime(journal) {}
}

/// The names of the journals that were not ended.
func files(in state: String) -> [String] {
  let calls = SystemCalls()
  guard let folder = try? calls.openFolder(state + "/journals", orLink: false) else { return [] }
  defer { calls.close(folder) }
  return ((try? calls.names(in: folder)) ?? []).filter { $0.hasSuffix(".journal") }
}

/// Holds every journal there is to the story, and the best of them to what was acknowledged.
func check(in state: String, _ acknowledged: Int) {
  let folder = JournalFolder(in: state)
  let logs = Journal.recoverable(folder).map { ExpectedLog($0) }
  let unreadable = files(in: state).count - logs.count
  guard unreadable == 0 else { fail("\(unreadable) journals cannot be read") }
  guard let most = logs.map(Story.steps).max() else {
    guard acknowledged == 0 else { fail("found nothing") }
    return say("found 0")
  }
  var course = Story.Course()
  var sound = 0
  while course.step <= most {
    sound += logs.count { $0 == course.log }
    course.goOn()
  }
  guard sound == logs.count else { fail("\(logs.count - sound) journals are not of the story") }
  guard most >= acknowledged else { fail("lost \(acknowledged - most), found \(most)") }
  say("found \(most)")
}

switch (arguments.first, arguments.count) {
case ("keep", 2...): keep(in: arguments[1])
case ("check", 3): check(in: arguments[1], Int(arguments[2]) ?? 0)
default: fail("keep FOLDER [--fresh] [--steps N] [--wait] [--unsafe], or check FOLDER STEPS")
}
