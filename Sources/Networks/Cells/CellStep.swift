import LinearAlgebra

/// The states of a batch at one step: block by block, in each the order batch element, unit.
public struct CellStates<Scalar: ExactScalar>: Sendable {
  public let values: ArraySlice<Scalar>
  /// How many numbers a block has: batch · n.
  private let width: Int

  init(_ values: ArraySlice<Scalar>, blocks: Int) {
    (self.values, width) = (values, values.count / blocks)
  }

  /// One block, for every element and unit.
  public subscript(block: Int) -> ArraySlice<Scalar> {
    let start = values.startIndex + block * width
    return values[start..<start + width]
  }
}

/// The sums W h + b that enter a step of a batch.
public struct CellSums<Scalar: ExactScalar>: Sendable {
  /// In the order batch element, gate, unit; with what the input adds, unless that is kept apart.
  let recurrent: [Scalar]
  /// What the input adds, where the cell keeps it apart.
  let driven: [Scalar]
  let gates: Int
  let units: Int

  /// The sums of one gate, in the order batch element, unit; Θ(batch · units).
  public func gate(_ index: Int) -> [Scalar] { gathered(recurrent, index) }

  /// What the input adds to a gate whose sums are kept apart.
  public func drive(of index: Int) -> [Scalar] { gathered(driven, index) }

  private func gathered(_ sums: [Scalar], _ gate: Int) -> [Scalar] {
    guard gates > 1 else { return sums }
    var values: [Scalar] = []
    values.reserveCapacity(sums.count / gates)
    for start in stride(from: gate * units, to: sums.count, by: gates * units) {
      values += sums[start..<start + units]
    }
    return values
  }
}

/// The elementwise functions of a cell with their slopes.
public struct CellFunctions: Sendable {
  public let activation: any Activation
  /// Whether slopes are taken from the pre-activation even where they follow from the output, so that
  /// those of saturated units keep their digits.
  let isPrecise: Bool

  /// φ of the numbers and φ′ there; Θ(count).
  public func activate<Scalar: ExactScalar>(
    _ sums: [Scalar]
  ) -> (values: [Scalar], slopes: [Scalar]) { apply(activation, sums) }

  /// The logistic function of the numbers, the openness of a gate, and its slope there; Θ(count).
  public func open<Scalar: ExactScalar>(
    _ sums: [Scalar]
  ) -> (values: [Scalar], slopes: [Scalar]) { apply(Sigmoid(), sums) }

  private func apply<Scalar: ExactScalar>(
    _ function: any Activation, _ sums: [Scalar]
  ) -> (values: [Scalar], slopes: [Scalar]) {
    var values = sums
    function.apply(to: &values)
    var slopes = [Scalar](repeating: 1, count: sums.count)
    if isPrecise || !function.slopesFollowFromOutput {
      function.multiply(&slopes, bySlopesAtPreactivations: sums[...])
    } else {
      function.multiply(&slopes, bySlopesAt: values[...])
    }
    return (values, slopes)
  }
}

/// What comes of a step of a batch.
public struct CellStep<Scalar: ExactScalar>: Sendable {
  /// The next states, block by block.
  public var states: [Scalar]
  public var partials: CellPartials<Scalar>
  /// How far each gate is open, in the order of the gates; empty for those that are no sigmoid.
  public var openness: [[Scalar]] = []
}

/// How each number of the next state depends on the sums and the old state of the same unit.
///
/// Every list has a number for each batch element and unit; an empty list stands for zeros.
public struct CellPartials<Scalar: ExactScalar>: Sendable {
  /// ∂ next[p] / ∂ old[q], at [p][q].
  public var states: [[[Scalar]]]
  /// ∂ next[p] / ∂ sum[k], at [p][k], of gate k.
  public var sums: [[[Scalar]]]
  /// φ′ at the sum, or at the candidate's where there are gates.
  public var slopes: [Scalar]

  public init(states: [[[Scalar]]], sums: [[[Scalar]]], slopes: [Scalar]) {
    (self.states, self.sums, self.slopes) = (states, sums, slopes)
  }

  /// Those of next = φ(sum).
  init(slopes: [Scalar]) { self.init(states: [[[]]], sums: [[slopes]], slopes: slopes) }

  /// Every list there is.
  private var lists: [[Scalar]] { (states + sums).flatMap(\.self).filter { !$0.isEmpty } }

  /// The largest magnitude among the derivatives of each batch element; Θ(batch · units).
  func steepest(batch: Int) -> [Scalar] {
    let units = slopes.count / batch
    return (0..<batch).map { element in
      let range = element * units..<(element + 1) * units
      return lists.reduce(0) { largest, list in
        let magnitude = Scalar.largestMagnitude(list[range])
        return magnitude.isNaN ? magnitude : max(largest, magnitude)
      }
    }
  }

  /// The largest magnitude among the derivatives of each unit: below φ's flat slope, the unit's next
  /// state hardly depends on anything; Θ(batch · units).
  func sensitivities() -> [Scalar] {
    guard lists.count > 1 else { return lists.first ?? [] }
    return slopes.indices.map { index in
      lists.reduce(0) { max($0, $1[index].magnitude) }
    }
  }
}

/// a ∘ b, elementwise.
func product<Scalar: ExactScalar>(_ a: [Scalar], _ b: some Sequence<Scalar>) -> [Scalar] {
  zip(a, b).map { $0 * $1 }
}
