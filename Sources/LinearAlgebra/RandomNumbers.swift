import Kernels

/// Random numbers as a function of where they stand: of a seed, a stream, a draw and an index.
///
/// Philox4x32-10 (Salmon et al. 2011): no state, so any part of a stream can be made in any order.
/// How words become numbers is defined in Kernels.h and never changes.
public enum RandomNumbers {
  /// Elements first ..< first + count, uniform in the open interval (0, 1); Θ(count).
  public static func uniforms(
    seed: UInt64, stream: UInt32, draw: UInt32, first: UInt64, count: Int
  ) -> [Double] {
    filled(count) { whh_uniforms(seed, stream, draw, first, count, $0) }
  }

  /// The same elements as standard normal numbers: the normal quantiles of the uniform ones;
  /// Θ(count).
  public static func normals(
    seed: UInt64, stream: UInt32, draw: UInt32, first: UInt64, count: Int
  ) -> [Double] {
    filled(count) { whh_normals(seed, stream, draw, first, count, $0) }
  }

  private static func filled(
    _ count: Int, _ fill: (UnsafeMutablePointer<Double>) -> Void
  ) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      if let start = buffer.baseAddress { fill(start) }
      initializedCount = count
    }
  }
}
