import Networks

extension Command {
  static let cite = Command(
    "cite", "The references behind what was used so far.",
    discussion: """
      Behind the schemes that were drawn, the cells and activations, and the commands that measured \
      something, since the session began or was reset. cite bibtex writes them as a BibTeX file. Of a \
      reference only what is known for certain is told.
      """,
    examples: [
      "init Whh glorot 64; unroll 10; backprop; cite", "init Whh orthogonal 64; cite bibtex",
    ],
    onlyTells: true,
    forms: [
      Form("bibtex", "as entries of a BibTeX file") { evaluation in
        let references = evaluation.workspace.references
        return Outcome(
          evaluation.workspace,
          Report(
            result: [Field(key: "bibtex", value: .text(bibTeX(references)))],
            blocks: references.isEmpty ? [nothing] : [.text(bibTeX(references))]))
      },
      Form(nil, "one a line") { evaluation in
        let references = evaluation.workspace.references
        return Outcome(
          evaluation.workspace,
          Report(
            result: [Field(key: "references", value: .list(references.map(record)))],
            blocks: references.isEmpty ? [nothing] : references.map { .sentence($0.line) }))
      },
    ])

  private static let nothing = Block.sentence(
    "Nothing that was used so far rests on a publication.")

  private static func bibTeX(_ references: [Reference]) -> String {
    references.map(\.bibTeX).joined(separator: "\n\n")
  }

  private static func record(_ reference: Reference) -> Datum {
    .record([
      Field(key: "key", value: .text(reference.key)),
      Field(key: "label", value: .text(reference.label)),
      Field(key: "authors", value: .list(reference.authors.map { .text($0) })),
      Field(key: "title", value: .optional(reference.title)),
      Field(key: "venue", value: .optional(reference.venue)),
      Field(key: "year", value: .integer(reference.year)),
      Field(key: "doi", value: .optional(reference.doi)),
      Field(key: "arxiv", value: .optional(reference.arXiv)),
    ])
  }
}

extension Workspace {
  /// Takes note of where something that is used comes from, as its card has it.
  mutating func cite(_ source: String) {
    if !source.isEmpty, !sources.contains(source) { sources.append(source) }
  }

  mutating func cite(_ initializer: any Initializer) { cite(Self.source(of: initializer)) }

  mutating func cite(_ cell: any Cell) { cite(Self.source(of: cell)) }

  private static func source<Scheme: Initializer>(of _: Scheme) -> String { Scheme.card.source }

  private static func source<Model: Cell>(of _: Model) -> String { Model.card.source }

  /// What was used, in the order of the authors: with the model and the activation as they are now,
  /// once there are matrices for them.
  var references: [Reference] {
    var sources = sources
    if !weights.isEmpty { sources += [Self.source(of: cell), activation.source] }
    var found: [Reference] = []
    for reference in sources.flatMap({ Reference.named(by: $0) ?? [] })
    where !found.contains(reference) {
      found.append(reference)
    }
    return found.sorted { $0.label < $1.label }
  }
}
