import Language
import LinearAlgebra
import Networks

// A cell with gates has a matrix for each of them: Whh.i, Whh.f and so on. Each is drawn, measured and
// kept by itself; one below the other, in the order of the gates, they are the Whh that runs.

extension Workspace {
  /// The matrices that a name stands for: itself, or those of the gates it covers.
  func parts(of name: MatrixName) -> [MatrixName] {
    guard cell.hasGates, name.hasGates, name.gate == nil else { return [name] }
    return cell.gates.map { name.ofGate($0) }
  }

  /// Every name a matrix of this model can have, in the order of the equations.
  var matrixNames: [MatrixName] { MatrixName.allCases.flatMap(parts) }

  /// Throws for a gate that the model does not have.
  func checkGate(of name: MatrixName, at range: SourceRange) throws(Diagnostic) {
    guard let gate = name.gate, !cell.gates.contains(gate) else { return }
    throw Diagnostic(
      .unknownMatrix, "the model is \(cell.name), which has no gate '\(gate)'", at: range,
      hint: cell.hasGates
        ? "it has " + cell.gates.map { name.ofGate($0).rawValue }.joined(separator: ", ")
        : "write \(name.whole.rawValue), or choose a model with gates: model lstm")
  }

  /// The complaint about a spectrum of all gates together; `example` asks for that of one.
  func spectraAreOfGates(
    _ name: MatrixName, at range: SourceRange, example: (String) -> String
  ) -> Diagnostic {
    Diagnostic(
      .notSquare, "\(name.rawValue) has gates, each with a spectrum of its own", at: range,
      hint: parts(of: name).map { example($0.rawValue) }.joined(separator: ", "))
  }

  /// A matrix as it runs: of a cell with gates all blocks, one below the other.
  ///
  /// A bias may have some of them only, and zeros for others; the matrices need all.
  func assembled(_ name: MatrixName) -> Matrix? {
    let parts = parts(of: name)
    guard parts.count > 1 else { return weights[name]?.matrix }
    let blocks = parts.map { weights[$0]?.matrix }
    guard let known = blocks.compactMap(\.self).first else { return nil }
    guard name.isBias || !blocks.contains(nil) else { return nil }
    let zeros = Matrix(repeating: 0, rows: known.rows, columns: known.columns)
    return Matrix(
      rows: parts.count * known.rows, columns: known.columns,
      elements: blocks.flatMap { ($0 ?? zeros).elements })
  }

  /// A matrix that has to be there; of a cell with gates, all of them one below the other.
  func weights(_ name: MatrixName, at range: SourceRange) throws(Diagnostic) -> Weights {
    try checkGate(of: name, at: range)
    if let weights = weights[name] { return weights }
    let missing = parts(of: name).first { weights[$0] == nil }
    if missing == nil, let matrix = assembled(name) { return Weights(matrix, .gates) }
    let size = name.isRecurrent && size(of: .hidden) == nil ? " 512" : ""
    let absent = missing ?? name
    throw Diagnostic(
      .noNetwork, "there is no \(absent.rawValue) yet", at: range,
      hint: "draw it: init \(name.rawValue) \(name.isBias ? "zeros" : "xavier")\(size)")
  }

  /// The workspace with a matrix put in place; the blocks of a whole one go to their gates.
  ///
  /// Entries are rounded to the session's precision; `initializer` is what drew them.
  mutating func place(
    _ matrix: Matrix, as name: MatrixName, _ origin: Weights.Origin,
    drawnBy initializer: (any Initializer)? = nil
  ) {
    if let initializer { cite(initializer) }
    let parts = parts(of: name)
    let rows = matrix.rows / parts.count
    let rounded = matrix.rounded(to: precision)
    for (index, part) in parts.enumerated() {
      let first = index * rows * matrix.columns
      weights[part] = Weights(
        Matrix(
          rows: rows, columns: matrix.columns,
          elements: Array(rounded.elements[first..<first + rows * matrix.columns])), origin,
        initializer)
    }
    if name.drivesStates { dropResults(because: "\(name.rawValue) has changed") }
  }

  /// The network that the matrices make, when there is a Whh.
  var network: Network? {
    guard let recurrent = assembled(.recurrent) else { return nil }
    var network = Network(
      cell, recurrent: recurrent, activation: activation, precision: precision)
    network.input = input.isNone ? nil : assembled(.input)
    network.bias = assembled(.hiddenBias)
    network.inputBias = assembled(.inputBias)
    return network
  }
}
