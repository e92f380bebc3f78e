import Language
import LinearAlgebra
import Networks
import Testing
import Workbench

/// What bad input gets: one clear error, and the workspace as it was.
@Suite struct BadInputTests {
  /// A line, where the caret must be, the code, and a word of the message or the hint.
  struct Case: Sendable, CustomTestStringConvertible {
    let before: String
    /// The line, with the culprit between « and ».
    let line: String
    let code: ErrorCode
    let says: String

    var testDescription: String { line }

    init(_ line: String, _ code: ErrorCode, _ says: String, after before: String = "") {
      (self.line, self.code, self.says, self.before) = (line, code, says, before)
    }
  }

  static let network = "init Whh xavier 8; init Wxh xavier 3"
  static let unfit = "set Whh [[nan, 1], [1, 0]]"

  static let cases = [
    Case("«int» Whh xavier 8", .unknownCommand, "init"),
    Case("init Whh «xaiver» 8", .unknownScheme, "xavier"),
    Case("init Whh «glorott» 8", .unknownScheme, "glorot"),
    Case("init Whh «qqqqzz» 8", .unknownScheme, "orthogonal"),
    Case("init «Whx» xavier 8", .unknownMatrix, "Whh"),
    Case("init Whh xavier 8 «gian»=2", .unknownLabel, "gain"),
    Case("init Whh xavier 8 «low»=2", .unknownLabel, "gain"),
    Case("init Whh xavier 8 «distribution=cauchy»", .unknownChoice, "normal or uniform"),
    Case("init Whh normal 8 std=1 «gain»=2", .conflictingLabels, "exclude"),
    Case("init Whh normal 8 «std=-1»", .outOfRange, "zero or larger"),
    Case("init Whh normal 8 «std=1/0»", .outOfRange, "finite"),
    Case("init Whh uniform 8 «low=1 high=0»", .outOfRange, "which no law has"),
    Case("init Whh ring 8 gain=2 «radius»=1", .conflictingLabels, "exclude"),
    Case("init Whh line 8 «radius=0.9»", .outOfRange, "no cycle"),
    Case("init Whh «reservoir» 8 density=1e-9", .outOfRange, "radius of this draw is 0"),
    Case("init Whh ring 8 «factor=2»", .conflictingLabels, "radius"),
    Case("init Whh reservoir 8 «factor=7»", .outOfRange, "needs the factor"),
    Case("init Wxh «ring» 3", .notSquare, "square", after: "init Whh xavier 8"),
    Case("init Whh martens 8 «degree=9»", .outOfRange, "between 1 and 8"),
    Case("init Whh «martens» 8", .outOfRange, "give degree="),
    Case("init Whh double-cycle «2»", .outOfRange, "3 or more"),
    Case("init Whh cycle-jumps 8 «jumps=2.5»", .outOfRange, "whole number"),
    Case("init Whh xavier 8 «mode=fan»", .unknownChoice, "fan_in or fan_out"),
    Case("init Whh xavier «0»", .outOfRange, "above zero"),
    Case("init Whh xavier «-3»", .outOfRange, "above zero"),
    Case("init Whh xavier «2.5»", .outOfRange, "whole number"),
    Case("init Whh xavier «1e9»", .overLimit, "'side'"),
    Case("init Whh xavier «1e300»", .overLimit, "take fewer"),
    Case("init Whh xavier «8 9»", .notSquare, "one size"),
    Case("init «Whh» xavier", .sizeUnknown, "init Whh xavier 512"),
    Case("init «Wxh» xavier 3", .sizeUnknown, "draw Whh first"),
    Case("init «all» xavier", .sizeUnknown, "init Whh xavier 512"),
    Case("init Whh xavier «9»", .sizesDisagree, "Wxh is 8 × 3", after: network),
    Case("init Wxh xavier «9 3»", .sizesDisagree, "Whh is 8 × 8", after: network),
    Case("init Whh xavier 8 8 «8»", .extraArgument, "8"),
    Case("init Whh xavier 8 «seed=-1»", .outOfRange, "seed"),
    Case("init all as «keras.LSTM»", .unknownChoice, "model lstm 512"),
    Case("init all as «keras.GRU» 64", .unknownChoice, "model gru 64"),
    Case("init all as «karpathy»", .unknownChoice, "model rnn 4", after: "model gru 4"),
    Case("init all as «kears.LSTM»", .unknownScheme, "did you mean 'keras.LSTM'?"),
    Case("init all as «qqqqzz»", .unknownScheme, "torch.RNN"),
    Case("«init» all as", .missingArgument, "recipe"),
    Case("init all as «karpathy»", .sizeUnknown, "init all as karpathy 512"),
    Case("init all as karpathy 8 «9»", .extraArgument, "9"),
    Case("init all as karpathy «0»", .outOfRange, "above zero"),
    Case("init all as karpathy «1e9»", .overLimit, "'side'"),
    Case("init all as keras.GRU «16384»", .tooMuchMemory, "GB", after: "model gru"),
    Case("init all as pascanu-smart «14»", .outOfRange, "15 units or more"),
    Case("init all as «pascanu-smart»", .outOfRange, "15 units or more", after: network),
    Case("init all as karpathy 8 «factor=2»", .unknownLabel, "scales no matrix"),
    Case("init all as pascanu-smart 20 «factor=2»", .outOfRange, "needs the factor"),
    Case("init all as pascanu-smart 20 «factor=0»", .outOfRange, "above zero"),
    Case("init all as karpathy 8 «gain»=2", .unknownLabel, "factor"),
    Case("init all as torch.RNN 8 «seed=-1»", .outOfRange, "seed"),
    Case("bias «forget» 1", .unknownMatrix, "model lstm 512"),
    Case("bias «forget» 1", .unknownMatrix, "model lstm 8", after: network),
    Case("«bias» chrono 50", .unknownMatrix, "model lstm 512"),
    Case("bias «forget» 1", .unknownMatrix, "reset r, update z, candidate n", after: "model gru 4"),
    Case("bias «forgt» 1", .unknownMatrix, "did you mean 'forget'?", after: "model lstm 4"),
    Case("bias forget «1/0»", .outOfRange, "finite", after: "model lstm 4"),
    Case("bias chrono «1.9»", .outOfRange, "2 or more", after: "model lstm 4"),
    Case("bias chrono «1/0»", .outOfRange, "finite", after: "model lstm 4"),
    Case("«bias» forget 1", .sizeUnknown, "model lstm 512", after: "model lstm"),
    Case("«bias» forget", .missingArgument, "value", after: "model lstm 4"),
    Case("set activation «tahn»", .unknownChoice, "tanh"),
    Case("set dtype «float16»", .unknownChoice, "float16"),
    Case("set Whh «[[0, 1], [1]]»", .wrongType, "same length"),
    Case("set Whh «[[0, 1]]»", .notSquare, "square"),
    Case("«unroll» 10", .noNetwork, "init Whh xavier 512"),
    Case("unroll «1e12»", .overLimit, "limits steps=1000000000000", after: network),
    Case("unroll «1e12»", .tooMuchMemory, "TB", after: network + "; limits steps=1e12"),
    Case("unroll «0»", .outOfRange, "above zero", after: network),
    Case("unroll 10 «batch=0»", .outOfRange, "above zero", after: network),
    Case("unroll 10 «h0=ones»", .unknownChoice, "zeros", after: network),
    Case("«unroll» 10", .noInputWeights, "init Wxh", after: "init Whh xavier 8; input noise"),
    Case("«unroll»", .missingArgument, "steps", after: network),
    Case("«lyapunov» 10", .noNetwork, "init Whh xavier 512"),
    Case("lyapunov «0»", .outOfRange, "above zero", after: network),
    Case("lyapunov «1e9»", .overLimit, "'steps'", after: network),
    Case("lyapunov «7e7»", .overLimit, "'steps'", after: network),
    Case("lyapunov 10 «k=9»", .outOfRange, "from 1 to 8", after: network),
    Case("lyapunov 10 «k=0»", .outOfRange, "above zero", after: network),
    Case("«jacobian»", .noStates, "jacobian 100", after: network),
    Case("«jacobian» 10", .noNetwork, "init Whh xavier 512"),
    Case("«horizon»", .noNetwork, "init Whh xavier 512"),
    Case("horizon «eps=1»", .outOfRange, "below 1", after: network),
    Case("horizon «eps=0»", .outOfRange, "above zero", after: network),
    Case("print lyapunov.«largest»", .noStates, "measure it: lyapunov", after: network),
    Case("print lyapunov.«lagrest»", .unknownQuantity, "largest", after: network),
    Case("print «horizon»", .wrongType, "horizon.steps", after: network),
    Case("let «jacobian» = 1", .badName, "another name"),
    Case("«backprop»", .noNetwork, "init Whh xavier 512"),
    Case("«backprop»", .noStates, "unroll 100", after: network),
    Case(
      "«backprop»", .staleResult, "Whh has changed", after: network + "; unroll 5; init Whh xavier"),
    Case(
      "«backprop»", .staleResult, "activation", after: network + "; unroll 5; set activation relu"),
    Case(
      "«backprop»", .staleResult, "the dtype has changed",
      after: network + "; unroll 5; set dtype float64"),
    Case("«stats»", .noNetwork, "init Whh xavier 512"),
    Case("stats «nothing»", .unknownMatrix, "Whh", after: network),
    Case("«spectrum»", .noNetwork, "init Whh xavier 512"),
    Case("seed «1.5»", .outOfRange, "whole number"),
    Case("expect «Whh.radius < 0.1»", .expectationFailed, "Whh.radius is", after: network),
    Case("expect «1 + 1»", .wrongType, "true or false"),
    Case("print Whh.«radios»", .unknownQuantity, "radius", after: network),
    Case("print «Whh».std", .noNetwork, "init Whh"),
    Case("print «grads».std", .unknownName, "nothing"),
    Case("print Whh[«9»,1]", .indexOutOfRange, "between 1 and 8", after: network),
    Case(
      "print states.variance[«6»]", .indexOutOfRange, "between 1 and 5",
      after: network + "; unroll 5"),
    Case("print states.«variance»", .noStates, "unroll", after: network),
    Case("print «sin»(1)", .unknownName, "sin"),
    Case("let «Whh» = 2", .badName, "already"),
    Case("for g in «3» { print g }", .wrongType, "list"),
    Case("export «Whg» x.npy", .unknownChoice, "Whh"),
    Case("export Whh «x.csv»", .unknownChoice, "series", after: network),
    Case("import Whh «/no/such/file.npy»", .cannotRead, "/no/such/file.npy"),
    Case("input text «/no/such/file.txt»", .cannotRead, "/no/such/file.txt"),
    Case("input text «/»", .isDirectory, "folder"),
    Case("input «txt» x", .unknownChoice, "text"),
    Case("«compare»", .missingArgument, "scheme"),
    Case("compare xavier «xaiver»(gain=2)", .unknownScheme, "xavier"),
    Case("compare xavier normal(gain=2,«low»=1)", .unknownLabel, "gain"),
    Case("compare xavier normal(gain=1,«std»=1)", .conflictingLabels, "exclude"),
    Case("compare xavier normal(«std=-1»)", .outOfRange, "zero or larger"),
    Case("compare uniform(«low=1,high=0»)", .outOfRange, "which no law has"),
    Case("compare xavier «T=0»", .outOfRange, "above zero"),
    Case("compare xavier «seeds=1.5»", .outOfRange, "whole number"),
    Case("compare xavier «size=-1»", .outOfRange, "above zero"),
    Case("compare xavier «size=100000»", .overLimit, "'side'"),
    Case("compare xavier size=8 «T=1e12»", .overLimit, "'steps'"),
    Case("«compare» xavier size=16384", .tooMuchMemory, "comparing"),
    Case("«compare» xavier size=8 T=1e12", .tooMuchMemory, "TB", after: "limits steps=1e12"),
    Case("«compare» xavier seeds=10001", .outOfRange, "at most 10000"),
    Case("«compare» xavier seeds=2", .outOfRange, "2^53", after: "seed 9007199254740991"),
    Case("«compare» xavier size=8", .noInputWeights, "init Wxh", after: "input noise"),
    Case("print «compare».best", .noStates, "compare xavier"),
    Case("print compare.«bets»", .unknownQuantity, "best", after: "compare xavier size=4 T=3"),
    Case("let «compare» = 2", .badName, "already"),
    Case("«scale» Whh 2", .noNetwork, "init Whh"),
    Case("«scale» Whh", .missingArgument, "factor", after: network),
    Case("scale Whh «1/0»", .outOfRange, "finite", after: network),
    Case("scale «Whg» 2", .unknownMatrix, "Whh", after: network),
    Case("scale «Whh.f» 2", .unknownMatrix, "no gate", after: network),
    Case("mask Whh «0»", .outOfRange, "at most 1", after: network),
    Case("mask Whh «1.5»", .outOfRange, "at most 1", after: network),
    Case("dale Whh «share=2»", .outOfRange, "between 0 and 1", after: network),
    Case("«symmetrise» Wxh", .notSquare, "8 × 3", after: network),
    Case("«add»", .missingArgument, "identity", after: network),
    Case("add «unity»", .unknownChoice, "identity", after: network),
    Case("add identity «to=Whj»", .unknownMatrix, "Whh", after: network),
    Case("«center» Wxh", .noNetwork, "init Wxh", after: "init Whh xavier 8"),
    Case("«zero-diagonal»", .noNetwork, "init Whh"),
    Case("set «Whh»", .missingArgument, "radius", after: network),
    Case("set «Wh» [[1]]", .unknownMatrix, "Whh"),
    Case("set «actvation» relu", .unknownMatrix, "activation"),
    Case("set «1+1» 2", .wrongType, "Whh[1,2]"),
    Case("set Whh[«9»,1] 2", .indexOutOfRange, "between 1 and 8", after: network),
    Case("set Whh[1,2] «true»", .wrongType, "number", after: network),
    Case("set «Whh[1,2]» radius=2", .wrongType, "matrix", after: network),
    Case("set «Whh» [[1]] radius=2", .conflictingLabels, "exclude", after: network),
    Case("set «Whh» [[1]] factor=2", .conflictingLabels, "radius", after: network),
    Case("set Whh «radius=0»", .outOfRange, "above zero", after: network),
    Case("set «Whh» radius=1", .outOfRange, "nilpotent", after: "init Whh zeros 8"),
    Case("set «Whh[1,2]» 1", .unknownMatrix, "Whh.i[1,2]", after: "model lstm 4; init Whh xavier"),
    Case("«check»", .missingArgument, "gradients", after: network),
    Case("check «gradient»", .unknownChoice, "gradients", after: network),
    Case("«check» gradients", .noNetwork, "init Whh"),
    Case("check gradients «T=0»", .outOfRange, "above zero", after: network),
    Case("check gradients «T=1e12»", .overLimit, "'steps'", after: network),
    Case(
      "«check» gradients T=1e12", .tooMuchMemory, "TB", after: network + "; limits steps=1e12"),
    Case(
      "«check» gradients", .notFinite, "T=1",
      after: "set activation linear; init Whh normal 8 std=1e38"),
    Case("«jacobian» 5", .notFinite, "Whh has entries", after: unfit),
    Case("«lyapunov» 5", .notFinite, "Whh has entries", after: unfit),
    Case("«horizon»", .notFinite, "Whh has entries", after: unfit),
    Case("«check» gradients", .notFinite, "Whh has entries", after: unfit),
    Case("«solve» gain for chi=1", .notFinite, "Whh has entries", after: unfit),
    Case(
      "«lyapunov» 5", .notFinite, "Wxh has entries",
      after: network + "; input noise; scale Wxh 1e200"),
    Case("help «xaviour»", .unknownTopic, "xavier"),
  ]

  @Test(arguments: cases)
  func anErrorPointsAtTheCulpritAndChangesNothing(_ wrong: Case) throws {
    let shell = Shell()
    #expect(shell.run(wrong.before).isEmpty)
    let before = fingerprint(shell.workspace)
    let (line, range) = unmarked(wrong.line)
    let failure = try #require(shell.run(line).first)
    #expect(failure.code == wrong.code)
    #expect(failure.range == range, "\(failure.range)")
    #expect((failure.message + " " + (failure.hint ?? "")).contains(wrong.says), "\(failure)")
    #expect(fingerprint(shell.workspace) == before)
  }

  @Test func gibberishGetsNoSuggestion() throws {
    let failure = try #require(Shell().run("zzqqkx Whh").first)
    #expect(failure.hint?.contains("did you mean") == false)
  }

  @Test func aForLoopThatFailsHalfwayLeavesNothingBehind() throws {
    let shell = Shell()
    shell.run("init Whh xavier 8")
    let before = fingerprint(shell.workspace)
    let failures = shell.run("for n in [8, 8, 0] { init Whh xavier n }")
    #expect(failures.map(\.code) == [.outOfRange])
    #expect(shell.replies.count == 3)
    #expect(fingerprint(shell.workspace) == before)
  }

  @Test func keepGoingCarriesOutWhatFollows() {
    let shell = Shell()
    let failures = shell.run(
      "init Whh xaiver 8\ninit Whh xavier 8; bogus; unroll 3\n)(; stats", keepGoing: true)
    #expect(failures.count == 3)
    #expect(shell.workspace.result != nil)
  }

  private func unmarked(_ line: String) -> (String, SourceRange) {
    let bytes = Array(line.utf8)
    let open = Array("«".utf8)
    let close = Array("»".utf8)
    let start = bytes.firstRange(of: open)?.lowerBound ?? 0
    let end = (bytes.firstRange(of: close)?.lowerBound ?? 0) - open.count
    return (
      line.replacing("«", with: "").replacing("»", with: ""), SourceRange(start, end)
    )
  }

  /// Everything in the workspace that a failed statement could have touched.
  private func fingerprint(_ workspace: Workspace) -> String {
    let matrices = workspace.weights.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      name, weights in
      "\(name.rawValue) \(weights.matrix.elements) \(weights.origin)"
    }
    let draws = workspace.draws.sorted { $0.key.rawValue < $1.key.rawValue }
    return "\(matrices) \(draws) \(workspace.seed) \(workspace.activation.name) "
      + "\(workspace.precision) \(workspace.input) \(workspace.variables) "
      + "\(String(describing: workspace.result?.states)) \(String(describing: workspace.staleness))"
  }
}
