/// The size of a weight matrix that maps `columns` inputs to `rows` outputs.
public struct Shape: Hashable, Sendable {
  public let rows: Int
  public let columns: Int

  public init(_ rows: Int, _ columns: Int) {
    (self.rows, self.columns) = (rows, columns)
  }

  /// How many inputs feed each output: the columns.
  public var fanIn: Int { columns }

  /// How many outputs each input feeds: the rows.
  public var fanOut: Int { rows }

  public var count: Int { rows * columns }
}
