import Language
import LinearAlgebra
import Stability

/// What has been measured along trajectories since the network last changed.
public struct Measurements: Sendable {
  public internal(set) var lyapunov: LyapunovSpectrum?
  public internal(set) var jacobian: JacobianProduct?
  public internal(set) var horizon: Horizon?
  /// Why others that there were are gone, as `Whh has changed`.
  var staleness: String?

  var isEmpty: Bool { lyapunov == nil && jacobian == nil && horizon == nil }
}

/// The numbers of a measurement, under the names that its report gives them: `lyapunov.largest`.
struct MeasurementGroup: Sendable {
  typealias Quantity<Result> = (name: String, value: @Sendable (Result) -> Datum)

  /// That of the command that measures them.
  let name: String
  let names: [String]
  /// The numbers as fields of a report; `nil` where nothing has been measured.
  let fields: @Sendable (Measurements) -> [Field]?

  init<Result: Sendable>(
    _ name: String, _ result: any KeyPath<Measurements, Result?> & Sendable,
    _ quantities: [Quantity<Result>]
  ) {
    self.name = name
    names = quantities.map(\.name)
    fields = { measurements in
      measurements[keyPath: result].map { result in
        quantities.map { Field(key: $0.name, value: $0.value(result)) }
      }
    }
  }

  static let all = [lyapunov, jacobian, horizon]

  /// The quantity of that name in what was measured last.
  func value(
    of name: Located<String>, in measurements: Measurements
  ) throws(Diagnostic) -> Datum {
    guard names.contains(name.value) else {
      throw unknown(
        .unknownQuantity, "'\(self.name)' has no quantity '\(name.value)'", name.value,
        among: names, at: name.range)
    }
    if let field = fields(measurements)?.first(where: { $0.key == name.value }) {
      return field.value
    }
    if let staleness = measurements.staleness {
      throw Diagnostic(
        .staleResult, "'\(self.name)' holds no longer: \(staleness)", at: name.range,
        hint: "measure again: \(self.name)")
    }
    throw Diagnostic(
      .noStates, "nothing has been measured yet", at: name.range,
      hint: "measure it: \(self.name)")
  }
}
