import LinearAlgebra
import Networks
import Testing

/// What is drawn, held against the formulas of SchemeTable.swift.
@Suite struct SchemeLaws {
  @Test(arguments: KnownScheme.all)
  func theLawIsTheFormula(_ known: KnownScheme) throws {
    let law = try #require(try known.initializer()).law(for: KnownScheme.shape)
    let (mean, deviation) = moments(known.expected)
    #expect((law.mean - mean).magnitude < 1e-15)
    #expect((law.deviation - deviation).magnitude <= 1e-15 * deviation)
    guard case .uniform(let low, let high) = known.expected else { return }
    guard case .uniform(let lawLow, let lawHigh) = law.family else {
      Issue.record("\(law.family) is not uniform")
      return
    }
    #expect((lawLow - low).magnitude < 1e-15 && (lawHigh - high).magnitude < 1e-15)
  }

  @Test(arguments: KnownScheme.all)
  func theEntriesFollowTheLaw(_ known: KnownScheme) throws {
    let entries = try draws(known).flatMap(\.elements)
    let count = Double(entries.count)
    let (mean, deviation) = moments(known.expected)
    switch known.expected {
    case .normal:
      expect(entries, mean, deviation)
      // Five standard errors of the kurtosis of normal numbers, √(24/count).
      #expect((kurtosis(entries) - 3).magnitude < 5 * (24 / count).squareRoot())
    case .uniform(let low, let high):
      expect(entries, mean, deviation)
      #expect(entries.allSatisfy { $0 >= low && $0 <= high })
      // That none of them is within 20/count of a bound has a probability of e^−20.
      let edge = (high - low) * 20 / count
      #expect(entries.contains { $0 < low + edge } && entries.contains { $0 > high - edge })
    case .isometry, .diagonal, .constant: break
    }
  }

  @Test(arguments: KnownScheme.all)
  func aStructuredMatrixHasItsStructure(_ known: KnownScheme) throws {
    let matrix = try #require(try draws(known).first)
    let (rows, columns) = (0..<matrix.rows, 0..<matrix.columns)
    for row in rows {
      for column in columns {
        switch known.expected {
        case .diagonal(let value): #expect(matrix[row, column] == (row == column ? value : 0))
        case .constant(let value): #expect(matrix[row, column] == value)
        case .isometry(let gain):
          guard row < matrix.columns else { continue }
          let product = rows.reduce(0) { $0 + matrix[$1, row] * matrix[$1, column] }
          #expect((product - (row == column ? gain * gain : 0)).magnitude < 1e-14)
        case .normal, .uniform: break
        }
      }
    }
  }

  @Test(arguments: initializers.map { $0.init() })
  func everyNameAndKnobIsInTheTable(_ initializer: any Initializer) {
    expectListed(initializer)
  }

  private func expectListed<Scheme: Initializer>(_: Scheme) {
    for name in [Scheme.card.name] + Scheme.card.synonyms.map(\.name) {
      #expect(KnownScheme.all.contains { $0.name == name }, "\(name) is not in the table")
    }
    for knob in Scheme.card.knobs {
      let isTurned = KnownScheme.all.contains { known in
        known.name == Scheme.card.name && known.knobs.contains { $0.label == knob.label }
      }
      #expect(isTurned, "\(Scheme.card.name) \(knob.label)= is not in the table")
    }
  }

  private func draws(_ known: KnownScheme) throws -> [Matrix] {
    let initializer = try #require(try known.initializer())
    return try (0..<8).map { number in
      try initializer.matrix(
        KnownScheme.shape, from: RandomStream(seed: 2, name: "Whh", draw: number), .never)
    }
  }

  /// Five standard errors of the mean and, for normal or thinner tails, of the deviation.
  private func expect(_ entries: [Double], _ mean: Double, _ deviation: Double) {
    let count = Double(entries.count)
    let average = entries.reduce(0, +) / count
    let square = entries.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    #expect((average - mean).magnitude < 5 * deviation / count.squareRoot())
    #expect((square.squareRoot() - deviation).magnitude < 5 * deviation / (2 * count).squareRoot())
  }

  private func kurtosis(_ entries: [Double]) -> Double {
    let count = Double(entries.count)
    let mean = entries.reduce(0, +) / count
    let squares = entries.map { ($0 - mean) * ($0 - mean) }
    let variance = squares.reduce(0, +) / count
    return squares.reduce(0) { $0 + $1 * $1 } / count / (variance * variance)
  }

  /// The mean and the deviation of an entry; of all entries together where they are not random.
  private func moments(_ expected: KnownScheme.Expectation) -> (mean: Double, deviation: Double) {
    switch expected {
    case .normal(let mean, let deviation): (mean, deviation)
    case .uniform(let low, let high): ((low + high) / 2, (high - low) / 12.0.squareRoot())
    // Each of the 32 columns of 64 entries has the length gain.
    case .isometry(let gain): (0, gain / 64.0.squareRoot())
    // One entry of 64 is the gain.
    case .diagonal(let gain): (gain / 64, gain.magnitude * 63.0.squareRoot() / 64)
    case .constant(let value): (value, 0)
    }
  }
}
