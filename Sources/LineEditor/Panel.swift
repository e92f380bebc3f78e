/// The candidates at the cursor, listed below the text a page at a time.
package struct Panel: Equatable, Sendable {
  private let candidates: [Candidate]
  private var first = 0
  private let ellipsis: String

  package init(_ candidates: [Candidate], isASCII: Bool) {
    self.candidates = candidates
    ellipsis = isASCII ? "..." : "…"
  }

  /// Goes on to the next page, and from the last to the first.
  package mutating func turn(width: Int, rows: Int) {
    let shown = page(width: width, rows: rows).shown
    first = first + shown < candidates.count ? first + shown : 0
  }

  /// The lines to show, at most so many, and how many candidates they hold; O(candidates).
  package func page(width: Int, rows: Int) -> (lines: [String], shown: Int) {
    let rest = candidates[first...]
    guard rows > 0 else { return ([], rest.count) }
    let isDescribed = rest.contains { !$0.description.isEmpty }
    let columns = isDescribed ? 1 : max(1, width / (widest(rest) + 2))
    let isWhole = candidates.count <= rows * columns
    let room = isWhole || rows == 1 ? rows : rows - 1
    let shown = min(rest.count, room * columns)
    let page = rest.prefix(shown)
    var lines = isDescribed ? described(page) : inColumns(page, count: columns, room: room)
    if !isWhole, rows > 1 { lines.append(remark(shown: shown)) }
    return (lines, shown)
  }

  private func remark(shown: Int) -> String {
    let left = candidates.count - first - shown
    return left > 0 ? "\(ellipsis) \(left) more: Tab" : "the last of \(candidates.count): Tab"
  }

  private func described(_ page: ArraySlice<Candidate>) -> [String] {
    let width = widest(page)
    return page.map { candidate in
      candidate.description.isEmpty
        ? candidate.text : padded(candidate.text, to: width) + "  " + candidate.description
    }
  }

  /// Down the columns, as people read lists.
  private func inColumns(
    _ page: ArraySlice<Candidate>, count: Int, room: Int
  ) -> [String] {
    let width = widest(page)
    let height = min(room, (page.count + count - 1) / count)
    return (0..<height).map { row in
      stride(from: page.startIndex + row, to: page.endIndex, by: height)
        .map { padded(page[$0].text, to: width) }.joined(separator: "  ")
    }
  }

  private func widest(_ candidates: ArraySlice<Candidate>) -> Int {
    candidates.map { width(of: $0.text) }.max() ?? 0
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - self.width(of: text)))
  }

  private func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + Picture.width(of: $1) }
  }
}
