/// Values in rows under titled columns; a row may end early.
public struct Table: Equatable, Sendable {
  public enum Alignment: Equatable, Sendable {
    case left
    /// Flush right, numbers with their decimal points in one line.
    case right
  }

  public struct Column: Equatable, Sendable {
    public var title: String
    public var alignment: Alignment
    /// Stands behind the title: `rate [1/step]`.
    public var unit: String?

    public init(_ title: String, _ alignment: Alignment = .right, unit: String? = nil) {
      self.title = title
      self.alignment = alignment
      self.unit = unit
    }
  }

  public struct Cell: Equatable, Sendable {
    public var value: Datum
    /// A sign behind the value, such as `*`, that a sentence below the table explains.
    public var mark: String?

    public init(_ value: Datum, mark: String? = nil) {
      self.value = value
      self.mark = mark
    }
  }

  public var columns: [Column]
  public var rows: [[Cell]]

  public init(columns: [Column], rows: [[Cell]]) {
    self.columns = columns
    self.rows = rows
  }

  /// A table of values without marks.
  public init(columns: [Column], rows: [[Datum]]) {
    self.init(columns: columns, rows: rows.map { row in row.map { Cell($0) } })
  }
}
