import LinearAlgebra
import Networks

/// The mean field of a vanilla network h_t = φ(W h_{t−1} + b + input) in the limit n → ∞.
///
/// A unit then sees a sum of very many small parts, z ~ N(μ, q), and what is left of the network is the
/// map of (μ, q) in one step (Sompolinsky, Crisanti and Sommers 1988; Poole et al. 2016; Schoenholz et
/// al. 2017):
///
///     μ ← n E[W_ij] · E φ(z) + E b + E input,    q ← g² E φ(z)² + Var b + Var input.
///
/// It holds for independent entries of finite variance and for orthogonal W, whose entries are as good
/// as independent here. The mean of W is an eigenvalue of its own, the outlier n E[W_ij], beside the
/// bulk of radius g.
public struct MeanField: Sendable {
  public let activation: any Activation
  /// g = σ√n, the radius of the bulk of W's eigenvalues.
  public var gain: Double
  /// n E[W_ij], the eigenvalue outside the bulk.
  public var outlier = 0.0
  /// Whether W is g times an orthogonal matrix, not one of independent entries.
  public var isOrthogonal = false
  /// Mean and variance over the units of what does not change with time.
  public var bias = Gaussian(variance: 0)
  /// Mean and variance of what the input adds to a pre-activation; independent from step to step.
  public var input = Gaussian(variance: 0)

  public init(_ activation: any Activation, gain: Double) {
    (self.activation, self.gain) = (activation, gain)
  }

  /// The same network without its input.
  public var undriven: MeanField {
    var field = self
    field.input = Gaussian(variance: 0)
    return field
  }

  /// The variance of z that does not come from W.
  var noise: Double { bias.variance + input.variance }

  /// The mean of z that does not come from W.
  var offset: Double { bias.mean + input.mean }

  /// The moments of h = φ(z).
  public func hidden(at z: Gaussian) -> HiddenMoments {
    HiddenMoments(
      mean: activation.average(.value, over: z), meanSquare: activation.average(.square, over: z))
  }

  /// The distribution of the next pre-activations.
  public func preactivation(after hidden: HiddenMoments) -> Gaussian {
    // Without an outlier the mean is not looked at: it may be infinite.
    let drift = outlier == 0 ? 0 : outlier * hidden.mean
    return Gaussian(mean: drift + offset, variance: gain * gain * hidden.meanSquare + noise)
  }

  /// χ at one distribution of z: by how much a step multiplies the mean square of a small difference or
  /// of a gradient, g² E φ′².
  public func susceptibility(at z: Gaussian) -> Double {
    gain * gain * activation.average(.squaredSlope, over: z)
  }

  /// The moments of h_1 … h_T after an initial state, h ~ N(0, 1) unless told otherwise.
  ///
  /// For `unroll` to stand beside what it measured. Some 40 µs a step; an overflow shows as ∞.
  public func course(
    steps: Int, from start: HiddenMoments = HiddenMoments(mean: 0, meanSquare: 1),
    _ interruption: Interruption = .never
  ) throws(Interrupted) -> [HiddenMoments] {
    var moments = [start]
    for _ in 0..<steps {
      try interruption.check()
      moments.append(hidden(at: preactivation(after: moments[moments.count - 1])))
    }
    return Array(moments.dropFirst())
  }
}

/// Mean and mean square of the hidden units.
public struct HiddenMoments: Equatable, Sendable {
  public let mean: Double
  public let meanSquare: Double

  public init(mean: Double, meanSquare: Double) {
    (self.mean, self.meanSquare) = (mean, meanSquare)
  }

  /// The variance over the units.
  public var variance: Double { max(0, meanSquare - mean * mean) }
}

extension MeanField: Equatable {
  public static func == (one: MeanField, other: MeanField) -> Bool {
    one.activation.name == other.activation.name && one.gain == other.gain
      && one.outlier == other.outlier && one.isOrthogonal == other.isOrthogonal
      && one.bias == other.bias && one.input == other.input
  }
}
