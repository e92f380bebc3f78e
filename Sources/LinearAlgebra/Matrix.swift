/// A matrix of float64 numbers, stored by rows.
public struct Matrix: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Entry (row, column) is at index row · columns + column.
  public private(set) var elements: [Double]

  /// Takes entries that are stored by rows; O(1).
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(rows >= 0 && columns >= 0, "sizes are not negative")
    precondition(elements.count == rows * columns, "there is one element for each entry")
    (self.rows, self.columns, self.elements) = (rows, columns, elements)
  }

  /// Computes each entry from its row and column, counted from 0; Θ(rows · columns).
  public init(_ rows: Int, _ columns: Int, _ entry: (Int, Int) -> Double) {
    var elements: [Double] = []
    elements.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { elements.append(entry(row, column)) }
    }
    self.init(rows: rows, columns: columns, elements: elements)
  }

  /// The same number everywhere.
  public init(repeating value: Double, rows: Int, columns: Int) {
    self.init(
      rows: rows, columns: columns, elements: [Double](repeating: value, count: rows * columns))
  }

  /// Ones on the diagonal, zeros elsewhere.
  public static func identity(_ size: Int) -> Matrix {
    Matrix(size, size) { $0 == $1 ? 1 : 0 }
  }

  /// The entry in a row and column, counted from 0.
  public subscript(row: Int, column: Int) -> Double {
    get { elements[index(row, column)] }
    set { elements[index(row, column)] = newValue }
  }

  /// The entries of a row; O(1).
  public func row(_ row: Int) -> ArraySlice<Double> {
    precondition(0..<rows ~= row, "the row is in the matrix")
    return elements[row * columns..<(row + 1) * columns]
  }

  private func index(_ row: Int, _ column: Int) -> Int {
    precondition(0..<rows ~= row && 0..<columns ~= column, "the entry is in the matrix")
    return row * columns + column
  }
}

extension Matrix {
  public var transposed: Matrix {
    Matrix(columns, rows) { elements[$1 * columns + $0] }
  }

  /// Applies a function to each entry; Θ(rows · columns).
  public func map(_ transform: (Double) -> Double) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: elements.map(transform))
  }

  /// Each entry rounded to the nearest number of a format; Θ(rows · columns).
  public func rounded(to precision: Precision) -> Matrix {
    precision == .float64 ? self : map { precision.rounding($0) }
  }

  public var isSquare: Bool { rows == columns }

  /// Whether no entry is infinite or nan; Θ(rows · columns).
  public var isFinite: Bool { largestMagnitude.isFinite }

  public var isIdentity: Bool { isSquare && self == .identity(rows) }

  /// Whether every entry below the diagonal is zero; the matrix need not be square.
  public var isUpperTriangular: Bool {
    (0..<rows).allSatisfy { row in
      (0..<min(row, columns)).allSatisfy { elements[row * columns + $0] == 0 }
    }
  }

  /// Whether every entry above the diagonal is zero; the matrix need not be square.
  public var isLowerTriangular: Bool {
    (0..<rows).allSatisfy { row in
      (min(row + 1, columns)..<columns).allSatisfy { elements[row * columns + $0] == 0 }
    }
  }

  public var isDiagonal: Bool { isUpperTriangular && isLowerTriangular }

  /// The entries (i, i), as many as there are; O(min(rows, columns)).
  public var diagonal: [Double] {
    (0..<min(rows, columns)).map { elements[$0 * columns + $0] }
  }
}
