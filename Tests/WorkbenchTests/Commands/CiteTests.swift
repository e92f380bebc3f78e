import LinearAlgebra
import Networks
import Testing
import Workbench

/// Every source has its reference, and what was used is cited.
@Suite struct CiteTests {
  private static func source<Scheme: Initializer>(_: Scheme.Type) -> String { Scheme.card.source }
  private static func model<Model: Cell>(_: Model.Type) -> String { Model.card.source }
  private static func predictions<Scheme: Initializer>(_: Scheme.Type) -> [String] {
    [Shape(64, 64), Shape(64, 32)].compactMap { Scheme().law(for: $0).prediction(for: $0)?.source }
  }

  static let sources = Set(
    initializers.map { source($0) } + initializers.flatMap { predictions($0) }
      + cells.map { model($0) } + activations.map { $0.source }
      + Catalogue.standard.commands.map(\.source)
  ).sorted()

  @Test(arguments: sources)
  func everySourceHasItsReferences(source: String) {
    let references = Reference.named(by: source)
    #expect(references != nil, "'\(source)' is not in Workbench/References")
    let isPublished = source.contains { $0.isNumber }
    #expect(
      (references?.isEmpty == false)
        == (isPublished || source.contains("torch") || source.contains("Keras")))
  }

  @Test(arguments: Reference.all)
  func everyReferenceIsWellFormed(_ reference: Reference) {
    #expect((1900...2030).contains(reference.year))
    #expect(!reference.authors.isEmpty)
    let named = reference.label.dropLast(5)
    let first = reference.authors[0].split(separator: " ").last ?? ""
    // The label begins with the first author, in some spelling of the name.
    #expect(named.first == first.first || named.contains(first), "\(reference.label): \(first)")
    #expect(reference.bibTeX.hasPrefix("@\(reference.kind.rawValue){\(reference.key),\n"))
    #expect(reference.bibTeX.count { $0 == "{" } == reference.bibTeX.count { $0 == "}" })
    #expect(reference.doi?.hasPrefix("10.") ?? true)
  }

  @Test func labelsAndKeysAreDistinct() {
    #expect(Set(Reference.all.map(\.label)).count == Reference.all.count)
    #expect(Set(Reference.all.map(\.key)).count == Reference.all.count)
  }

  @Test func aSourceMayHaveRemarksAndParts() throws {
    let found = try #require(Reference.named(by: "Martens 2010, as in torch.nn.init; Elman 1990"))
    #expect(found.map(\.label) == ["Martens 2010", "Elman 1990"])
    #expect(Reference.named(by: "elementary") == [])
    #expect(Reference.named(by: "Nobody 1900") == nil)
    #expect(
      Reference.named(by: "torch.nn.Linear")?.map(\.label) == ["Paszke et al. 2019"])
  }

  private func labels(_ script: String) throws -> [Datum] {
    let shell = Shell()
    guard case .list(let items)? = try shell.result("\(script); cite")["references"] else {
      return []
    }
    return items.compactMap { item in
      guard case .record(let fields) = item else { return nil }
      return fields.first { $0.key == "label" }?.value
    }
  }

  @Test(arguments: [
    ("seed 1", []),
    ("init Whh glorot 8", ["Elman 1990", "Glorot and Bengio 2010", "Salmon et al. 2011"]),
    (
      "init Whh orthogonal 8; init Whh constant; unroll 3; backprop",
      [
        "Elman 1990", "Mezzadri 2007", "Salmon et al. 2011", "Saxe, McClelland and Ganguli 2014",
        "Werbos 1990",
      ]
    ),
    ("set activation relu; set activation tanh", ["Nair and Hinton 2010"]),
    ("model gru 8; model rnn", ["Cho et al. 2014", "Elman 1990"]),
    (
      "compare glorot size=4 T=3 seeds=1",
      ["Glorot and Bengio 2010", "Hyndman and Fan 1996", "Salmon et al. 2011"]
    ),
    ("init Whh glorot 8; reset", []),
    (
      "model lstm 8; init all as keras.LSTM; bias chrono 9",
      [
        "Chollet et al. 2015", "Gers, Schmidhuber and Cummins 2000",
        "Hochreiter and Schmidhuber 1997", "Mezzadri 2007", "Salmon et al. 2011",
        "Saxe, McClelland and Ganguli 2014", "Tallec and Ollivier 2018",
      ]
    ),
  ])
  func whatWasUsedIsCited(script: String, expected: [String]) throws {
    #expect(try labels(script) == expected.map { .text($0) })
  }

  @Test func whatFailsIsNotCited() throws {
    let shell = Shell()
    shell.run("init Whh glorot; backprop")
    #expect(try shell.result("cite")["references"] == .list([]))
    #expect(shell.text().contains("Nothing"))
  }

  @Test func bibtexIsAFile() throws {
    let shell = Shell()
    let result = try shell.result("init Whh glorot 8; cite bibtex")
    guard case .text(let text)? = result["bibtex"] else {
      Issue.record("no text")
      return
    }
    #expect(text.hasPrefix("@article{elman1990,\n  author = {Jeffrey L. Elman},\n"))
    #expect(text.contains("@inproceedings{glorot2010,"))
    #expect(text.contains("  author = {Xavier Glorot and Yoshua Bengio},\n"))
    #expect(shell.text(width: 200) == text + "\n")
  }
}
