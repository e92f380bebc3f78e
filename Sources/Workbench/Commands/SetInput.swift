import Language
import LinearAlgebra
import Networks

extension Command {
  static let input = Command(
    "input", "Choose what drives the network, the x_t of Wxh x_t.",
    discussion: """
      text feeds a file one-hot by Unicode scalar, from its start and again from there at its end; \
      its vocabulary, sorted, is the input size. npy feeds an array of shape (steps, inputs) or \
      (steps, batch, inputs).
      """,
    examples: ["input none", "input noise std=0.5"],
    forms: [
      Form("none", "nothing: the network runs by itself") { evaluation in
        try outcome(.none, at: nil, evaluation.workspace)
      },
      Form(
        "noise", "independent normal numbers",
        .amount("std", default: 1, "their standard deviation")
      ) { evaluation, deviation in
        try outcome(.noise(deviation: deviation), at: nil, evaluation.workspace)
      },
      Form("text", "a UTF-8 text, one-hot", .path("path", "a text file")) { evaluation, path in
        var next = evaluation.workspace
        let source = try next.text(in: path, evaluation)
        return try outcome(.text(path: path.value, source), at: path.range, next)
      },
      Form("npy", "an array", .path("path", "a .npy file")) { evaluation, path in
        var next = evaluation.workspace
        let recording = try recording(try next.array(in: path, evaluation), path)
        return try outcome(recording, at: path.range, next)
      },
    ])

  private static func outcome(
    _ input: InputSetting, at range: SourceRange?, _ workspace: Workspace
  ) throws(Diagnostic) -> Outcome {
    var next = workspace
    guard !(next.input.isNone && input.isNone) else { return Outcome(next, report(input)) }
    next.input = input
    next.dropResults(because: "the input has changed")
    if let weights = next.weights[.input], let range {
      try next.check(weights.shape, of: .input, at: range)
    }
    return Outcome(next, report(input))
  }

  private static func recording(
    _ array: NpyArray, _ path: Located<String>
  ) throws(Diagnostic) -> InputSetting {
    guard array.shape.count == 2 || array.shape.count == 3, !array.shape.contains(0) else {
      throw Diagnostic(
        .badArray, "\(path.value) has shape \(array.shapeText)", at: path.range,
        hint: "an input has shape (steps, inputs) or (steps, batch, inputs)")
    }
    let isShared = array.shape.count == 2
    return .recording(
      path: path.value,
      InputSetting.Recording(
        steps: array.shape[0], batch: isShared ? 1 : array.shape[1],
        inputs: array.shape[array.shape.count - 1], values: array.elements, isShared: isShared))
  }

  private static func report(_ input: InputSetting) -> Report {
    var fields = [Field(key: "input", value: .text(input.kind))]
    switch input {
    case .none: break
    case .noise(let deviation): fields.append(Field(key: "std", value: .number(deviation)))
    case .text(let path, let source):
      fields += [
        Field(key: "path", value: .text(path)),
        Field(key: "characters", value: .integer(source.scalarCount)),
        Field(key: "vocabulary", value: .integer(source.vocabulary.count)),
      ]
    case .recording(let path, let recording):
      fields += [
        Field(key: "path", value: .text(path)),
        Field(key: "steps", value: .integer(recording.steps)),
        Field(key: "batch", value: .integer(recording.batch)),
        Field(key: "inputs", value: .integer(recording.inputs)),
      ]
    }
    return Report(result: fields, blocks: [.sentence("input: \(input.summary)")])
  }
}
