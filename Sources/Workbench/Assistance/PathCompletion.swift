/// The files and folders that a half-typed path may become.
struct PathCompletion {
  private(set) var candidates: [Completion] = []

  /// `fragment` is what was typed, with the quotation mark where it begins with one; of files only those
  /// with the suffix are shown.
  ///
  /// Hidden ones are shown to who types the dot. O(entries of the folder).
  init(_ fragment: String, suffix: String = "") {
    let isQuoted = fragment.hasPrefix("\"")
    guard let path = isQuoted ? Self.unquoted(fragment) : fragment else { return }
    guard path != "~" else {
      candidates = [Completion((isQuoted ? "\"" : "") + "~/", "your home folder", ending: "")]
      return
    }
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (folder, name) = (String(path[..<slash]), path[slash...])
    let entries = FolderEntry.entries(of: folder.isEmpty ? "." : expandingHome(folder)) ?? []
    candidates =
      entries.filter { entry in
        entry.name.hasPrefix(name) && (!entry.name.hasPrefix(".") || name.hasPrefix("."))
          && (entry.isFolder || entry.name.hasSuffix(suffix)) && entry.name.isTypeable
      }
      .map { Self.completion($0, in: folder, isQuoted: isQuoted) }
  }

  private static func completion(
    _ entry: FolderEntry, in folder: String, isQuoted: Bool
  ) -> Completion {
    let path = folder + entry.name + (entry.isFolder ? "/" : "")
    let quoted = isQuoted || path.needsQuotes
    let text = quoted ? "\"" + path.escaped + (entry.isFolder ? "" : "\"") : path
    return Completion(text, entry.isFolder ? "folder" : "", ending: entry.isFolder ? "" : " ")
  }

  /// What an open string means so far; `nil` where it ends in half an escape or has a rare one.
  private static func unquoted(_ fragment: String) -> String? {
    var text = ""
    var isEscaped = false
    for character in fragment.dropFirst() {
      if isEscaped {
        guard "\"\\/".contains(character) else { return nil }
        text.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return isEscaped ? nil : text
  }
}

extension String {
  /// Whether the name has only characters that a person can type and see.
  fileprivate var isTypeable: Bool { visible == self && !contains("\t") }

  /// Whether the language would read something else than a path without quotes.
  var needsQuotes: Bool {
    contains { " ;}\"".contains($0) } || hasPrefix("#") || hasPrefix("--")
  }

  /// As it is typed where a word is wanted: in quotes if need be.
  var asWord: String { needsQuotes ? "\"\(escaped)\"" : self }

  /// As it stands in a string.
  fileprivate var escaped: String {
    replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}
