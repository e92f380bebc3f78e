import LinearAlgebra
import Networks
import Testing

/// What is drawn, held against the formulas of SchemeTable.swift and StructuredSchemes.swift.
@Suite struct SchemeLaws {
  @Test(arguments: KnownScheme.all)
  func theLawIsTheFormula(_ known: KnownScheme) throws {
    let law = try known.initializer().law(for: known.shape)
    guard let (mean, deviation) = known.moments else {
      let meanSquare = law.mean * law.mean + law.deviation * law.deviation
      #expect((meanSquare / known.meanSquare - 1).magnitude < 1e-14)
      return
    }
    #expect((law.mean - mean).magnitude <= 1e-14 * deviation + 1e-15 * mean.magnitude)
    #expect((law.deviation - deviation).magnitude <= 2e-14 * deviation)
    guard let (low, high) = known.bounds else { return }
    let bounds = try #require(law.bounds)
    #expect((bounds.low - low).magnitude <= 1e-15 && (bounds.high - high).magnitude <= 1e-15)
  }

  @Test(arguments: KnownScheme.all)
  func theEntriesFollowTheLaw(_ known: KnownScheme) throws {
    let entries = try draws(known).flatMap(\.elements)
    let count = Double(entries.count)
    guard let (mean, deviation) = known.moments else { return }
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
    case .truncated(let low, let high, _, _):
      expect(entries, mean, deviation)
      #expect(entries.allSatisfy { $0 >= low && $0 <= high })
    case .isometry, .diagonal, .constant, .moments: break
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
          // LSUV measures the gain with 256 vectors of 64 outputs: five standard errors.
          let slack = known.name == "lsuv" ? 5 * (2.0 / 256 / 32).squareRoot() : 1e-14
          #expect((product - (row == column ? gain * gain : 0)).magnitude < slack * gain * gain)
        case .normal, .uniform, .truncated, .moments: break
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
    // The knobs of scaling are common to many schemes, and have their own laws.
    for knob in Scheme.card.knobs where !["radius", "factor"].contains(knob.label) {
      let isTurned = KnownScheme.all.contains { known in
        known.name == Scheme.card.name && known.knobs.contains { $0.label == knob.label }
      }
      #expect(isTurned, "\(Scheme.card.name) \(knob.label)= is not in the table")
    }
  }

  private func draws(_ known: KnownScheme) throws -> [Matrix] {
    let initializer = try known.initializer()
    return try (0..<8).map { number in
      try initializer.matrix(
        known.shape, from: RandomStream(seed: 2, name: "Whh", draw: number), .never)
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
}

extension KnownScheme {
  /// The mean and the deviation of an entry; of all entries together where they are not random.
  ///
  /// What an isometry has for a mean depends on which it is: the table has rows for that.
  var moments: (mean: Double, deviation: Double)? {
    switch expected {
    case .normal(let mean, let deviation), .moments(let mean, let deviation),
      .truncated(_, _, let mean, let deviation):
      return (mean, deviation)
    case .uniform(let low, let high): return ((low + high) / 2, (high - low) / 12.0.squareRoot())
    case .isometry: return nil
    case .diagonal(let gain):
      // One entry of the longer side is the gain.
      let share = 1 / Double(max(shape.rows, shape.columns))
      return (gain * share, gain.magnitude * (share * (1 - share)).squareRoot())
    case .constant(let value): return (value, 0)
    }
  }

  /// The mean of the squares of the entries of an isometry, whose columns have the length gain.
  var meanSquare: Double {
    guard case .isometry(let gain) = expected else { return .nan }
    return gain * gain / Double(shape.rows)
  }

  /// The bounds of the law, where it has any.
  var bounds: (low: Double, high: Double)? {
    switch expected {
    case .uniform(let low, let high), .truncated(let low, let high, _, _): (low, high)
    case .normal, .isometry, .diagonal, .constant, .moments: nil
    }
  }
}
