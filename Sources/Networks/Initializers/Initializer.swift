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
  Normal.self,
  Uniform.self,
  Orthogonal.self,
  IdentityMatrix.self,
  Constant.self,
  Zeros.self,
]

extension Initializer {
  public var copies: Int { 2 }

  public var scaling: Scaling { Scaling() }

  public func check(_ shape: Shape) throws(DrawingError) {}

  /// Independent entries straight from the law; structured matrices bring their own method.
  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let law = law(for: shape)
    var elements: [Double] = []
    elements.reserveCapacity(shape.count)
    // A row at a time, so that a large draw can be interrupted.
    for row in 0..<shape.rows {
      try interruption.check()
      elements += law.entries(shape.columns, from: stream, at: row * shape.columns)
    }
    return Matrix(rows: shape.rows, columns: shape.columns, elements: elements)
  }
}
