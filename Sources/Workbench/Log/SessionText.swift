/// A session as text: a header, and each statement with its prose and what it answered.
///
/// The text is a script that runs as it is. Loading it and writing it again gives the same text.
struct SessionText {
  /// How wide lines of recorded answers are.
  private static let width = 100

  let text: String

  /// The statements of a log that hold.
  init(_ chapter: Chapter) {
    var lines = [SessionHeader(seed: chapter.seed).text]
    if chapter.held.first?.statement.prose.first != "" { lines.append("") }
    for entry in chapter.held {
      let statement = entry.statement
      lines += statement.prose
      lines.append(statement.text + (statement.remark.isEmpty ? "" : "  " + statement.remark))
      lines += Self.record(entry.answers)
    }
    text = (lines + chapter.prose).joined(separator: "\n") + "\n"
  }

  /// Lines of recorded answers, as many on each as fit.
  private static func record(_ answers: [Answer]) -> [String] {
    var lines: [String] = []
    for pair in answers.map({ "\($0.key)=\($0.text)" }) {
      if let last = lines.last, last.count + pair.count < width {
        lines[lines.count - 1] = last + " " + pair
      } else {
        lines.append(ScriptReader.mark + " " + pair)
      }
    }
    return lines
  }
}
