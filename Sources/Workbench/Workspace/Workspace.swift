import LinearAlgebra
import Networks
import Stability

/// All that a session knows at one moment: a value, so that a copy is a state to go back to.
public struct Workspace: Sendable {
  public internal(set) var weights: [MatrixName: Weights] = [:]
  /// How many times each matrix has been drawn since the seed was set.
  public internal(set) var draws: [MatrixName: UInt32] = [:]
  /// How many times each matrix has been masked since then.
  public internal(set) var masks: [MatrixName: UInt32] = [:]
  public internal(set) var seed: UInt64
  /// The seed the session was started with, to which `reset` goes back.
  let firstSeed: UInt64
  /// The limits the session was started with, likewise.
  let firstLimits: Limits
  public internal(set) var cell: any Cell = Vanilla()
  /// The sizes that `model` has named.
  public internal(set) var declaredSizes: [MatrixName.Dimension: Int] = [:]
  public internal(set) var activation: any Activation = Tanh()
  public internal(set) var precision: Precision = .float32
  public internal(set) var input: InputSetting = .none
  /// What `let` has named.
  public internal(set) var variables: [String: Datum] = [:]
  public internal(set) var result: RunResult?
  /// What `compare` found last; it rests on no matrix of the workspace.
  public internal(set) var comparison: Comparison?
  /// What theory says, as it was last asked for; read through `prepared`, which brings it up to date.
  var theory: Theory?
  /// Why there is no result any more, as `Whh has changed`.
  public internal(set) var staleness: String?
  public internal(set) var measurements = Measurements()

  /// What statements may cost from here on.
  public internal(set) var limits: Limits
  /// How far the loops are that are being carried out; between statements there is none.
  var loops = LoopCount()

  /// Where what was used so far comes from, as cards have it.
  var sources: [String] = []

  /// What the present statement has found outside exact arithmetic, and what it is known to find
  /// because it was carried out before; both are empty between statements.
  var findings = Findings()
  var expected = Findings()
  /// The values that dotted names have in the present statement, where those are settled.
  var settled: [String: Double] = [:]

  public init(seed: UInt64 = 1, limits: Limits = .standard) {
    self.seed = seed
    self.limits = limits
    (firstSeed, firstLimits) = (seed, limits)
  }

  /// The matrices there are, in the order of the equations.
  var present: [(name: MatrixName, weights: Weights)] {
    matrixNames.compactMap { name in weights[name].map { (name, $0) } }
  }

  /// Drops the results, which rested on what has just changed.
  mutating func dropResults(because reason: String) {
    if !measurements.isEmpty { measurements = Measurements(staleness: reason) }
    guard result != nil else { return }
    result = nil
    staleness = reason
  }

  /// Takes a matrix away.
  mutating func remove(_ name: MatrixName) {
    for part in parts(of: name) { weights[part] = nil }
    if name.drivesStates { dropResults(because: "\(name.rawValue) is gone") }
  }
}
