import LinearAlgebra
import Networks

/// Networks whose weights a few lines of any language can make, and those of the theory.
enum KnownNetworks {
  /// W_ij = g/√n · N(0, 1), without a bias.
  static func gaussian(
    _ units: Int, gain: Double, seed: UInt64 = 1, activation: any Activation = Tanh()
  ) -> Network {
    Network(
      recurrent: normal(units, units, seed: seed).map { gain / Double(units).squareRoot() * $0 },
      activation: activation, precision: .float64)
  }

  static func normal(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      elements: RandomStream(seed: seed, name: "Whh", draw: 0).normals(rows * columns))
  }

  static func linear(_ matrix: Matrix) -> Network {
    Network(recurrent: matrix, activation: Linear(), precision: .float64)
  }

  /// Eight units: W_ij = ((37 i + 101 j + 29 ij + 11) mod 64 − 31.5)/24, b_i = ((13 i + 5) mod 8 − 3.5)/16.
  static let eight: Network = {
    var network = Network(
      recurrent: Matrix(8, 8) {
        (Double(($0 * 37 + $1 * 101 + $0 * $1 * 29 + 11) % 64) - 31.5) / 24
      },
      activation: Tanh(), precision: .float64)
    network.bias = Matrix(8, 1) { row, _ in (Double((row * 13 + 5) % 8) - 3.5) / 16 }
    return network
  }()

  /// Forty-eight units: W = 1.5 (x/2³¹ − 1/2), row by row, x ← (1103515245 x + 12345) mod 2³¹ from 1.
  static let fortyEight: Network = {
    var x: UInt64 = 1
    let matrix = Matrix(48, 48) { _, _ in
      x = (1_103_515_245 * x + 12345) % (1 << 31)
      return 1.5 * (Double(x) / 0x1p31 - 0.5)
    }
    return Network(recurrent: matrix, activation: Tanh(), precision: .float64)
  }()
}

extension Dynamics {
  init(_ network: Network, seed: UInt64 = 1) { self.init(network, .silent, seed: seed) }
}
