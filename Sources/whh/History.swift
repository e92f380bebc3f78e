import LineEditor
import Workbench

extension HistoryFile {
  /// The file of this user; nil when there is no home, or none is wanted.
  static var standard: HistoryFile? { standard(in: StateFolder.path) }
}
