import Language
import LineEditor
import Workbench

/// What the prompt tells of a statement while it is typed.
extension Program {
  /// How long a preview may take: the keys wait for it.
  private static let patience = Duration.milliseconds(10)

  /// How the prompt looks.
  var editorStyle: EditorStyle {
    EditorStyle(isColored: text.color, isASCII: manner.ascii)
  }

  /// What the line editor asks, answered for the session as it is now.
  var assistance: Assistance {
    let session = session
    var assistance = Assistance()
    assistance.isComplete = { !session.catalogue.isIncomplete($0) }
    assistance.indentation = { session.indentation(after: $0) }
    assistance.candidates = { text, cursor in
      let found = session.completions(in: text, at: cursor)
      return Candidates(
        found.candidates.map { Candidate($0.text, $0.description, ending: $0.ending) },
        replacing: found.range)
    }
    assistance.suggestion = { session.suggestion(after: $0) }
    assistance.preview = { session.preview(of: $0, within: Self.patience) }
    assistance.pasted = { session.inputs(ofTranscript: $0) ?? $0 }
    assistance.edited = { try? Asking.edited($0) }
    return assistance
  }
}
