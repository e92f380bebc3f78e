/// What a command found, as one value; text and JSON are renderings of it.
public struct Report: Equatable, Sendable {
  /// What a program reads, in order: JSON's `result`.
  public var result: [Field]
  /// What a person reads, in order.
  public var blocks: [Block]

  public init(result: [Field] = [], blocks: [Block] = []) {
    self.result = result
    self.blocks = blocks
  }
}

/// A piece of what a person reads.
public enum Block: Equatable, Sendable {
  case heading(String)
  /// Prose, wrapped at the width of the page.
  case sentence(String)
  /// Prose that must not be overlooked.
  case caution(String)
  case facts([Fact])
  case table(Table)
  /// Preformatted lines, such as a help page.
  case text(String)
  /// What it all amounts to: a few words, and the sentence that gives the reason.
  case verdict(headline: String, sentence: String, tone: Tone = .neutral)
}

/// How a verdict is meant; it only chooses a colour, the headline says the same in words.
public enum Tone: Equatable, Sendable {
  case good
  case bad
  case neutral
}

/// One named value on a line of its own: `spectral radius  1.017  predicted 1.032`.
public struct Fact: Equatable, Sendable {
  public var label: String
  public var value: Datum
  public var unit: String?
  public var note: String?

  public init(_ label: String, _ value: Datum, unit: String? = nil, note: String? = nil) {
    self.label = label
    self.value = value
    self.unit = unit
    self.note = note
  }
}
