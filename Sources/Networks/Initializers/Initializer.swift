import LinearAlgebra

/// A way to draw a weight matrix: a value with knobs, known to the shell by its card.
public protocol Initializer: Sendable {
  static var card: Card<Self> { get }

  /// The initialiser with every knob at its default.
  init()

  /// What the entries of a matrix of this shape are distributed like.
  func law(for shape: Shape) -> Law

  /// How many matrices of the size that is drawn are in memory at once, the rounded one included.
  var copies: Int { get }

  /// How the drawn matrix is brought to a spectrum; most are left as they are.
  var scaling: Scaling { get }

  /// Throws where no matrix of this shape can be drawn.
  func check(_ shape: Shape) throws(DrawingError)

  /// Draws the matrix as it is before any scaling: exact tier. `draw` is what others call.
  ///
  /// The shape has passed `check`. Θ(rows · columns) unless the scheme says otherwise.
  func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix
}

/// Every initialiser the shell knows; a new one adds its own file and one line here.
public let initializers: [any Initializer.Type] = [
  Xavier.self,
  Glorot.self,
  LeCun.self,
  He.self,
  FanScaling.self,
  TorchLinear.self,
  TorchRNN.self,
  Normal.self,
  Uniform.self,
  Truncated.self,
  MeanShifted.self,
  HeavyTailed.self,
  ZeroDiagonal.self,
  Wigner.self,
  Dale.self,
  Orthogonal.self,
  LSUV.self,
  Henaff.self,
  Cayley.self,
  BlockRotation.self,
  LRU.self,
  Permutation.self,
  IdentityMatrix.self,
  IRNN.self,
  PositiveRNN.self,
  Diagonal.self,
  IndRNN.self,
  Reservoir.self,
  FastSpectral.self,
  Martens.self,
  Sparse.self,
  SmallWorld.self,
  Cluster.self,
  Band.self,
  Toeplitz.self,
  LowerTriangular.self,
  Ring.self,
  CycleJumps.self,
  DoubleCycle.self,
  Line.self,
  DelayFeedback.self,
  Chain.self,
  FeedbackChain.self,
  Constant.self,
  Zeros.self,
  Ones.self,
]

/// The initialiser of that name or synonym, with its knobs as that name sets them.
///
/// Other capitals, and other or no separators, are understood: `KaimingUniform` and `kaiming_uniform`
/// are `kaiming_uniform_`.
public func initializer(named name: String) -> (any Initializer)? {
  let folded = folded(name)
  let matches: [(String) -> Bool] = [{ $0 == name }, { Networks.folded($0) == folded }]
  for isMeant in matches {
    for type in initializers {
      if let made = type.make(where: isMeant) { return made }
    }
  }
  return nil
}

/// A spelling without capitals and separators.
public func folded(_ name: String) -> String {
  name.lowercased().filter { $0 != "_" && $0 != "-" }
}

extension Initializer {
  /// The initialiser under the first of its names that is meant.
  fileprivate static func make(where isMeant: (String) -> Bool) -> Self? {
    var made = Self()
    if isMeant(card.name) { return made }
    guard let synonym = card.synonyms.first(where: { isMeant($0.name) }) else { return nil }
    synonym.adjust(&made)
    return made
  }

  public var copies: Int { 2 }

  public var scaling: Scaling { Scaling() }

  public func check(_ shape: Shape) throws(DrawingError) {}

  /// Independent entries straight from the law; structured matrices bring their own method.
  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    try independentEntries(shape, from: stream, interruption)
  }

  /// Independent entries straight from the law.
  func independentEntries(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let law = law(for: shape)
    return try .rows(shape, interruption) { row in
      law.entries(shape.columns, from: stream, at: row * shape.columns)
    }
  }
}
