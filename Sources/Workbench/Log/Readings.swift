import Language

// Numbers that rest on LAPACK and that a statement makes something of, such as the ρ in
// `init Whh normal 512 gain=1/Whh.radius`: what is made would differ in its last bits between machines.

extension Workspace {
  /// By how much such a number may differ from the one it is known to have been, relatively.
  private static let tolerance = 1e-6

  /// The workspace in which such numbers of a statement have the values that they are known to have had
  /// when it was carried out before, and which has taken note of them.
  func settling(_ statement: Statement) -> Workspace {
    var next = self
    for path in statement.ownPaths where (Promise.ofReading(path.value) ?? .exact) != .exact {
      let name = path.value.joined(separator: ".")
      let words = path.value.map { Located($0, at: path.range) }
      // What cannot be read is complained about where it is used.
      guard next.settled[name] == nil,
        let number = (try? Evaluator(self).value(of: words))?.datum.asNumber
      else { continue }
      next.settle(name, number)
    }
    return next
  }

  private mutating func settle(_ name: String, _ number: Double) {
    var value = number
    if let place = expected.readings.firstIndex(where: { $0.name == name }) {
      let known = expected.readings.remove(at: place).value
      if (known - number).magnitude <= Self.tolerance * number.magnitude { value = known }
    }
    settled[name] = value
    findings.readings.append(Findings.Reading(name: name, value: value))
  }
}
