import Workbench

extension Report {
  /// A report with every kind of block and what is awkward in each.
  static let sample = Report(blocks: [
    .heading("Whh  512 × 512  xavier, N(0, 1/fan_in)"),
    .facts([
      Fact("fan_in", .integer(512)),
      Fact("mean", .number(-1.2345e-5), note: "expected 0"),
      Fact("std", .number(0.0441941738), note: "expected 0.04419"),
      Fact("gain g = σ√fan_in", .number(1), note: "the border for tanh is 1"),
      Fact("bounds", .text("-0.1 to 0.1")),
      Fact("time", .number(12.34), unit: "ms"),
      Fact("largest", .number(.infinity)),
      Fact("first non-finite step", .null),
      Fact("variance", .numbers((1...100).map { 1 / Double($0) })),
    ]),
    .sentence(
      "The spectral radius is 1.017, and theory predicts 1.032 ± 0.017 for a matrix "
        + "of this size; so the gradients may vanish or explode slowly, over hundreds of steps."),
    .caution("Whh has an entry that is not a number, so its eigenvalues were not computed."),
    .table(
      Table(
        columns: [
          Table.Column("matrix", .left), Table.Column("law", .left), Table.Column("std"),
          Table.Column("spectral radius"), Table.Column("condition number"),
          Table.Column("rate", unit: "1/step"),
        ],
        rows: [
          [
            .init(.text("Whh")), .init(.text("xavier, N(0, 1/fan_in) of the project's own text")),
            .init(.number(0.04419)), .init(.number(1.017), mark: "*"), .init(.number(1234.5)),
            .init(.number(.nan)),
          ],
          [
            .init(.text("中文")), .init(.text("zeros")), .init(.number(0)), .init(.number(256.1)),
            .init(.number(1.5e10)), .init(.integer(-3)),
          ],
          [.init(.text("bh"))],
        ])),
    .sentence("* after 500 steps"),
    .text("init MATRIX SCHEME [SIZE]\n\n  the escape \u{1B}[31m is shown\n"),
    .verdict(
      headline: "gradients vanish, by saturation",
      sentence: "ρ is 256.1 and the mean slope 0.0003: the units are saturated, and small "
        + "variance is not the cause.", tone: .bad),
  ])
}
