import LinearAlgebra

/// An endless, seekable sequence of random numbers, named after what is drawn from it.
///
/// Counter-based (Philox4x32-10, Salmon et al. 2011): element *i* is a function of the seed, the
/// stream's name, the number of the draw and *i* alone. So drawing Wxh does not change Whh, an
/// element of a batch does not depend on the batch's size, and undo has nothing to rewind but the
/// count of draws.
public struct RandomStream: Equatable, Sendable {
  public let seed: UInt64
  public let name: String
  public let draw: UInt32

  /// Opens draw number `draw` of the stream called `name`; for what comes in batches, `draw` is
  /// the number of the batch element.
  public init(seed: UInt64, name: String, draw: UInt32) {
    (self.seed, self.name, self.draw) = (seed, name, draw)
  }

  /// Standard normal numbers, the first of them at index `first`.
  ///
  /// O(count).
  public func normals(_ count: Int, from first: Int = 0) -> [Double] {
    RandomNumbers.normals(
      seed: seed, stream: number, draw: draw, first: UInt64(first), count: count)
  }

  /// Numbers uniform in the open interval (0, 1), the first of them at index `first`.
  ///
  /// O(count).
  public func uniforms(_ count: Int, from first: Int = 0) -> [Double] {
    RandomNumbers.uniforms(
      seed: seed, stream: number, draw: draw, first: UInt64(first), count: count)
  }

  /// The 32-bit FNV-1a hash of the name: stable for ever, and distinct for the names in use.
  private var number: UInt32 {
    name.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}
