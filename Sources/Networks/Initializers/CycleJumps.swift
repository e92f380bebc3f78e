import LinearAlgebra

/// A ring with jumps: every `jumps`-th unit is also connected, both ways, to the one as far ahead.
///
/// The jumps begin at the first unit; the last leads back to it only where n is a multiple of their
/// size.
public struct CycleJumps: Rescalable {
  public var cycle = 0.5
  public var jump = 0.3
  public var size = 3
  public var scaling = Scaling()

  public static let card = Card<CycleJumps>(
    "cycle-jumps", "A ring with regular jumps that lead both ways.",
    source: "Rodan and Tiňo 2012",
    knobs: [
      .real("cycle", \.cycle, default: "0.5", "the weight to the next unit"),
      .real("jump", \.jump, default: "0.3", "the weight of a jump"),
      .whole("jumps", \.size, in: 2...Int.max, default: "3", "how far a jump leads"),
    ] + scalingKnobs())

  public init() {}

  public func check(_ shape: Shape) throws(DrawingError) {
    try shape.requireSquare()
    let n = shape.columns
    if n < 4 { throw .tooSmall(least: 4) }
    if size > n / 2 { throw .knob("jumps", allowed: describe(2...(n / 2))) }
  }

  public func law(for shape: Shape) -> Law {
    let n = shape.columns
    // Where one jump leads halfway round, the next is the same one back.
    let jumps = Double(2 * (2 * size == n ? 1 : n / size))
    return .structured(
      sum: Double(n) * cycle + jumps * jump,
      squares: Double(n) * cycle * cycle + jumps * jump * jump, shape,
      formula: "ring of \(literal(cycle)), jumps of \(literal(jump)) over \(size)")
  }

  public func unscaled(
    _ shape: Shape, from stream: RandomStream, _ interruption: Interruption
  ) throws(Interrupted) -> Matrix {
    let n = shape.columns
    return try .sparse(shape, interruption) { row in
      [((row + n - 1) % n, cycle)] + partners(of: row, n).map { ($0, jump) }
    }
  }

  /// The units at the other ends of a unit's jumps.
  private func partners(of unit: Int, _ n: Int) -> [Int] {
    guard unit % size == 0 else { return [] }
    if n % size == 0 { return [(unit + size) % n, (unit + n - size) % n] }
    return [unit - size, unit + size].filter { 0..<n ~= $0 }
  }
}
