/// A value that a command found, in the few shapes that JSON, a person and `expect` all understand.
public indirect enum Datum: Equatable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([Datum])
  /// A list of numbers, kept unwrapped because a series may have millions.
  case numbers([Double])
  /// Named values; their order is the order in which they are shown.
  case record([Field])
}

/// A value with its name.
public struct Field: Equatable, Sendable {
  /// In snake_case: the key in JSON, and the name by which expressions read the value.
  public var key: String
  public var value: Datum

  public init(key: String, value: Datum) {
    self.key = key
    self.value = value
  }
}
