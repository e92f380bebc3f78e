import Foundation
import Testing
import Workbench

@Suite struct TextRendererTests {
  @Test(arguments: [40, 80, 120], [false, true])
  func pagesAreAsRecorded(width: Int, ascii: Bool) throws {
    let page = TextRenderer(width: width, ascii: ascii).render(Report.sample)
    let name = "page-\(width)\(ascii ? "-ascii" : "").txt"
    #expect(try Fixtures.recorded("pages/\(name)", as: page) == page)
  }

  @Test(arguments: 20...200) func nothingIsWiderThanThePageButWords(width: Int) {
    let page = TextRenderer(width: width).render(Report.sample)
    for line in page.split(separator: "\n") where line.displayWidth > width {
      // What may stand out: preformatted text, and a row whose narrowest form does not fit.
      #expect(width < 60 || line.contains("escape"), "\(width): \(line)")
    }
  }

  @Test func numbersLineUpAtTheirPoints() {
    let table = Table(
      columns: [Table.Column("x")],
      rows: [[.number(1.5)], [.integer(12)], [.number(1e-9)], [.number(.nan)]])
    let page = TextRenderer().render(Report(blocks: [.table(table)]))
    #expect(
      page.split(separator: "\n") == [
        "         x", "──────────", "  1.500", " 12", "  1.000e-9", "nan",
      ])
  }

  @Test func colourIsOnlyAddedToTheSameText() {
    let plain = TextRenderer().render(Report.sample)
    let colored = TextRenderer(color: true).render(Report.sample)
    #expect(colored.contains("\u{1B}[1;31mverdict: gradients vanish, by saturation\u{1B}[0m\n"))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test func noControlCharacterGetsThrough() {
    let evil = "a\u{1B}]0;title\u{7}\u{202E}\r\n\tb"
    let report = Report(blocks: [
      .heading(evil), .sentence(evil), .caution(evil), .text(evil),
      .facts([Fact(evil, .text(evil), unit: evil, note: evil)]),
      .table(Table(columns: [.init(evil, unit: evil)], rows: [[.init(.text(evil), mark: evil)]])),
      .verdict(headline: evil, sentence: evil),
    ])
    let page = TextRenderer(width: 200).render(report)
    #expect(!page.unicodeScalars.contains { $0.isUnsafeToShow && $0 != "\n" })
  }

  @Test func anEmptyReportIsAnEmptyPage() {
    #expect(TextRenderer().render(Report()).isEmpty)
    let empty = Table(columns: [], rows: [[Datum]]())
    #expect(TextRenderer().render(Report(blocks: [.facts([]), .table(empty)])).isEmpty)
  }

  @Test(arguments: [
    (Datum.null, "–"), (.boolean(true), "yes"), (.integer(512), "512"), (.text("a"), "a"),
    (.list([.integer(1), .text("b")]), "[1, b]"), (.numbers([1, 0.5]), "[1.000, 0.5000]"),
    (.numbers((0..<9).map(Double.init)), "[0, 1.000, 2.000, …, 7.000, 8.000] of 9"),
    (.record([Field(key: "a", value: .integer(1)), Field(key: "b", value: .null)]), "a 1, b –"),
  ]) func valuesAreShort(value: Datum, text: String) {
    #expect(value.shown == text)
  }
}
