/// How many passes the loops of one statement have made, added up for each level of nesting.
///
/// It is carried by the workspace from one pass to the next, so that a loop inside others knows what
/// all of them have cost.
struct LoopCount: Equatable, Sendable {
  private var passes: [Int] = []
  /// How many loops are around what is carried out now.
  private(set) var level = 0

  /// The passes made at a level, that of the outermost loop being 0.
  func made(at level: Int) -> Int { level < passes.count ? passes[level] : 0 }

  /// Begins a loop inside those there are.
  mutating func enter() {
    if level == passes.count { passes.append(0) }
    level += 1
  }

  /// Counts a pass of the innermost loop; how many have been made at its level.
  mutating func pass() -> Int {
    passes[level - 1] += 1
    return passes[level - 1]
  }

  /// Takes over what the loops inside have made, from the workspace that a pass has left behind.
  ///
  /// Nothing is ever taken back, whatever workspace that is.
  mutating func take(_ inner: LoopCount) {
    for (level, made) in inner.passes.enumerated() {
      if level < passes.count {
        passes[level] = max(passes[level], made)
      } else {
        passes.append(made)
      }
    }
  }

  /// Ends the innermost loop; behind the outermost all is forgotten.
  mutating func leave() {
    level -= 1
    if level == 0 { passes = [] }
  }
}
