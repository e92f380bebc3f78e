import Glibc
import Language
import LineEditor
import LinearAlgebra
import Workbench

/// The read–submit–show loop.
struct Program {
  let manner: Manner
  /// Whether answers are for a program.
  var isSilent: Bool { manner.json }
  /// Whether a statement that fails does not end the run.
  private let keepsGoing: Bool
  /// Whether the seed was chosen by the user, and not by a session file.
  private let isSeeded: Bool
  /// Whether statements of scripts are shown.
  private(set) var isShown = false
  /// Whether there is a prompt, now or after the scripts: then all that is accepted is kept.
  private var hasPrompt = false
  var session: Session
  /// The status the program ends with: that of the first failure.
  var status: Int32 = 0
  let progressLine = ProgressLine()
  /// The journal of the session at the prompt.
  var keeper: JournalKeeper?

  init(_ manner: Manner, seed: UInt64? = nil, keepsGoing: Bool = false) {
    self.manner = manner
    self.keepsGoing = keepsGoing
    isSeeded = seed != nil
    let isTold = Terminal.standardErrorIsTerminal && !manner.json
    var resources = Resources(
      threads: manner.threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
      interruption: Interruption(progress: isTold ? progressLine.update : nil) {
        Signals.isInterruptRequested || Signals.pendingTermination != nil
      })
    resources.dialogue = manner.json ? nil : Asking.dialogue
    session = Session(seed: seed ?? 1, resources: resources)
  }

  /// Pages as wide as the terminal is now.
  var text: TextRenderer {
    let choice: ColorMode =
      switch manner.color {
      case .auto: .auto
      case .always: .always
      case .never: .never
      }
    return TextRenderer(
      width: Terminal.width, color: Terminal.allowsColor(choice), ascii: manner.ascii)
  }

  /// Runs the scripts, then the statements, then the prompt or what is piped in; the exit status.
  mutating func run(_ options: Options) -> Int32 {
    isShown = options.isInteractive && !manner.json
    let hasScripts = !options.files.isEmpty || !options.statements.isEmpty
    let isBatch = hasScripts && !options.isInteractive
    let editor = isBatch ? nil : LineEditor(program: "whh", history: .standard, style: editorStyle)
    hasPrompt = editor != nil
    if options.resume { resumeLatest(isKept: editor != nil) }
    for file in options.files where canGoOn { submitFile(file) }
    for statement in options.statements where canGoOn { submit(Source(statement, name: "-c")) }
    if isBatch { return ending }
    if let editor {
      prompt(editor, isFresh: !hasScripts && !options.resume)
    } else if !hasScripts {
      submitStandardInput()
    }
    return ending
  }

  private var canGoOn: Bool {
    !session.hasEnded && (status == 0 || keepsGoing) && !isStopped
  }

  /// Whether a signal asks for the end.
  var isStopped: Bool { Signals.isInterruptRequested || Signals.pendingTermination != nil }

  /// The status to end with: a signal outranks what failed, and no interrupt looks like success.
  var ending: Int32 {
    if let signal = Signals.pendingTermination { return 128 + signal }
    return status == 0 && Signals.isInterruptRequested ? 128 + SIGINT : status
  }

  // MARK: Scripts

  private mutating func submitFile(_ path: String) {
    do {
      let source = try Source(contentsOf: path)
      if !isSeeded, try !session.begin(source) {
        Output.errors.write(
          "whh: the seed that \(visible(path)) names is passed over: the session has begun\n")
      }
      submit(source)
    } catch {
      refuse(error)
    }
  }

  private mutating func submitStandardInput() {
    var reader = StatementReader(catalogue: session.catalogue)
    do {
      while canGoOn, let source = try reader.next() { submit(source) }
    } catch {
      refuse(error)
    }
  }

  /// Tells of a source that cannot be read at all; a signal that broke off the reading needs no words.
  private mutating func refuse(_ error: UnreadableSource) {
    let isInterrupted = Signals.isInterruptRequested
    if !isInterrupted, Signals.pendingTermination == nil {
      if manner.json { Output.standard.write(error.json + "\n") }
      Output.errors.write(error.message + "\n")
    }
    if status == 0 { status = isInterrupted ? 128 + SIGINT : Status.commandFailed }
  }

  private mutating func submit(_ source: Source) {
    if hasPrompt { beginKeeping() }
    let isShown = isShown
    let audience = audience(of: source) { statement in
      if isShown { Output.standard.write("whh> \(visibleLines(statement))\n") }
    }
    let failures = session.submit(source, keepGoing: keepsGoing, to: audience)
    if status == 0, let failure = failures.first { status = Self.status(of: failure) }
  }

  static func status(of failure: Diagnostic) -> Int32 {
    switch failure.code {
    case .expectationFailed, .recordDiffers: Status.expectationFailed
    case .interrupted: 128 + SIGINT
    default: Status.commandFailed
    }
  }

  /// Shows what comes of the statements of a source.
  private func audience(
    of source: Source, announce: @escaping (String) -> Void = { _ in }
  ) -> Session.Audience {
    let (manner, text, progressLine) = (manner, text, progressLine)
    let keeper = keeper
    return Session.Audience(
      announce: announce, tell: teller, keep: { keeper?.keep($0) }
    ) { reply in
      progressLine.erase()
      Self.show(reply, of: source, manner, text)
    }
  }

  /// Shows a line of a session that is replayed.
  var teller: (String) -> Void {
    manner.json ? { _ in } : { Output.standard.write(visible($0) + "\n") }
  }

  private static func show(
    _ reply: Session.Reply, of source: Source, _ manner: Manner, _ text: TextRenderer
  ) {
    if manner.json { Output.standard.write(reply.json(in: source) + "\n") }
    switch reply.outcome {
    case .success(let report):
      if !manner.json { Output.standard.write(text.render(report)) }
    case .failure(let diagnostic):
      Output.errors.write(rendered(diagnostic, in: source) + "\n")
    }
  }

  // MARK: The prompt

  private mutating func prompt(_ editor: LineEditor, isFresh: Bool) {
    if isFresh, !manner.json {
      Output.standard.write(Self.banner)
      if let found = Resumption.offered(by: editor) { resume(found, isKept: true) }
    }
    status = 0
    // An interrupt ends a statement here, not the program.
    defer { Signals.clearInterrupt() }
    beginKeeping()
    while !session.hasEnded {
      switch editor.read(prompt: "whh> ", continuation: "...> ", with: assistance) {
      case .line(let text): submitTyped(text, editor)
      case .interrupted(let text):
        if text.isEmpty { teller("Ctrl-D or quit leaves") }
      case .hangup: return
      case .endOfInput:
        keeper?.finish()
        return
      }
    }
    keeper?.finish()
  }

  private mutating func submitTyped(_ text: String, _ editor: LineEditor) {
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    editor.remember(text)
    let source = Source(text)
    let failures = session.submit(source, to: audience(of: source))
    // Called back, the text has the cursor where it went wrong.
    let fault = failures.first.map { failure in
      text.utf8.index(text.startIndex, offsetBy: min(failure.range.lowerBound, text.utf8.count))
    }
    editor.remember(faultAt: fault.map { text.unicodeScalars[..<$0].count })
  }

  private static let banner = """
    whh \(Manual.version): will this recurrent network be stable with these initial weights?
    try: init Whh xavier 512; unroll 100; stats
    help lists the commands, Ctrl-D leaves

    """
}
