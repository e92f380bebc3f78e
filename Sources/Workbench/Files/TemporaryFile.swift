import Glibc

/// Makes a new file for the user alone in the folder for temporary files, open for reading and writing.
public func temporaryFile() throws(FileError) -> (descriptor: Int32, path: String) {
  let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  var template = Array("\(folder)/whh-XXXXXX".utf8CString)
  let descriptor = mkstemp(&template)
  let name = template.dropLast().map { UInt8(bitPattern: $0) }
  let path = String(decoding: name, as: UTF8.self)
  guard descriptor >= 0 else {
    throw FileError(path, .cannotWrite(reason: String(cString: strerror(errno))))
  }
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  return (descriptor, path)
}
