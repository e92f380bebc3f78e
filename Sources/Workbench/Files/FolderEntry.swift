import Glibc

/// Something in a folder.
struct FolderEntry: Equatable {
  let name: String
  /// Whether it is a folder, or a link to one.
  let isFolder: Bool

  /// So many are looked at: more nobody chooses from.
  private static let most = 20_000

  /// What is in a folder, in no order; `nil` where it cannot be read.
  ///
  /// Names that are no UTF-8 are left out, because no text can hold them. O(entries).
  static func entries(of folder: String) -> [FolderEntry]? {
    guard let handle = opendir(folder) else { return nil }
    defer { closedir(handle) }
    var entries: [FolderEntry] = []
    while entries.count < most, let found = readdir(handle) {
      let name = withUnsafeBytes(of: &found.pointee.d_name) { bytes in
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let name, name != ".", name != ".." else { continue }
      entries.append(
        FolderEntry(name: name, isFolder: isFolder(Int(found.pointee.d_type), folder, name)))
    }
    return entries
  }

  private static func isFolder(_ type: Int, _ folder: String, _ name: String) -> Bool {
    if type == Int(DT_DIR) { return true }
    guard type == Int(DT_LNK) || type == Int(DT_UNKNOWN) else { return false }
    var status = stat()
    return stat("\(folder)/\(name)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
