extension Matrix {
  /// The sets of indices that make up the irreducible diagonal blocks, once rows and columns are
  /// brought into a common order that leaves nothing below those blocks.
  ///
  /// They are the strongly connected components of the graph with an edge i → j where W_ij ≠ 0
  /// (Tarjan 1972), so the eigenvalues of the matrix are those of its blocks, exactly. A triangular
  /// matrix, in whatever order, has blocks of one index; a matrix without zeros is one block. Θ(n²).
  func irreducibleBlocks() -> [[Int]] {
    guard elements.contains(0) else { return rows == 0 ? [] : [Array(0..<rows)] }
    var search = ComponentSearch(self)
    for vertex in 0..<rows where search.number[vertex] == nil { search.explore(from: vertex) }
    return search.components
  }

  /// The entries whose row and column are both among `indices`.
  func block(_ indices: [Int]) -> Matrix {
    indices.count == rows
      ? self
      : Matrix(indices.count, indices.count) { elements[indices[$0] * columns + indices[$1]] }
  }

  /// A matrix whose products with diagonal matrices of any slopes grow as those of this one do in the
  /// end, but without the detours of a matrix that is far from normal.
  ///
  /// What couples one irreducible block to another is left out, for products of block-triangular
  /// matrices have the exponents of their diagonal blocks; and a tridiagonal block is replaced by its
  /// twin, whose D commutes with all slopes. Several matrices of n × n below each other, those of a
  /// cell's gates, are taken together: an entry of any of them couples. Θ(rows · n).
  public func withoutDetours() -> Matrix {
    guard elements.contains(0) || rows == columns && isTridiagonal else { return self }
    let count = columns
    let coupling = Matrix(count, count) { row, column in
      stride(from: row, to: rows, by: count).contains { self[$0, column] != 0 } ? 1 : 0
    }
    var result = Matrix(repeating: 0, rows: rows, columns: columns)
    for indices in coupling.irreducibleBlocks() {
      let twin = rows == columns ? block(indices).tridiagonalTwin : nil
      for (i, row) in indices.enumerated() {
        for (j, column) in indices.enumerated() {
          for gate in stride(from: 0, to: rows, by: count) {
            result[gate + row, column] = twin?[i, j] ?? self[gate + row, column]
          }
        }
      }
    }
    return result
  }
}

/// Tarjan's depth-first search, with a stack of its own instead of recursion.
private struct ComponentSearch {
  private struct Frame {
    let vertex: Int
    var nextColumn = 0
  }

  private let matrix: Matrix
  private(set) var number: [Int?]
  private(set) var components: [[Int]] = []
  private var low: [Int]
  private var isOpen: [Bool]
  private var open: [Int] = []
  private var count = 0

  init(_ matrix: Matrix) {
    self.matrix = matrix
    number = [Int?](repeating: nil, count: matrix.rows)
    low = [Int](repeating: 0, count: matrix.rows)
    isOpen = [Bool](repeating: false, count: matrix.rows)
  }

  mutating func explore(from root: Int) {
    var path = [enter(root)]
    while var frame = path.popLast() {
      if let next = advance(&frame) {
        path += [frame, enter(next)]
      } else {
        leave(frame.vertex, parent: path.last?.vertex)
      }
    }
  }

  private mutating func enter(_ vertex: Int) -> Frame {
    number[vertex] = count
    low[vertex] = count
    count += 1
    open.append(vertex)
    isOpen[vertex] = true
    return Frame(vertex: vertex)
  }

  /// The next vertex to visit from here; `nil` when all edges are done.
  private mutating func advance(_ frame: inout Frame) -> Int? {
    let start = frame.vertex * matrix.columns
    while frame.nextColumn < matrix.columns {
      let column = frame.nextColumn
      frame.nextColumn += 1
      guard matrix.elements[start + column] != 0 else { continue }
      guard let known = number[column] else { return column }
      if isOpen[column] { low[frame.vertex] = min(low[frame.vertex], known) }
    }
    return nil
  }

  /// Closes a component where the vertex is the first of one.
  private mutating func leave(_ vertex: Int, parent: Int?) {
    if let parent { low[parent] = min(low[parent], low[vertex]) }
    guard number[vertex] == low[vertex] else { return }
    var component: [Int] = []
    repeat {
      component.append(open.removeLast())
      isOpen[component[component.count - 1]] = false
    } while component.last != vertex
    components.append(component.sorted())
  }
}
