import LinearAlgebra
import Networks
import Testing

/// What knobs refuse, and what they say of the range.
@Suite struct KnobLaws {
  private static let stream = RandomStream(seed: 1, name: "Whh", draw: 0)

  /// A value that a knob must refuse, and words of the range that the refusal names.
  static let wrong: [(scheme: String, knob: String, value: Double, says: String)] = [
    ("xavier", "gain", -1, "zero or larger"), ("xavier", "std", -0.1, "zero or larger"),
    ("variance-scaling", "scale", -1, "zero or larger"),
    ("truncated", "cut", 0, "above zero"), ("truncated", "std", 0, "above zero"),
    ("reservoir", "density", 0, "above zero and at most 1"),
    ("reservoir", "density", 1.1, "above zero and at most 1"),
    ("reservoir", "radius", 0, "above zero"), ("reservoir", "radius", -1, "above zero"),
    ("reservoir", "factor", 0, "above zero"), ("np-rnn", "factor", -1, "above zero"),
    ("sparse", "sparsity", 1.5, "between 0 and 1"), ("martens", "degree", 0, "1 or larger"),
    ("martens", "degree", 2.5, "whole number"), ("cycle-jumps", "jumps", 1, "2 or larger"),
    ("small-world", "rewiring", -0.1, "between 0 and 1"),
    ("small-world", "degree", 0, "1 or larger"),
    ("cluster", "clusters", 0, "1 or larger"), ("cluster", "inside", 2, "between 0 and 1"),
    ("cluster", "between", -1, "between 0 and 1"), ("band", "width", -1, "0 or larger"),
    ("lru", "r_min", -0.1, "between 0 and 1"), ("lru", "r_max", 0, "above zero and at most 1"),
    ("lru", "max_phase", 7, "between 0 and 6.28"), ("block-rotation", "spread", -1, "between 0"),
    ("heavy-tailed", "alpha", 2.1, "between 0.1 and 2"), ("heavy-tailed", "alpha", 0, "0.1 and 2"),
    ("dale", "excitatory", 1.2, "between 0 and 1"), ("indrnn", "steps", 0, "1 or larger"),
    ("indrnn", "growth", 0, "above zero"), ("lsuv", "tolerance", 0, "between 1e-12 and 1"),
    ("lsuv", "batch", 1, "between 2 and 65536"),
  ]

  @Test(arguments: wrong)
  func aRefusalNamesTheRange(_ wrong: (scheme: String, knob: String, value: Double, says: String))
    throws
  {
    let scheme = try #require(initializer(named: wrong.scheme))
    let said = try refusal(of: .number(wrong.value), by: wrong.knob, of: scheme)
    #expect(said?.contains(wrong.says) == true, "\(said ?? "accepted")")
  }

  @Test(arguments: initializers.map { $0.init() })
  func noKnobTakesWhatIsNoFiniteNumber(_ initializer: any Initializer) throws {
    try expectRefusals(initializer)
  }

  private func expectRefusals<Scheme: Initializer>(_ scheme: Scheme) throws {
    for knob in Scheme.card.knobs {
      for value in [KnobValue.number(.nan), .number(.infinity), .word("qqq")] {
        let said = try refusal(of: value, by: knob.label, of: scheme)
        #expect(said != nil, "\(knob.label) takes \(value)")
      }
    }
  }

  /// Shapes and knobs that do not fit each other, and words of the refusal.
  static let misfits: [(scheme: String, knobs: [String: KnobValue], shape: Shape, says: String)] = [
    ("martens", [:], Shape(20, 14), "between 1 and 14"), ("martens", [:], Shape(1, 1), "1"),
    ("small-world", [:], Shape(4, 4), "between 1 and 3"),
    ("cluster", ["clusters": .number(9)], Shape(8, 8), "between 1 and 8"),
    ("cluster", ["inside": .number(0), "between": .number(0)], Shape(8, 8), "above zero"),
    ("band", ["width": .number(8)], Shape(8, 8), "between 0 and 7"),
    ("cycle-jumps", ["jumps": .number(5)], Shape(9, 9), "between 2 and 4"),
    ("lru", ["r_min": .number(0.9), "r_max": .number(0.5)], Shape(8, 8), "at most r_max"),
    (
      "truncated", ["std": .number(1), "low": .number(60), "high": .number(61)], Shape(8, 8),
      "1e-290"
    ),
  ]

  @Test(arguments: misfits)
  func aMisfitNamesTheRangeForItsShape(
    _ misfit: (scheme: String, knobs: [String: KnobValue], shape: Shape, says: String)
  ) throws {
    let found = try #require(initializer(named: misfit.scheme))
    let scheme = try turned(found, misfit.knobs.map { (label: $0.key, value: $0.value) })
    let refusal = #expect(throws: DrawingError.self) {
      try scheme.draw(misfit.shape, from: Self.stream, .never)
    }
    guard case .knob(_, let allowed)? = refusal else {
      Issue.record("\(misfit.scheme) says \(String(describing: refusal))")
      return
    }
    #expect(allowed.contains(misfit.says), "\(allowed)")
  }

  @Test(arguments: Distribution.allCases)
  func aGainOfZeroDrawsZeros(_ distribution: Distribution) throws {
    var scheme = LeCun()
    scheme.gain = 0
    scheme.distribution = distribution
    let matrix = try scheme.matrix(Shape(4, 4), from: Self.stream, .never)
    #expect(matrix.elements.allSatisfy { $0 == 0 })
    if case .truncated(let cut) = scheme.law(for: Shape(4, 4)).family {
      #expect(cut.excessKurtosis == 0)
    }
  }

  @Test(arguments: initializers.map { $0.init() })
  func aMatrixOfOneEntryIsDrawnOrClearlyRefused(_ initializer: any Initializer) throws {
    let outcome = Result { () throws(DrawingError) in
      try initializer.draw(Shape(1, 1), from: Self.stream, .never).matrix
    }
    switch outcome {
    case .success(let matrix): #expect(matrix.isFinite && matrix.elements.count == 1)
    case .failure(.tooSmall(let least)): #expect(least > 1)
    case .failure(.knob(let label, _)): #expect(["degree", "clusters"].contains(label))
    case .failure(.nothingToScale):
      // One entry, which a density of 0.1 mostly leaves out.
      #expect(name(of: initializer) == "reservoir")
    case .failure(let other): Issue.record("\(other)")
    }
  }

  /// What a knob says against a value; `nil` when it takes it.
  private func refusal<Scheme: Initializer>(
    of value: KnobValue, by label: String, of scheme: Scheme
  ) throws -> String? {
    let knob = try #require(Scheme.card.knobs.first { $0.label == label })
    var turned = scheme
    do {
      try knob.set(&turned, value)
      return nil
    } catch .outOfRange(let allowed) {
      return allowed
    } catch .wantsNumber {
      return "a number"
    } catch .notAmong(let words) {
      return words.joined(separator: ", ")
    }
  }
}
