import Language
import Networks

/// What is known of a size shared by several matrices, and who says so.
struct KnownSize: Equatable {
  let value: Int
  /// `Whh is 512 × 512`, for an error that names both sides.
  let witness: String
}

extension Workspace {
  /// The value of a dimension according to the matrices other than `name`, and to the input.
  func size(of dimension: MatrixName.Dimension, apartFrom name: MatrixName? = nil) -> KnownSize? {
    if dimension == .one { return KnownSize(value: 1, witness: "a bias has one column") }
    if dimension == .inputs, let (value, witness) = input.size {
      return KnownSize(value: value, witness: witness)
    }
    for (other, weights) in present where name.map({ !parts(of: $0).contains(other) }) ?? true {
      let witness = "\(other.rawValue) is \(weights.shape.text)"
      if other.rows == dimension { return KnownSize(value: weights.shape.rows, witness: witness) }
      if other.columns == dimension {
        return KnownSize(value: weights.shape.columns, witness: witness)
      }
    }
    return declaredSizes[dimension].map {
      KnownSize(value: $0, witness: "the model has \($0) \(dimension.noun)")
    }
  }

  /// The shape of `name` when nothing is said: as its neighbours and the input demand, else as it
  /// is now.
  func impliedShape(of name: MatrixName) -> Shape? {
    if let rows = size(of: name.rows, apartFrom: name)?.value,
      let columns = size(of: name.columns, apartFrom: name)?.value
    {
      return Shape(rows, columns)
    }
    return parts(of: name).lazy.compactMap { weights[$0]?.shape }.first
  }

  /// Throws where a matrix of this shape would not fit its neighbours or the input.
  func check(_ shape: Shape, of name: MatrixName, at range: SourceRange) throws(Diagnostic) {
    if name.isRecurrent, shape.rows != shape.columns {
      throw Diagnostic(
        .notSquare, "\(name.rawValue) is square, and \(shape.text) is not", at: range,
        hint: "one size is enough: init \(name.rawValue) xavier \(shape.rows)")
    }
    for (dimension, value) in [(name.rows, shape.rows), (name.columns, shape.columns)] {
      guard let known = size(of: dimension, apartFrom: name), known.value != value else {
        continue
      }
      throw Diagnostic(
        .sizesDisagree,
        "\(name.rawValue) would be \(shape.text), but \(known.witness): "
          + "they share \(dimension.rawValue)",
        at: range, hint: "use \(known.value), or clear the other one first")
    }
  }
}

extension MatrixName.Dimension {
  /// What there are so many of.
  fileprivate var noun: String {
    switch self {
    case .hidden: "units"
    case .inputs: "inputs"
    case .outputs: "outputs"
    case .one: "columns"
    }
  }
}

extension Workspace {
  /// Throws where a matrix of this shape, with the blocks of all its gates, would not fit.
  func checkWhole(_ shape: Shape, of name: MatrixName, at range: SourceRange) throws(Diagnostic) {
    let parts = parts(of: name)
    guard shape.rows % parts.count == 0 else {
      throw Diagnostic(
        .sizesDisagree,
        "\(name.rawValue) would have \(shape.rows) rows, which \(parts.count) gates cannot share",
        at: range, hint: "the gates are \(cell.gates.joined(separator: " ")), each with n rows")
    }
    try check(Shape(shape.rows / parts.count, shape.columns), of: parts[0], at: range)
  }
}

extension Workspace {
  /// The workspace without the matrices of another hidden size, before everything is drawn anew: nothing
  /// remains to disagree with.
  func cleared(forHiddenSize hidden: Int) -> Workspace {
    var cleared = self
    if hidden != size(of: .hidden)?.value {
      for (name, _) in present where name.usesHiddenSize { cleared.remove(name) }
    }
    if hidden != declaredSizes[.hidden] { cleared.declaredSizes[.hidden] = nil }
    return cleared
  }

  /// The shape of a matrix, or of the block of one gate, with so many units; `nil` where another size
  /// is not known.
  func shape(of name: MatrixName, hidden: Int) -> Shape? {
    let sizes = [name.rows, name.columns].map { dimension in
      dimension == .hidden ? hidden : size(of: dimension)?.value
    }
    guard let rows = sizes[0], let columns = sizes[1] else { return nil }
    return Shape(rows, columns)
  }
}
