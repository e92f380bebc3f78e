/// Some numbers by their middle half.
///
/// Between two numbers of the sorted list a quartile is interpolated (type 7 of Hyndman and Fan 1996).
/// What is not a number counts as larger than all that is.
public struct Quartiles: Equatable, Sendable {
  public let lower, median, upper: Double

  /// Θ(count · log count); the list must not be empty.
  public init(of values: [Double]) {
    let sorted = values.filter { !$0.isNaN }.sorted() + values.filter(\.isNaN)
    func quartile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let index = Int(place)
      let (below, rest) = (sorted[index], place - Double(index))
      // Nothing is taken from a neighbour of weight zero: it may be infinite.
      return rest == 0 ? below : below + rest * (sorted[index + 1] - below)
    }
    (lower, median, upper) = (quartile(0.25), quartile(0.5), quartile(0.75))
  }

  /// The width of the middle half; `nan` where it is not finite.
  public var range: Double { upper - lower }
}
