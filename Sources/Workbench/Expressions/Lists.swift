import Language

// Lists and ranges, which a short text may make very large.

extension Evaluator {
  /// How many values a list may have.
  static let mostValues = Int(Limit.values.value(in: .standard))

  /// `first..last by step`, both ends included: value i is first + i · step, never a running sum.
  func range(
    from first: Expression, to last: Expression, by step: Expression?, at range: SourceRange
  ) throws(Diagnostic) -> Datum {
    let steps = try steps(from: first, to: last, by: step)
    guard steps.size != 0, steps.count.isFinite else {
      throw Diagnostic(
        .outOfRange,
        steps.size == 0
          ? "a range needs a step that is not 0" : "a range needs two finite ends and a step",
        at: range, hint: "write 0.5..1.5 by 0.1")
    }
    guard steps.count <= Double(Self.mostValues) else {
      throw Diagnostic(
        .overLimit, Limit.values.sentence(steps.count), at: range,
        hint: "take larger steps: 0..1 by 0.001")
    }
    return .numbers((0..<Int(steps.count)).map { steps.start + Double($0) * steps.size })
  }

  private func steps(
    from first: Expression, to last: Expression, by step: Expression?
  ) throws(Diagnostic) -> (start: Double, size: Double, count: Double) {
    let (start, end) = (try number(first), try number(last))
    let size = try step.map { step throws(Diagnostic) in try number(step) } ?? 1
    // Half a millionth of a step of slack, so that 0.5..1.5 by 0.1 ends at 1.5.
    return (start, size, max(0, ((end - start) / size + 5e-7).rounded(.down) + 1))
  }

  /// How many elements a list has; a range is counted without being made.
  func count(of list: Expression) -> Double? {
    guard case .range(let first, let last, let step) = list.node else {
      return (try? value(of: list).count).map(Double.init)
    }
    guard let steps = try? steps(from: first, to: last, by: step), steps.size != 0 else {
      return nil
    }
    return steps.count.isFinite ? steps.count : nil
  }

  /// What a value of a list counts, if it is at most `room`.
  func size(
    of value: Datum, at range: SourceRange, atMost room: Int
  ) throws(Diagnostic) -> Int {
    do {
      return try value.size(atMost: room, depth: Parser.maximumDepth - 1)
    } catch {
      switch error {
      case .tooLarge: throw tooLarge(at: range)
      case .tooDeep:
        throw Diagnostic(
          .tooDeep,
          "with this the list nests deeper than the limit 'nesting' allows: \(Parser.maximumDepth)",
          at: range, hint: "put the values side by side in one list")
      }
    }
  }

  func tooLarge(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .overLimit,
      "with this the list has values that are \(Limit.values.excess())",
      at: range, hint: "put large data into a .npy file")
  }
}

/// Why a value is none that a list may hold.
enum DatumExcess: Error {
  case tooLarge
  case tooDeep
}

extension Datum {
  /// What a value counts: a number one, a text one for every 8 bytes, a list what is in it.
  ///
  /// Equal parts of a list share their memory, so that it may have far more values than the machine
  /// has bytes. O(`most`), however large the value is.
  func size(atMost most: Int, depth: Int) throws(DatumExcess) -> Int {
    let size: Int
    switch self {
    case .null, .boolean, .integer, .number: size = 1
    case .text(let text): size = 1 + text.utf8.count / 8
    case .numbers(let numbers): size = numbers.count
    case .list(let items): size = try Self.size(of: items, atMost: most, depth: depth)
    case .record(let fields):
      size = try Self.size(of: fields.lazy.map(\.value), atMost: most, depth: depth)
    }
    guard size <= most else { throw .tooLarge }
    return size
  }

  /// About the bytes that a list takes; nothing for what is none.
  var listMemory: Int? {
    // A value in a list of its own kind, which takes an allocation.
    let ofOne = 64
    return switch self {
    case .numbers(let numbers): 8 * numbers.count
    case .list: ofOne * ((try? size(atMost: .max, depth: .max)) ?? 0)
    default: nil
    }
  }

  private static func size(
    of parts: some Sequence<Datum>, atMost most: Int, depth: Int
  ) throws(DatumExcess) -> Int {
    guard depth > 0 else { throw .tooDeep }
    var size = 0
    // An empty list counts too, or a list of lists of nothing would cost nothing.
    for part in parts { size += max(1, try part.size(atMost: most - size, depth: depth - 1)) }
    return size
  }
}
