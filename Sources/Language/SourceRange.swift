/// A stretch of a source text, as half-open UTF-8 offsets.
///
/// Offsets are bytes from the beginning of the whole text, also for a statement inside a block, so
/// that one number is enough to find the place again.
public struct SourceRange: Hashable, Sendable {
  public var lowerBound: Int
  public var upperBound: Int

  /// The bytes from `lowerBound` up to and without `upperBound`; a swapped pair is our own bug.
  public init(_ lowerBound: Int, _ upperBound: Int) {
    precondition(0 <= lowerBound && lowerBound <= upperBound, "a source range runs backwards")
    self.lowerBound = lowerBound
    self.upperBound = upperBound
  }

  /// The number of bytes.
  public var count: Int { upperBound - lowerBound }

  /// The smallest range that holds both, with whatever lies between them.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(lowerBound, other.lowerBound), max(upperBound, other.upperBound))
  }
}

/// A value together with the place it was read from.
public struct Located<Value> {
  public var value: Value
  public var range: SourceRange

  public init(_ value: Value, at range: SourceRange) {
    self.value = value
    self.range = range
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
