import Testing
import Workbench

@Suite struct VisibleTextTests {
  @Test func controlsAreSpelledOut() {
    #expect("a\u{1B}[2Jb".visible == #"a\u{1b}[2Jb"#)
    #expect("x\u{202E}y\u{2066}\u{9B}\u{7F}\n".visible == #"x\u{202e}y\u{2066}\u{9b}\u{7f}\u{a}"#)
    // Swift takes CR LF for one character; both are spelled out all the same.
    #expect("\r\n".visible == #"\u{d}\u{a}"#)
  }

  @Test func ordinaryTextStaysAsItIs() {
    for text in ["", "σ² × 3", "e\u{301}", "中文", "👩‍🔬"] { #expect(text.visible == text) }
  }

  @Test(arguments: [
    ("σ√n", "sigma sqrt n"), ("σ²", "sigma^2"), ("2σ(x)", "2 sigma(x)"), ("Wᵢⱼ", "Wij"),
    ("10⁻⁵", "10^-5"), ("h₀ ≤ ρ", "h0 <= rho"),
    ("512 × 65", "512 x 65"), ("Jᵀv", "J^Tv"), ("λ₁ ± 0.1…", "lambda1 +- 0.1..."),
    ("中", #"\u{4e2d}"#), ("plain", "plain"),
  ]) func mathematicsHasAsciiNames(text: String, ascii: String) {
    #expect(text.asciiSpelling == ascii)
  }

  @Test func asciiSpellingIsAsciiForEveryScalar() {
    for value in UInt32(0)..<0x11_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let spelling = String(Character(scalar)).asciiSpelling
      #expect(spelling.utf8.allSatisfy { $0 < 0x80 } && !spelling.isEmpty, "\(value)")
    }
  }

  /// Widths that glibc's `wcwidth` gives in a UTF-8 locale.
  @Test(arguments: [
    ("", 0), ("plain", 5), ("σ²", 2), ("中文", 4), ("e\u{301}", 1), ("ｶ", 1), ("カ", 2),
    ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("🧪", 2), ("\u{200B}", 0), ("─", 1), ("…", 1),
    ("\u{3000}", 2), ("\u{AD}", 1), ("𠀀", 2), ("\u{10FFFD}", 1),
  ]) func widthIsThatOfTheTerminal(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }
}
