/// The lines of a table.
///
/// Text columns are narrowed by wrapping as far as they can be read; what still does not fit beside
/// the others folds into further panels, each with the first column again.
struct TableLayout {
  let lines: [String]

  private static let gap = 2
  /// Text is not wrapped narrower than this.
  private static let leastTextWidth = 16

  init(_ table: Table, on page: TextRenderer) {
    var columns = table.columns.indices.map { LaidOutColumn(table, $0, on: page) }
    Self.narrow(&columns, to: page.width)
    let panels = Self.panels(columns, width: page.width)
    lines = Array(panels.map { Self.lines(of: $0, on: page) }.joined(separator: [""]))
  }

  /// Wraps the widest text columns until the row fits or none can give way any more.
  private static func narrow(_ columns: inout [LaidOutColumn], to width: Int) {
    let byWidth = columns.indices.filter { columns[$0].alignment == .left }
      .sorted { columns[$0].width > columns[$1].width }
    for index in byWidth {
      let excess = total(columns) - width
      guard excess > 0, columns[index].width > leastTextWidth else { return }
      columns[index].wrap(to: max(columns[index].width - excess, leastTextWidth))
    }
  }

  private static func total(_ columns: [LaidOutColumn]) -> Int {
    columns.reduce(0) { $0 + $1.width } + gap * max(columns.count - 1, 0)
  }

  private static func panels(_ columns: [LaidOutColumn], width: Int) -> [[LaidOutColumn]] {
    guard let first = columns.first else { return [] }
    var panels = [[first]]
    for column in columns.dropFirst() {
      let panel = panels[panels.count - 1]
      if panel.count > 1, total(panel + [column]) > width { panels.append([first]) }
      panels[panels.count - 1].append(column)
    }
    return panels
  }

  private static func lines(of panel: [LaidOutColumn], on page: TextRenderer) -> [String] {
    let titles = row(panel.map(\.title), panel).map { page.painted($0, .bold) }
    let rule = String(repeating: page.ascii ? "-" : "─", count: total(panel))
    let rows = (panel.first?.cells.indices ?? 0..<0).flatMap { index in
      row(panel.map { $0.cells[index] }, panel)
    }
    return titles + [rule] + rows
  }

  /// The lines of one row; cells of fewer lines are blank below.
  private static func row(_ cells: [[String]], _ panel: [LaidOutColumn]) -> [String] {
    (0..<(cells.map(\.count).max() ?? 0)).map { line in
      zip(cells, panel).map { cell, column in
        (line < cell.count ? cell[line] : "").padded(to: column.width, column.alignment)
      }.joined(separator: blanks(gap)).withoutTrailingBlanks
    }
  }
}

/// A column whose cells are text: each is a list of lines.
private struct LaidOutColumn {
  let alignment: Table.Alignment
  private(set) var title: [String]
  private(set) var cells: [[String]]

  init(_ table: Table, _ index: Int, on page: TextRenderer) {
    let column = table.columns[index]
    alignment = column.alignment
    title = [page.spelled(column.title + (column.unit.map { " [\($0)]" } ?? ""))]
    let values = table.rows.map { row in
      let cell = index < row.count ? row[index] : Table.Cell(.text(""))
      return ShownValue(cell.value, suffix: cell.mark ?? "", on: page)
    }
    cells =
      switch alignment {
      case .left: values.map { [$0.text + $0.suffix] }
      case .right: alignedAtPoint(values, others: .right).map { [$0] }
      }
  }

  var width: Int { ([title] + cells).joined().map(\.displayWidth).max() ?? 0 }

  mutating func wrap(to width: Int) {
    title = title.flatMap { wrapped($0, width: width) }
    cells = cells.map { $0.flatMap { wrapped($0, width: width) } }
  }
}
