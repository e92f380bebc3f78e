import LinearAlgebra
import Networks

extension Drawing {
  /// What was drawn, from which law, and how the draw came out.
  static func report(_ name: MatrixName, _ weights: Weights) -> Report {
    guard case .drawn(let scheme, let law, let seed, let draw) = weights.origin else {
      return Report()
    }
    let shape = weights.shape
    let std = weights.matrix.standardDeviation
    return Report(
      result: fields(name, weights),
      blocks: [
        .heading("\(name.rawValue)  \(shape.text)  \(scheme), \(law.formula)"),
        .facts(
          [
            Fact("fan_in", .integer(shape.fanIn)),
            Fact("fan_out", .integer(shape.fanOut)),
            boundsFact(law),
            Fact("mean", .number(weights.matrix.mean), note: expectation(law.mean)),
            Fact("std", .number(std), note: expectation(law.deviation)),
            Fact("gain g = σ√fan_in", .number(weights.gain), note: border(name)),
            factorFact(law),
            Fact("seed", .integer(Int(seed)), note: "draw \(draw + 1) of \(name.rawValue)"),
          ].compactMap(\.self)),
      ] + Block.cautionUnlessFinite(name, weights))
  }

  /// What `init all` drew: a row a matrix.
  static func report(_ matrices: [(name: MatrixName, weights: Weights)]) -> Report {
    let table = Table(
      columns: [
        Table.Column("matrix", .left), Table.Column("shape", .left), Table.Column("law", .left),
        Table.Column("expected std"), Table.Column("std"), Table.Column("gain"),
      ],
      rows: matrices.map { name, weights in
        [
          .text(name.rawValue), .text(weights.shape.text), .text(weights.summary),
          MatrixQuantity.named("expected_std")?.value(weights) ?? .null,
          .number(weights.matrix.standardDeviation), .number(weights.gain),
        ]
      })
    return Report(
      result: [
        Field(
          key: "matrices",
          value: .record(
            matrices.map {
              Field(key: $0.name.rawValue, value: .record(fields($0.name, $0.weights)))
            }))
      ],
      blocks: [.table(table)]
        + matrices.flatMap { Block.cautionUnlessFinite($0.name, $0.weights) })
  }

  private static func fields(_ name: MatrixName, _ weights: Weights) -> [Field] {
    guard case .drawn(_, let law, _, _) = weights.origin else { return [] }
    let quantities = [
      "scheme", "law", "rows", "columns", "fan_in", "fan_out", "gain", "mean", "std",
      "expected_std", "seed", "draw",
    ].compactMap(MatrixQuantity.named)
    return [Field(key: "matrix", value: .text(name.rawValue))]
      + quantities.map { Field(key: $0.name, value: $0.value(weights)) } + bounds(law)
      + [law.factor.map { Field(key: "factor", value: .number($0)) }].compactMap(\.self)
  }

  private static func factorFact(_ law: Law) -> Fact? {
    law.factor.map { factor in
      // All digits, because factor= applies it again to the bit.
      Fact("factor", .text("\(factor)"), note: "what the draw was multiplied by")
    }
  }

  private static func bounds(_ law: Law) -> [Field] {
    guard let (low, high) = law.bounds else { return [] }
    return [Field(key: "low", value: .number(low)), Field(key: "high", value: .number(high))]
  }

  private static func boundsFact(_ law: Law) -> Fact? {
    guard let (low, high) = law.bounds else { return nil }
    return Fact("bounds", .text("\(formatted(low)) to \(formatted(high))"))
  }

  private static func expectation(_ value: Double) -> String {
    if value.isNaN { return "the law has none" }
    return value.isInfinite ? "infinite in the law" : "expected \(formatted(value))"
  }

  private static func border(_ name: MatrixName) -> String? {
    name.isRecurrent ? "the border for tanh is 1" : nil
  }
}

extension Block {
  /// What has to be said of a matrix with an entry that is no finite number.
  static func cautionUnlessFinite(_ name: MatrixName, _ weights: Weights) -> [Block] {
    guard !weights.matrix.isFinite else { return [] }
    return [
      .caution(
        "\(name.rawValue) has entries that are not finite numbers: it can be run, but it has no "
          + "eigenvalues.")
    ]
  }
}
