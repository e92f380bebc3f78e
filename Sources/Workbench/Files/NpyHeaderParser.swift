/// What is wrong with a header.
enum NpyHeaderError: Error, Equatable {
  case unexpected(offset: Int)
  case keys
  case descriptor(String)
  case structured
  case shape

  var cause: FileError.Cause {
    switch self {
    case .unexpected(let offset):
      .badArray(reason: "its header cannot be read from its byte \(offset) on")
    case .keys:
      .badArray(reason: "its header must have descr, fortran_order and shape, each once")
    case .descriptor(let text) where text.dropFirst(text.hasPrefix("O") ? 0 : 1).hasPrefix("O"):
      .pickled
    case .descriptor(let text): .unsupportedType("elements of type '\(text)'")
    case .structured: .unsupportedType("records of several fields")
    case .shape: .badArray(reason: "its shape is not one that an array can have")
    }
  }
}

/// Reads the dict literal of a header, and no more Python than NumPy writes there.
///
///     dict   = "{" key ":" value { "," key ":" value } [ "," ] "}"
///     value  = string | "True" | "False" | "(" [ int { "," int } [ "," ] ] ")"
///     string = "'" { printable but quote and backslash } "'"  |  the same in double quotes
///     int    = digit { digit } [ "L" ]                        Python 2 wrote the L
///
/// with blanks anywhere between, and blanks and a line feed behind. One pass, no recursion.
struct NpyHeaderParser {
  private let text: [UInt8]
  private var place = 0
  private var element: NpyElement?
  private var isFortranOrder: Bool?
  private var shape: [Int]?

  /// NumPy itself allows 32 axes, in its newer versions 64.
  private static let mostAxes = 64

  init(_ text: [UInt8]) { self.text = text }

  /// The whole header.
  mutating func header() throws(NpyHeaderError) -> NpyHeader {
    try expect("{")
    while !take("}") {
      try entry()
      if !take(",") {
        try expect("}")
        break
      }
    }
    skipBlanks()
    guard place == text.count else { throw .unexpected(offset: place) }
    guard let element, let isFortranOrder, let shape else { throw .keys }
    return NpyHeader(element: element, isFortranOrder: isFortranOrder, shape: shape)
  }

  private mutating func entry() throws(NpyHeaderError) {
    let key = try string()
    try expect(":")
    switch key {
    case "descr" where element == nil: element = try descriptor()
    case "fortran_order" where isFortranOrder == nil: isFortranOrder = try truth()
    case "shape" where shape == nil: shape = try tuple()
    default: throw .keys
    }
  }

  private mutating func descriptor() throws(NpyHeaderError) -> NpyElement {
    if peek() == "[" { throw .structured }
    let text = try string()
    guard let element = NpyElement(descriptor: text) else { throw .descriptor(text) }
    return element
  }

  private mutating func truth() throws(NpyHeaderError) -> Bool {
    if take("True") { return true }
    try expect("False")
    return false
  }

  private mutating func tuple() throws(NpyHeaderError) -> [Int] {
    try expect("(")
    var lengths: [Int] = []
    while !take(")") {
      lengths.append(try integer())
      guard lengths.count <= Self.mostAxes else { throw .shape }
      if !take(",") {
        // Without a comma, parentheses only group: (3) is no tuple.
        guard lengths.count > 1 else { throw .unexpected(offset: place) }
        try expect(")")
        break
      }
    }
    return lengths
  }

  private mutating func integer() throws(NpyHeaderError) -> Int {
    skipBlanks()
    let start = place
    while place < text.count, (0x30...0x39).contains(text[place]) { place += 1 }
    guard place > start else { throw .unexpected(offset: place) }
    guard let value = Int(String(decoding: text[start..<place], as: UTF8.self)) else {
      throw .shape
    }
    if place < text.count, text[place] == UInt8(ascii: "L") { place += 1 }
    return value
  }

  private mutating func string() throws(NpyHeaderError) -> String {
    guard let quote = peek(), quote == "'" || quote == "\"" else {
      throw .unexpected(offset: place)
    }
    place += 1
    let start = place
    while place < text.count, Unicode.Scalar(text[place]) != quote {
      guard (0x20...0x7E).contains(text[place]), text[place] != UInt8(ascii: "\\") else {
        throw .unexpected(offset: place)
      }
      place += 1
    }
    guard place < text.count else { throw .unexpected(offset: place) }
    place += 1
    return String(decoding: text[start..<place - 1], as: UTF8.self)
  }

  // MARK: Characters

  private mutating func skipBlanks() {
    while place < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[place]) { place += 1 }
  }

  /// The next character that is not blank.
  private mutating func peek() -> Unicode.Scalar? {
    skipBlanks()
    return place < text.count ? Unicode.Scalar(text[place]) : nil
  }

  /// Moves behind `token` if it comes next.
  private mutating func take(_ token: String) -> Bool {
    skipBlanks()
    guard text[place...].starts(with: token.utf8) else { return false }
    place += token.utf8.count
    return true
  }

  private mutating func expect(_ token: String) throws(NpyHeaderError) {
    guard take(token) else { throw .unexpected(offset: place) }
  }
}
