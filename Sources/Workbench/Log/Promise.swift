import Glibc
import Language

/// How much of a number is the same on every machine, and so is recorded and compared.
///
/// Exact arithmetic gives the same bits everywhere. What LAPACK and ARPACK computed is right to within
/// what its conditioning allows, and is written with the digits that are: an error a thousand times
/// smaller than the last of them is expected, so that a change of any written digit is a difference.
enum Promise: Equatable, Sendable {
  /// Every bit.
  case exact
  /// So many significant digits.
  case digits(Int)
  /// So many digits behind the decimal point, for numbers that may be near zero.
  case decimals(Int)
  /// None: rounding alone decides about it.
  case nothing

  /// How far two numbers that agree may be apart in the last digit that is written.
  static let slack = 1e-3

  /// In a few words: `8 significant digits`.
  var summary: String {
    switch self {
    case .exact: "every bit"
    case .digits(let count): "\(count) significant digits"
    case .decimals(let count): "\(count) decimals"
    case .nothing: "not compared"
    }
  }

  /// The number as it is recorded; `nil` where nothing is promised.
  func text(of number: Double) -> String? {
    switch self {
    case .nothing: nil
    case .exact: Datum.number(number).literal
    case .digits(let count): formatted(number, digits: count)
    case .decimals(let count):
      Datum.number(Self.rounded(number, toMultipleOf: pow(10, -Double(count)))).literal
    }
  }

  /// Whether a number agrees with what was recorded.
  func agrees(_ number: Double, with recorded: String) -> Bool {
    let unit: Double
    switch self {
    case .nothing: return true
    case .exact: return text(of: number) == recorded
    case .digits(let count):
      unit = number == 0 ? 0 : pow(10, log10(number.magnitude).rounded(.down) - Double(count) + 1)
    case .decimals(let count): unit = pow(10, -Double(count))
    }
    let slack = unit.isFinite ? Self.slack * unit : 0
    return [0, -slack, slack].contains { text(of: number + $0) == recorded }
  }

  private static func rounded(_ number: Double, toMultipleOf unit: Double) -> Double {
    let count = (number / unit).rounded()
    // A division by a power of ten that is a whole number leaves the shortest digits.
    return count == 0 ? 0 : number.isFinite ? count / (1 / unit).rounded() : number
  }
}

extension Promise {
  /// What is promised of a number of a report, by the last word of its key and the statement it is of.
  static func of(_ key: String, by statement: Statement) -> Promise {
    let name = String(key.split(separator: ".").last?.prefix { $0 != "[" } ?? "")
    if let promise = byName[name] { return promise }
    if let promise = byVerb[statement.verb.value] { return promise }
    // An expression is as good as the worst number it reads.
    return statement.paths.contains { ofReading($0.value) != nil } ? .digits(7) : .exact
  }

  /// What is promised of the number that a dotted name stands for, if it rests on LAPACK.
  static func ofReading(_ path: [String]) -> Promise? {
    guard path.count > 1, let last = path.last else { return nil }
    return byName[last] ?? MatrixQuantity.named(last).flatMap { byName[$0.name] }
      ?? byVerb[path[0]]
  }

  /// The numbers that rest on eigenvalues or singular values, wherever they are told.
  static let byName: [String: Promise] = [
    "spectral_radius": .digits(8), "bulk_radius": .digits(8), "outlier": .digits(8),
    "linear_factor": .digits(8), "smallest_modulus": .decimals(7), "henrici": .decimals(6),
    "spectral_norm": .digits(9), "mean_singular_value": .digits(9),
    "smallest_singular_value": .decimals(8), "condition_number": .nothing,
    "mean_log_singular_value": .nothing, "eigenvalues": .nothing, "singular_values": .nothing,
    "log10_singular_values": .nothing, "circular_law_distance": .decimals(6),
    "marchenko_pastur_distance": .decimals(6), "transient_growth": .digits(8),
    "power_norms": .nothing, "spectral_radius_range": .decimals(7),
    "spectral_norm_range": .decimals(7), "factor": .exact, "condition": .nothing,
    "sum_defect": .nothing, "deviation": .nothing, "resolution": .nothing, "interval": .nothing,
    "lyapunov": .decimals(6), "lyapunov_bar": .decimals(5), "bar": .decimals(5),
    "standard_error": .decimals(5), "standard_errors": .nothing, "exponents": .decimals(6),
    "largest_exponent": .decimals(6), "mean_exponent": .decimals(7),
  ]

  /// All other numbers of commands that multiply Jacobians or search with spectra.
  static let byVerb: [String: Promise] = [
    "lyapunov": .decimals(5), "jacobian": .digits(6), "horizon": .digits(6), "solve": .digits(6),
    "theory": .digits(8), "scale": .digits(7), "center": .digits(7), "mask": .digits(7),
    "symmetrise": .digits(7), "antisymmetrise": .digits(7), "dale": .digits(7), "add": .digits(7),
    "zero-diagonal": .digits(7), "set": .digits(7), "check": .nothing, "limits": .nothing,
  ]
}
