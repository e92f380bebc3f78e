import LinearAlgebra
import Networks
import Testing

@Suite struct RandomStreamLaws {
  /// The names in use, with their 32-bit FNV-1a hashes as six lines of Python compute them.
  static let streams: [(name: String, number: UInt32)] = [
    ("Whh", 0x8A80_5076), ("Wxh", 0x6A57_7BA6), ("Why", 0x7B80_38D9),
    ("bh", 0x452B_B4F7), ("by", 0x542B_CC94), ("h0", 0x913B_3725),
    ("input", 0xF9D8_6F7B), ("cotangent", 0xBFC0_B57C),
    ("bx", 0x552B_CE27), ("Whh.i", 0xFE9B_7033), ("Whh.f", 0x0B9B_84AA),
    ("Whh.g", 0x0C9B_863D), ("Whh.o", 0x049B_79A5), ("Whh.r", 0x179B_978E),
    ("Whh.z", 0x0F9B_8AF6), ("Whh.n", 0x039B_7812), ("Whh.untied", 0x3AAD_3D3D),
    ("cotangents", 0xEB5D_069D), ("direction", 0xDF6D_C76A), ("frame", 0xD20A_71A6),
    ("perturbation", 0x22F7_F4F4), ("rounding", 0xDD58_F41D),
  ]

  @Test(arguments: streams)
  func aNameLeadsToItsNumberForEver(name: String, number: UInt32) {
    let stream = RandomStream(seed: 6, name: name, draw: 2)
    let uniforms = RandomNumbers.uniforms(seed: 6, stream: number, draw: 2, first: 3, count: 9)
    let normals = RandomNumbers.normals(seed: 6, stream: number, draw: 2, first: 3, count: 9)
    #expect(stream.uniforms(9, from: 3) == uniforms)
    #expect(stream.normals(9, from: 3) == normals)
  }

  @Test func theNamesOfStreamsInTheSourcesAreListed() throws {
    var found: Set<String> = []
    for folder in ["Networks", "Stability"] {
      for file in try sourceFiles(in: folder) {
        found.formUnion(
          try source("\(folder)/\(file)").matches(of: /RandomStream\(\s*seed: [^)]*name: "(\w+)"/)
            .map { String($0.1) })
      }
    }
    #expect(found.contains("h0") && found.contains("frame"))
    #expect(found.isSubset(of: Self.streams.map(\.name)))
    #expect(Set(Self.streams.map(\.number)).count == Self.streams.count)
  }

  @Test func streamsAreUncorrelated() {
    let count = 20_000
    let draws = Self.streams.map { RandomStream(seed: 1, name: $0.name, draw: 0).normals(count) }
    for one in draws.indices {
      for other in 0..<one {
        let product = zip(draws[one], draws[other]).map(*).reduce(0, +)
        // Five standard errors of the correlation of independent numbers.
        #expect((product / Double(count)).magnitude < 5 / Double(count).squareRoot())
      }
    }
  }
}
