import Language

// What an editor asks to know whether Enter ends a statement.

extension Catalogue {
  /// Whether more text could complete the last statement of `text`: a bracket, a brace or a string is
  /// open.
  public func isIncomplete(_ text: String) -> Bool { openDepth(of: text) != nil }

  /// How many brackets and braces are open at the end of a text, 0 in a string; `nil` where nothing is.
  fileprivate func openDepth(of text: String) -> Int? {
    var parser = Parser(text, grammar: grammar)
    while true {
      do {
        guard try parser.next() != nil else { return nil }
      } catch {
        if error.isIncomplete {
          return parser.text(of: error.range) == "\"" ? 0 : parser.unclosed
        }
        parser.recover()
      }
    }
  }
}

extension Session {
  /// By how many columns a line that follows `text` is indented: two for each open bracket and brace.
  ///
  /// Not in a string, of which the blanks would be a part. O(text).
  public func indentation(after text: String) -> Int { 2 * (catalogue.openDepth(of: text) ?? 0) }
}
