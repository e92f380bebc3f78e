import LinearAlgebra
import Testing

/// The bits of the exact tier, which every machine and every later version must give.
///
/// Recorded sessions rest on them. Made by the C kernels compiled for baseline x86-64 without
/// optimisation: no vectors, and fused multiply-add from the C library.
@Suite struct PinnedBitsTests {
  static let normals = RandomNumbers.normals(seed: 1, stream: 2, draw: 3, first: 5, count: 10_000)

  @Test func draws() {
    #expect(hash(Self.normals) == 0x23B2_BFC5_D2E7_F3D3)
    let uniforms = RandomNumbers.uniforms(seed: 1, stream: 2, draw: 3, first: 5, count: 10_000)
    #expect(hash(uniforms) == 0x2675_45DE_07A0_D092)
  }

  @Test func elementaryFunctions() {
    let functions = [
      Elementary.exp, Elementary.expm1, Elementary.tanh, Elementary.sigmoid,
      { Elementary.log($0.magnitude) }, { Elementary.log10($0.magnitude) },
      { Elementary.pow($0.magnitude, 1.7) },
      Elementary.sinPi, Elementary.cosPi, Elementary.normalCDF,
    ]
    let hashes: [UInt64] = [
      0x90F9_9736_4D60_62AC, 0xB486_F03A_6A58_05CC, 0x73DD_6EB0_8E80_C526,
      0xF0B7_E7FB_B9B2_D2CF, 0x8D8F_D7B0_9AB9_5387, 0x1353_09F9_8DE1_BB9C,
      0xAD9B_35FD_CB55_DB39, 0xF99F_51D4_DA2C_1F17, 0x983D_CECC_DB90_A984,
      0xF5BE_C3CA_D2C5_F12D,
    ]
    #expect(functions.map { hash(Self.normals.map($0)) } == hashes)
  }

  @Test func products() {
    #expect(hash(product(Double.self)) == 0xA6D7_2305_A3CD_3910)
    #expect(hash(product(Float.self).map { Double($0) }) == 0x42B7_76EA_2BD8_16B5)
  }

  @Test func sums() {
    let slice = Self.normals[...]
    let sums = [Double.sum(slice), Double.sumOfSquares(slice), Moments(slice).variance]
    #expect(hash(sums) == 0xCBE8_E8F7_E1BE_6E05)
  }

  @Test func orthogonalFactors() throws {
    let matrix = Matrix(rows: 100, columns: 80, elements: Array(Self.normals.prefix(8000)))
    #expect(try hash(matrix.haarFactor(.never).elements) == 0x66A7_6F6D_98CD_AFBB)
  }

  /// W x for a W of 100 × 70 and a batch of 5.
  private func product<Scalar: ExactScalar>(_: Scalar.Type) -> [Scalar] {
    let matrix = Matrix(rows: 100, columns: 70, elements: Array(Self.normals.prefix(7000)))
    let x = Self.normals[7000..<7350].map { Scalar($0) }
    var y = [Scalar](repeating: 0.5, count: 500)
    PackedMatrix(matrix).accumulate(x, batch: 5, into: &y, threads: 2)
    return y
  }

  /// FNV-1a over the bit patterns, a word at a time.
  private func hash(_ values: [Double]) -> UInt64 {
    values.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ $1.bitPattern) &* 0x100_0000_01B3 }
  }
}
