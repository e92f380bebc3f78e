import Language
import Workbench

extension Program {
  /// Replays session files one after the other and sums up; the exit status.
  mutating func replay(_ options: ReplayOptions) -> Int32 {
    var agreeing = 0
    var differing = 0
    for file in options.files where !isStopped {
      switch replay(file, options) {
      case nil: agreeing += 1
      case .recordDiffers: differing += 1
      case _: break
      }
    }
    if options.files.count > 1 { sumUp(options, agreeing, differing) }
    return ending
  }

  /// Replays one file; the code of what went wrong with it.
  private mutating func replay(_ file: String, _ options: ReplayOptions) -> ErrorCode? {
    let source = Source(options.statement(for: file))
    let (output, text) = (options.manner, text)
    let progressLine = progressLine
    let audience = Session.Audience(tell: teller) { reply in
      progressLine.erase()
      if output.json { Output.standard.write(reply.json(in: source) + "\n") }
      switch reply.outcome {
      case .success(let report):
        if !output.json { Output.standard.write(text.render(report)) }
      case .failure(let diagnostic):
        // The statement is ours, not the user's: it is not shown.
        let hint = diagnostic.hint.map { "  \(visible($0))\n" } ?? ""
        Output.errors.write(
          "error[\(diagnostic.code.rawValue)]: \(visible(diagnostic.message))\n\(hint)")
      }
    }
    let failure = session.submit(source, to: audience).first
    if let failure, status == 0 { status = Self.status(of: failure) }
    return failure?.code
  }

  private func sumUp(_ options: ReplayOptions, _ agreeing: Int, _ differing: Int) {
    let count = options.files.count
    let rest = count - agreeing - differing
    if options.manner.json {
      Output.standard.write(
        "{\"files\":\(count),\"passed\":\(agreeing),\"differ\":\(differing),\"failed\":\(rest)}\n")
    } else {
      let word = options.check ? "agree" : "went through"
      Output.standard.write(
        "\(count) sessions: \(agreeing) \(word)"
          + (differing > 0 ? ", \(differing) differ" : "")
          + (rest > 0 ? ", \(rest) could not be carried out" : "") + "\n")
    }
  }
}
