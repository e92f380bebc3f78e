import Language
import Workbench

/// Statements drawn from the declarations of the commands: their examples, and their forms filled with
/// what the parameters say may stand there.
///
/// Many of them fail, as statements of people do.
public struct RandomStatements {
  private var random: SplitMix
  private var commands = Catalogue.standard.commands

  public init(seed: UInt64) { random = SplitMix(seed: seed) }

  /// A few lines, so many of each command that all of them occur in the long run.
  public mutating func script(lines: Int, without excluded: Set<String> = []) -> [String] {
    commands.removeAll { excluded.contains($0.name) }
    return (0..<lines).map { _ in
      let command = commands[random.below(commands.count)]
      return random.below(2) == 0 ? example(of: command) : filled(command)
    }
  }

  private mutating func example(of command: Command) -> String {
    Self.small(command.examples[random.below(command.examples.count)])
  }

  /// The same with sizes that take no time.
  private static func small(_ text: String) -> String {
    let sizes = [
      ("512", "16"), ("256", "12"), ("128", "10"), ("100", "9"), ("64", "8"), ("T=50", "T=8"),
      ("unroll 50", "unroll 7"),
    ]
    return sizes.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  private mutating func filled(_ command: Command) -> String {
    let form = command.forms[random.below(command.forms.count)]
    var words = [command.name] + [form.keyword].compactMap(\.self)
    for parameter in form.parameters {
      let isLeftOut = !parameter.isRequired && random.below(3) > 0
      if !isLeftOut { words.append(word(for: parameter)) }
    }
    return words.joined(separator: " ")
  }

  private mutating func word(for parameter: ParameterInfo) -> String {
    let value = value(for: parameter)
    return switch parameter.place {
    case .flag: "--\(parameter.label)"
    case .labelled: "\(parameter.label)=\(value)"
    case .positional, .rest: value
    }
  }

  private mutating func value(for parameter: ParameterInfo) -> String {
    if !parameter.choices.isEmpty, parameter.slot != .phrase {
      return parameter.choices[random.below(parameter.choices.count)]
    }
    switch parameter.slot {
    case .expression: return pick("1", "2", "3", "0.5", "0.9", "6", "10", "-1", "sqrt(2)")
    case .sentence: return pick("[0.5, 1]", "1 + 1", "Whh.std", "1..3", "Whh.radius < 9", "g")
    case .keyword(let word): return word
    case .name: return pick("g", "n", "σ")
    case .block: return "{ " + example(of: commands[random.below(commands.count)]) + " }"
    case .statement: return example(of: commands[random.below(commands.count)])
    case .call: return pick("xavier", "he", "orthogonal", "normal(gain=2)", "reservoir")
    case .path: return pick("w.npy", "v.csv", "t.txt")
    case .phrase: return pick("step", "with", "1:\"init Whh ring 6\"")
    case .word:
      return pick("xavier", "reservoir", "lesson", "Whh", "variance", "\"a note\"", "torch")
    }
  }

  private mutating func pick(_ words: String...) -> String { words[random.below(words.count)] }
}

/// Sebastiano Vigna's SplitMix64: the same numbers for the same seed.
public struct SplitMix {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(count))
  }
}
