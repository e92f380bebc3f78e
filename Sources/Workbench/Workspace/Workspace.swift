import LinearAlgebra
import Networks
import Stability

/// All that a session knows at one moment: a value, so that a copy is a state to go back to.
public struct Workspace: Sendable {
  public internal(set) var weights: [MatrixName: Weights] = [:]
  /// How many times each matrix has been drawn since the seed was set.
  public internal(set) var draws: [MatrixName: UInt32] = [:]
  public internal(set) var seed: UInt64
  /// The seed the session was started with, to which `reset` goes back.
  let firstSeed: UInt64
  public internal(set) var activation: any Activation = Tanh()
  public internal(set) var precision: Precision = .float32
  public internal(set) var input: InputSetting = .none
  /// What `let` has named.
  public internal(set) var variables: [String: Datum] = [:]
  public internal(set) var result: RunResult?
  /// Why there is no result any more, as `Whh has changed`.
  public internal(set) var staleness: String?

  public init(seed: UInt64 = 1) {
    self.seed = seed
    firstSeed = seed
  }

  /// The matrices there are, in the order of the equations.
  var present: [(name: MatrixName, weights: Weights)] {
    MatrixName.allCases.compactMap { name in weights[name].map { (name, $0) } }
  }

  /// Drops the results, which rested on what has just changed.
  mutating func dropResults(because reason: String) {
    guard result != nil else { return }
    result = nil
    staleness = reason
  }

  /// Puts a matrix in its place; entries are rounded to the session's precision.
  mutating func place(_ matrix: Matrix, as name: MatrixName, _ origin: Weights.Origin) {
    weights[name] = Weights(matrix.rounded(to: precision), origin)
    if name.drivesStates { dropResults(because: "\(name.rawValue) has changed") }
  }

  /// Takes a matrix away.
  mutating func remove(_ name: MatrixName) {
    weights[name] = nil
    if name.drivesStates { dropResults(because: "\(name.rawValue) is gone") }
  }

  /// The network that the matrices make, when there is a Whh.
  var network: Network? {
    guard let recurrent = weights[.recurrent] else { return nil }
    return Network(
      recurrent: recurrent.matrix, input: input.isNone ? nil : weights[.input]?.matrix,
      bias: weights[.hiddenBias]?.matrix, activation: activation, precision: precision)
  }
}
