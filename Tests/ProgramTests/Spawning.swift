import Glibc

/// A call of the system that failed.
struct SystemFailure: Error {
  let call: String
  let code: Int32

  /// Throws unless `code` says that `call` went well.
  static func check(_ call: String, _ code: Int32) throws {
    guard code == 0 else { throw SystemFailure(call: call, code: code) }
  }
}

/// Starts the program with the signals as a shell hands them on: threads of a pool block them,
/// which a child would inherit.
///
/// `prepare` says what the program's descriptors are; `flags` are those of `posix_spawn`, besides
/// the ones for signals.
func spawn(
  _ arguments: [String], _ environment: [String: String], flags: Int16 = 0,
  prepare: (inout posix_spawn_file_actions_t) -> Void
) throws -> pid_t {
  var files = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&files)
  defer { posix_spawn_file_actions_destroy(&files) }
  prepare(&files)
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var signals = sigset_t()
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  posix_spawnattr_setflags(
    &attributes, flags | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
  let words = try ([Program.path] + arguments).map { strdup($0) }
  let variables = environment.map { strdup("\($0)=\($1)") }
  defer { (words + variables).forEach { free($0) } }
  var process: pid_t = 0
  let code = posix_spawn(
    &process, try Program.path, &files, &attributes, words + [nil], variables + [nil])
  try SystemFailure.check("posix_spawn", code)
  return process
}
