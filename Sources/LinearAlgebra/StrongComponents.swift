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
