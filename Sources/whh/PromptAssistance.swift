import Language
import LineEditor
import Workbench

/// What the prompt tells of a statement while it is typed.
extension Program {
  /// How the prompt looks.
  var editorStyle: EditorStyle {
    EditorStyle(isColored: text.color, isASCII: manner.ascii)
  }

  /// What the line editor asks, answered for the session as it is now.
  var assistance: Assistance {
    let session = session
    var assistance = Assistance()
    assistance.isComplete = { !session.catalogue.isIncomplete($0) }
    assistance.edited = { try? Asking.edited($0) }
    return assistance
  }
}
