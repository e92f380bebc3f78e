/// A diagnostic as people read it: what is wrong, the line, a caret under the culprit, the hint.
///
/// ```
/// error[E202]: there is no scheme 'xaiver'
///   init Whh xaiver 512
///            ^^^^^^
///   did you mean 'xavier'?
/// ```
/// Of a source of several lines only the one where the range begins is shown, and the underline
/// ends with it; of a very long line only what is around the range. No line end at the end.
public func rendered(_ diagnostic: Diagnostic, in source: Source) -> String {
  let excerpt = Excerpt(of: diagnostic.range, in: source)
  var lines = [head(of: diagnostic, in: source)]
  if !excerpt.text.isEmpty { lines += ["  " + excerpt.text, "  " + excerpt.underline] }
  if let hint = diagnostic.hint { lines.append("  " + visible(hint)) }
  return lines.joined(separator: "\n")
}

private func head(of diagnostic: Diagnostic, in source: Source) -> String {
  let (line, column) = source.position(of: diagnostic.range.lowerBound)
  let place = source.name.map { "\(visible($0)):\(line):\(column): " } ?? ""
  return "\(place)error[\(diagnostic.code.rawValue)]: \(visible(diagnostic.message))"
}

/// A line, or a piece of it, with the carets that belong under it.
private struct Excerpt {
  var text = ""
  var underline = ""

  /// How many scalars are shown of a long line before the range, and from its beginning on.
  private static let before = 40
  private static let behind = 120

  init(of range: SourceRange, in source: Source) {
    let line = source.line(at: range.lowerBound)
    let lower = min(max(range.lowerBound, line.lowerBound), line.upperBound)
    let upper = min(max(range.upperBound, lower), line.upperBound)
    let head = source.scalars(SourceRange(line.lowerBound, lower))
    let culprit = source.scalars(SourceRange(lower, upper))
    let tail = source.scalars(SourceRange(upper, line.upperBound))

    let isCut = head.count + culprit.count + tail.count > Self.before + Self.behind
    let room = isCut ? Self.behind : culprit.count + tail.count
    if isCut, head.count > Self.before { append("…", mark: " ") }
    for scalar in isCut ? head.suffix(Self.before) : head[...] { append(scalar, mark: " ") }
    for scalar in culprit.prefix(room) { append(scalar, mark: "^") }
    for scalar in tail.prefix(max(room - culprit.count, 0)) { append(scalar, mark: nil) }
    if culprit.count + tail.count > room { text += "…" }
    if culprit.isEmpty { underline += "^" }
  }

  /// Adds a scalar with a mark under each of its cells; a tab in front of the range stays a tab.
  private mutating func append(_ scalar: Unicode.Scalar, mark: Character?) {
    let shown = visible(String(scalar))
    text += shown
    guard let mark else { return }
    underline +=
      scalar == "\t" && mark == " " ? "\t" : String(repeating: mark, count: displayWidth(shown))
  }
}
