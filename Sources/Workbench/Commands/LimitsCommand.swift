import Language

extension Command {
  static let limits = Command(
    "limits", "Show what statements may cost, or change it.",
    discussion: """
      A statement that would go beyond a limit is refused before it begins. What limits changes is a \
      setting of the workspace; reset takes it back. A session that is replayed may lower its limits; \
      --trust lets it raise them, and lifts those of the table that say so. help trust tells more.
      """,
    examples: ["limits", "limits passes=100; limits steps=2e8 memory=0.75"],
    .limits
  ) { evaluation, settings in
    var limits = evaluation.limits
    for setting in settings {
      try evaluation.checkRaising(setting, in: limits)
      limits = setting.limit.setting(setting.value, in: limits)
    }
    var next = evaluation.workspace
    next.limits = limits
    return Outcome(next, report(limits, settings.map(\.limit)))
  }

  /// The table, or after a change what was changed.
  private static func report(_ limits: Limits, _ changed: [Limit]) -> Report {
    let now = changed.map { limit in
      "\(limit.name) is at most \(limit.shown(in: limits)) \(limit.unit) \(limit.meaning)"
    }
    return Report(
      result: Limit.all.map { limit in
        Field(key: limit.name, value: .record(limit.fields(in: limits)))
      },
      blocks: changed.isEmpty
        ? [.table(table(limits)), .sentence(legend)]
        : [.sentence(now.joined(separator: "; "))])
  }

  private static func table(_ limits: Limits) -> Table {
    Table(
      columns: [
        Table.Column("limit", .left), Table.Column("at most"), Table.Column("", .left),
        Table.Column("changed by", .left),
      ],
      rows: Limit.all.map { limit in
        [
          .text(limit.name), .text(limit.shown(in: limits)),
          .text("\(limit.unit) \(limit.meaning)"), .text(limit.changedBy),
        ]
      })
  }

  private static let legend =
    "limits NAME=VALUE changes one, as in limits steps=1e9. Passes are counted at each level of "
    + "nesting: 1000 inside 1000 are a million. In a list 8 bytes of text count as a value."
}

extension Evaluation {
  /// A session that may not have been written here raises none of its limits.
  fileprivate func checkRaising(
    _ setting: LimitSetting, in limits: Limits
  ) throws(Diagnostic) {
    guard resources.access.isGuarded, setting.value > setting.limit.value(in: limits) else {
      return
    }
    throw Diagnostic(
      .notGranted, "a session may not raise the limit '\(setting.limit.name)' unasked",
      at: setting.range, hint: "--trust allows it; help trust tells what a session may do by itself"
    )
  }
}

extension Limit {
  /// The value as it could be typed.
  fileprivate func shown(in limits: Limits) -> String { Datum.number(value(in: limits)).literal }

  fileprivate var changedBy: String {
    [settable == nil ? nil : "limits", isLiftedByTrust ? "--trust" : nil].compactMap(\.self)
      .joined(separator: ", ")
  }

  fileprivate func fields(in limits: Limits) -> [Field] {
    [
      Field(key: "value", value: .number(value(in: limits))),
      Field(key: "meaning", value: .text("\(unit) \(meaning)")),
      Field(key: "settable", value: .boolean(settable != nil)),
      Field(key: "lifted_by_trust", value: .boolean(isLiftedByTrust)),
    ]
  }
}

/// One `name=value` of `limits`.
struct LimitSetting: Sendable {
  let limit: Limit
  let value: Double
  let range: SourceRange
}

extension Parameter where Argument == [LimitSetting] {
  /// Each limit that can be set, by its name.
  fileprivate static var limits: Self {
    let settable = Limit.all.filter { $0.settable != nil }
    let infos = settable.map { limit in
      ParameterInfo(
        place: .labelled, label: limit.name, slot: .expression,
        help: "\(limit.unit) \(limit.meaning)", isRequired: false,
        fallback: Datum.number(limit.value(in: .standard)).literal)
    }
    return Parameter(infos: infos) { (reader, evaluation) throws(Diagnostic) in
      var settings: [LimitSetting] = []
      for limit in settable {
        guard let argument = reader.labelled(limit.name) else { continue }
        let value = try evaluation.number(try argument.expression, from: argument.range)
        try check(value, of: limit, at: argument.range)
        settings.append(LimitSetting(limit: limit, value: value, range: argument.range))
      }
      return settings
    }
  }

  private static func check(
    _ value: Double, of limit: Limit, at range: SourceRange
  ) throws(Diagnostic) {
    guard let allowed = limit.settable else { return }
    // Only the share of the memory is a fraction.
    let isCount = Int(exactly: limit.value(in: .standard)) != nil
    guard !allowed.contains(value) || isCount && value != value.rounded() else { return }
    let (least, most) = (Datum.number(allowed.lowerBound), Datum.number(allowed.upperBound))
    throw Diagnostic(
      .outOfRange,
      "\(limit.name) is a \(isCount ? "whole " : "")number from \(least.literal) to "
        + most.literal,
      at: range, hint: "try \(limit.name)=\(Datum.number(limit.value(in: .standard)).literal)")
  }
}
