import Language
import Networks

/// A knob as a statement turned it.
typealias KnobSetting = Located<(label: String, value: KnobValue)>

/// A thing with knobs, as a statement turns them.
///
/// Settings of knobs that the card does not have are passed over: who declared them knows why.
func turning<Root>(
  _ root: Root, _ card: Card<Root>, _ settings: [KnobSetting]
) throws(Diagnostic) -> Root {
  var turned = root
  for setting in settings {
    guard let knob = card.knobs.first(where: { $0.label == setting.value.label }) else { continue }
    do {
      try knob.set(&turned, setting.value.value)
    } catch {
      throw diagnostic(for: error, of: knob, at: setting.range)
    }
  }
  return turned
}

private func diagnostic<Root>(
  for error: KnobError, of knob: Knob<Root>, at range: SourceRange
) -> Diagnostic {
  let hint = "try \(knob.label)=\(knob.fallback ?? "1")"
  return switch error {
  case .wantsNumber:
    Diagnostic(.wrongType, "\(knob.label) is a number", at: range, hint: hint)
  case .outOfRange(let allowed):
    Diagnostic(.outOfRange, "\(knob.label) is \(allowed)", at: range, hint: hint)
  case .notAmong(let words):
    Diagnostic(.unknownChoice, "\(knob.label) is \(words.joined(separator: " or "))", at: range)
  }
}

extension Evaluation {
  /// What labelled arguments say, with `locals` in scope in their expressions.
  func knobSettings(
    _ arguments: [Language.Argument], locals: [String: Datum] = [:]
  ) throws(Diagnostic) -> [KnobSetting] {
    var settings: [KnobSetting] = []
    for argument in arguments {
      guard let label = argument.label else { continue }
      let value: KnobValue
      if case .word(let word) = argument.content {
        value = .word(word)
      } else {
        value = .number(
          try number(try argument.expression, from: argument.range, locals: locals))
      }
      settings.append(Located((label.value, value), at: argument.range))
    }
    return settings
  }
}

/// One knob of something with a card, without its type.
struct KnobInfo: Equatable, Sendable {
  let label: String
  let help: String
  let fallback: String?
  /// The words it takes; empty for a number.
  let choices: [String]

  init<Root>(_ knob: Knob<Root>) {
    (label, help, fallback) = (knob.label, knob.help, knob.fallback)
    if case .choice(let words) = knob.kind { choices = words } else { choices = [] }
  }

  /// The knob as a labelled argument; `stand` is what a usage line says instead.
  func parameter(stand: String? = nil) -> ParameterInfo {
    ParameterInfo(
      place: .labelled, label: label, slot: choices.isEmpty ? .expression : .word, help: help,
      isRequired: false, fallback: stand == nil ? fallback : nil, choices: choices, stand: stand)
  }
}

extension Datum {
  /// What a knob is set to.
  init(_ value: KnobValue) {
    switch value {
    case .number(let number): self = .number(number)
    case .word(let word): self = .text(word)
    }
  }
}
