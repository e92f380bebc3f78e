/// A publication or a library, as it is cited; what is not known for certain is left out.
public struct Reference: Equatable, Sendable {
  public enum Kind: String, Sendable {
    case article, inproceedings, incollection, book, techreport, misc
  }

  /// Authors and year, as the cards name it.
  public let label: String
  public let kind: Kind
  public let authors: [String]
  public let title: String?
  /// The journal, the proceedings, the publisher or the institution.
  public let venue: String?
  public let year: Int
  public let doi: String?
  public let arXiv: String?
  /// How sources that name a part of it begin, such as `torch.nn`.
  let prefixes: [String]

  init(
    _ label: String, _ kind: Kind, _ authors: [String], _ title: String?, _ venue: String? = nil,
    doi: String? = nil, arXiv: String? = nil, prefixes: [String] = []
  ) {
    self.label = label
    self.kind = kind
    self.authors = authors
    self.title = title
    self.venue = venue
    // A label ends with its year.
    year = Int(label.suffix(4)) ?? 0
    self.doi = doi
    self.arXiv = arXiv
    self.prefixes = prefixes
  }

  public static let all = ofNetworks + ofTheory + ofMethods

  /// The references that a card's source names: labels between semicolons, each perhaps with a remark
  /// behind a comma; `nil` where one of them is not known.
  ///
  /// What is elementary has none.
  public static func named(by source: String) -> [Reference]? {
    var found: [Reference] = []
    for part in source.split(separator: ";") {
      let words = part.drop { $0 == " " }
      guard words != "elementary" else { continue }
      let meant = all.filter { $0.isNamed(by: words) }
      if meant.isEmpty { return nil }
      found += meant.filter { !found.contains($0) }
    }
    return found
  }

  private func isNamed(by words: Substring) -> Bool {
    words == label || words.hasPrefix(label + ",") || prefixes.contains { words.hasPrefix($0) }
  }

  /// In one line: authors, year, title, venue and where to find it.
  public var line: String {
    let place = [
      title, venue, doi.map { "doi:\($0)" }, arXiv.map { "arXiv:\($0)" },
    ].compactMap(\.self)
    return ("\(authorText) (\(year))" + place.map { ". " + $0 }.joined()) + "."
  }

  private var authorText: String {
    guard let last = authors.last, authors.count > 1 else { return authors.first ?? label }
    return authors.dropLast().joined(separator: ", ") + " and " + last
  }

  /// An entry of a BibTeX file, in UTF-8.
  public var bibTeX: String {
    let place: String =
      switch kind {
      case .article: "journal"
      case .inproceedings, .incollection: "booktitle"
      case .book: "publisher"
      case .techreport: "institution"
      case .misc: "howpublished"
      }
    let fields: [(String, String?)] = [
      ("author", authors.joined(separator: " and ")),
      ("title", title.map { "{\($0)}" }), (place, venue), ("year", "\(year)"), ("doi", doi),
      ("eprint", arXiv), ("archiveprefix", arXiv.map { _ in "arXiv" }),
    ]
    let lines = fields.compactMap { name, value in value.map { "  \(name) = {\($0)}" } }
    return "@\(kind.rawValue){\(key),\n" + lines.joined(separator: ",\n") + "\n}"
  }

  /// `glorot2010`: letters of the first author's last name, and the year; distinct for all there are.
  public var key: String {
    let name = label.prefix { $0 != "," && $0 != " " }
    let letters = name.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) }
    let plain = String(String.UnicodeScalarView(letters)) + "\(year)"
    let rivals = Reference.all.filter { $0.label.prefix { $0 != "," && $0 != " " } == name }
      .filter { $0.year == year }
    guard rivals.count > 1, let index = rivals.firstIndex(of: self) else { return plain }
    return plain + String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
  }
}
