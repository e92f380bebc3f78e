import Language
import Networks

// Candidates for arguments, from what the commands declare of their parameters.

extension Prospect {
  /// The form of a command that a keyword chooses.
  func form(verb: String?, keyword: String?) -> Form? {
    catalogue.commands.first { $0.name == verb }?.forms.first { $0.keyword == keyword }
  }

  /// The parameter that something is the value of.
  func parameter(_ kind: Opening.Kind, _ frame: Opening.Frame) -> ParameterInfo? {
    let parameters = form(verb: frame.verb, keyword: frame.keyword)?.parameters ?? []
    switch kind {
    case .positional(let place):
      let placed = parameters.filter { $0.place == .positional }
      return place < placed.count ? placed[place] : nil
    case .rest: return parameters.first { $0.place == .rest }
    case .labelled(let label):
      return labelled(frame, given: []).first { $0.label == label }
    default: return nil
    }
  }

  /// The candidates for the value of a parameter.
  func offers(for parameter: ParameterInfo, _ frame: Opening.Frame) -> [Offer] {
    switch parameter.slot {
    case .keyword(let word): return [Offer(candidates: [Completion(word)])]
    case .block: return [Offer(candidates: [Completion("{")])]
    case .statement: return [Offer(candidates: verbs)]
    case .path:
      return [Offer(candidates: PathCompletion(fragment).candidates, isChosen: true)]
    default: break
    }
    var offers: [Offer] = []
    if let domain = parameter.domain { offers += domain.offers(self) }
    if !parameter.choices.isEmpty { offers.append(Offer(candidates: choices(of: parameter))) }
    if let fallback = parameter.fallback, !parameter.choices.contains(fallback) {
      offers.append(Offer(candidates: [Completion(fallback, "default")]))
    }
    // In an expression the parser asks for names once one has been begun.
    if parameter.slot == .expression || parameter.slot == .sentence, fragment.isEmpty,
      parameter.domain != .furtherSizes
    {
      let locals = parameter.isKnob ? locals(of: frame) : []
      offers.append(Offer(candidates: locals + variables, kind: .names))
    }
    return offers
  }

  private func choices(of parameter: ParameterInfo) -> [Completion] {
    parameter.choices.flatMap { choice -> [Completion] in
      if let name = MatrixName(rawValue: choice) { return matrices(name) }
      let isDefault = choice == parameter.fallback
      return [Completion(choice, Self.meaning(of: choice, isDefault: isDefault))]
    }
  }

  private static func meaning(of choice: String, isDefault: Bool) -> String {
    if let activation = activations.first(where: { $0.name == choice }) {
      return activation.formula
    }
    return isDefault ? "default" : ""
  }

  /// What only the knobs of a drawing may use.
  func locals(of frame: Opening.Frame) -> [Completion] {
    let parameters = form(verb: frame.verb, keyword: frame.keyword)?.parameters ?? []
    guard parameters.contains(where: { $0.domain == .schemes }) else { return [] }
    return Drawing.locals(for: Shape(1, 1)).keys.sorted().map { Completion($0, "of the matrix") }
  }
}

// MARK: - Labels and flags

extension Prospect {
  /// The labels and flags that the statement does not have yet.
  func named(_ frame: Opening.Frame, behind places: Int) -> [Completion] {
    let parameters = form(verb: frame.verb, keyword: frame.keyword)?.parameters ?? []
    let given = Set(frame.arguments.compactMap(\.label?.value)).union(labelsBehind)
    let missing = parameters.filter { $0.place == .positional }.dropFirst(places)
    // Before what has to be there, names are shown only to who asks for them.
    if fragment.isEmpty, missing.contains(where: \.isRequired) { return [] }
    let flags = parameters.filter { $0.place == .flag && !given.contains($0.label) }
    return labels(labelled(frame, given: given))
      + flags.map { Completion("--" + $0.label, $0.help) }
  }

  func labels(_ parameters: [ParameterInfo]) -> [Completion] {
    parameters.map { parameter in
      let fallback = parameter.fallback.map { "; default \($0)" } ?? ""
      return Completion(parameter.label + "=", parameter.help + fallback, ending: "")
    }
  }

  /// The labelled parameters that may still be given; of the knobs those of the scheme that is named.
  private func labelled(_ frame: Opening.Frame, given: Set<String>) -> [ParameterInfo] {
    let all = (form(verb: frame.verb, keyword: frame.keyword)?.parameters ?? [])
      .filter { $0.place == .labelled }
    let taken = all.filter { given.contains($0.label) }
    let own = all.filter { parameter in
      !parameter.isKnob && !given.contains(parameter.label)
        && !taken.contains { $0.isAlternative(to: parameter) }
    }
    guard all.contains(where: \.isKnob), let scheme = scheme(of: frame) else { return own }
    return knobs(of: scheme, given: given) + own
  }

  /// The scheme that a statement names.
  private func scheme(of frame: Opening.Frame) -> String? {
    let parameters = form(verb: frame.verb, keyword: frame.keyword)?.parameters ?? []
    let placed = parameters.filter { $0.place == .positional && !$0.isKeyword }
    guard let place = placed.firstIndex(where: { $0.domain == .schemes }) else { return nil }
    let arguments = frame.arguments.filter { $0.label == nil }
    guard place < arguments.count, case .word(let word) = arguments[place].content else {
      return nil
    }
    return word
  }

  /// The knobs of a scheme that may still be turned.
  func knobs(of scheme: String, given: Set<String>) -> [ParameterInfo] {
    guard let info = Scheme(named: scheme)?.info else { return [] }
    let excluded = info.exclusive.flatMap { one, other in
      (given.contains(one) ? [other] : []) + (given.contains(other) ? [one] : [])
    }
    return info.knobs.filter { !given.contains($0.label) && !excluded.contains($0.label) }
      .map { knob in
        var parameter = knob.parameter()
        parameter.isKnob = true
        return parameter
      }
  }
}

extension ParameterInfo {
  /// Whether only one of the two may be given, as their usage `a=1|b=1` says.
  fileprivate func isAlternative(to other: ParameterInfo) -> Bool {
    stand != nil && stand == other.stand && stand?.contains("|") == true
  }
}
