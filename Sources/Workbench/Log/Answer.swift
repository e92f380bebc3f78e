import Language

/// One thing that a statement answered, as a session file records it: `std=0.0442`, `Whh.hash=9f3c…`.
struct Answer: Equatable, Sendable {
  enum Value: Equatable, Sendable {
    case number(Double, Promise)
    case word(String)
    case hash(ContentHash)
  }

  /// The keys of the report with points between them.
  let key: String
  let value: Value

  /// The value as it is recorded.
  var text: String {
    switch value {
    case .number(let number, let promise): promise.text(of: number) ?? "nan"
    case .word(let word): word
    case .hash(let hash): hash.description
    }
  }

  /// Whether it is what was recorded.
  func agrees(with recorded: String) -> Bool {
    switch value {
    case .number(let number, let promise): promise.agrees(number, with: recorded)
    case .word, .hash: text == recorded
    }
  }

  /// How closely it has to agree, in words.
  var tolerance: String {
    switch value {
    case .number(_, let promise): promise.summary
    case .word, .hash: "every bit"
    }
  }
}

/// The answers of one statement in the order of its report.
struct AnswerList {
  /// The most numbers that are recorded of one statement; hashes come on top.
  static let limit = 100

  private(set) var answers: [Answer] = []
  private let statement: Statement
  /// The hash of all series of which every bit is promised.
  private var series: ContentHash?

  /// What the report of `statement` says; `prefix` begins the keys.
  init(_ report: Report, of statement: Statement, prefix: String = "") {
    self.statement = statement
    add(report.result, under: prefix)
    let key = prefix.isEmpty ? "series.hash" : "\(prefix).series.hash"
    if let series { answers.append(Answer(key: key, value: .hash(series))) }
  }

  /// What was known from the statement itself, or is told in a better way.
  private static let unrecorded: Set<String> = [
    "matrix", "scheme", "law", "laws", "rows", "columns", "fan_in", "fan_out", "path", "input",
    "cell", "activation", "untied", "batch", "seed", "draw", "dtype", "file_dtype", "unit", "name",
    "origin", "hidden", "inputs", "outputs", "gates", "knob", "recipe", "edit", "measures",
    "factor", "evidence", "burn_in",
    "thresholds", "predicted_variance", "model", "variables", "summary", "topic", "usage",
    "shown_rows", "shown_columns", "values", "bibtex", "references", "sentences", "remarks", "size",
    "target", "text", "holds", "shape", "size_range", "expected_std",
  ]

  private mutating func add(_ fields: [Field], under prefix: String) {
    for field in fields where !Self.unrecorded.contains(field.key) {
      add(field.value, as: prefix.isEmpty ? field.key : "\(prefix).\(field.key)")
    }
  }

  private mutating func add(_ datum: Datum, as key: String) {
    switch datum {
    case .null: break
    case .boolean(let truth): add(.word("\(truth)"), as: key)
    case .integer(let integer):
      // A count is the same everywhere, whatever it rests on.
      let isKept = Promise.of(key, by: statement) != .nothing
      if isKept { add(.number(Double(integer), .exact), as: key) }
    case .number(let number): add(number, as: key)
    case .text(let text): if Self.isWord(text) { add(.word(text), as: key) }
    case .record(let fields): add(fields, under: key)
    case .numbers(let numbers): add(numbers, as: key)
    case .list(let items): add(items, as: key)
    }
  }

  private mutating func add(_ number: Double, as key: String) {
    let promise = Promise.of(key, by: statement)
    if promise != .nothing { add(.number(number, promise), as: key) }
  }

  /// The ends of a series, and a part in the hash of all of them where every bit is promised.
  private mutating func add(_ numbers: [Double], as key: String) {
    let promise = Promise.of(key, by: statement)
    let isShort = numbers.count <= 6
    let first = Self.firstIndex(of: key)
    for index in numbers.indices where isShort || index == 0 || index == numbers.count - 1 {
      add(numbers[index], as: "\(key)[\(index + first)]")
    }
    guard promise == .exact, !isShort else { return }
    var hash = series ?? ContentHash()
    hash.take(numbers)
    series = hash
  }

  private mutating func add(_ items: [Datum], as key: String) {
    if let numbers = Datum.list(items).asNumbers { return add(numbers, as: key) }
    for (index, item) in items.enumerated() {
      // What has a name of its own goes by that.
      if case .record(let fields) = item, case .text(let name)? = fields.first?.value {
        add(fields, under: "\(key).\(Self.isWord(name) ? name : "\(index + 1)")")
      } else if items.count <= 6 {
        add(item, as: "\(key)[\(index + 1)]")
      }
    }
  }

  private mutating func add(_ value: Answer.Value, as key: String) {
    guard answers.count < Self.limit else { return }
    answers.append(Answer(key: key, value: value))
  }

  /// The index by which expressions call the first element of a series.
  private static func firstIndex(of key: String) -> Int {
    let name = key.split(separator: ".").last.map(String.init)
    return QuantityGroup.series.first { $0.name == name }?.firstIndex ?? 1
  }

  /// Whether a text can stand in a record as it is.
  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0 != "=" && $0 != "." }
  }
}
