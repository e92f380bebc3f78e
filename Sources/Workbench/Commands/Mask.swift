import LinearAlgebra
import Networks

extension Command {
  static let mask = Command(
    "mask", "Keep each entry of a matrix with a probability; the others become zero.",
    discussion: """
      Which entries stay is drawn from a stream of its own for each matrix, so that masks do not change \
      later draws. The variance of a centred matrix falls to the share that is kept, and g to its root.
      """,
    source: "Salmon et al. 2011",
    examples: ["init Whh xavier 128; mask Whh 0.1"],
    .matrix(),
    .share("share", "the probability to keep an entry", in: Double.leastNonzeroMagnitude...1),
    preview: { $0.workspace.foretold(masking: $1, keeping: $2) }
  ) { evaluation, name, share in
    let workspace = evaluation.workspace
    var outcome = try Surgery(evaluation: evaluation, name: name).outcome { weights, part in
      let draw = workspace.masks[part, default: 0]
      let uniforms = RandomStream(seed: workspace.seed, name: part.rawValue + ".mask", draw: draw)
        .uniforms(weights.shape.count)
      let entries = zip(weights.matrix.elements, uniforms).map { $1 < share ? $0 : 0 }
      let kept = uniforms.count { $0 < share }
      return Surgery.Cut(
        matrix: Matrix(
          rows: weights.shape.rows, columns: weights.shape.columns, elements: entries),
        edit: .masked(keeping: share, seed: workspace.seed, draw: draw),
        note: note(kept, of: entries.count, share))
    }
    for part in workspace.parts(of: name) { outcome.workspace.masks[part, default: 0] += 1 }
    return outcome
  }

  private static func note(_ kept: Int, of count: Int, _ share: Double) -> String {
    let restoring = formatted((1 / share).squareRoot())
    return
      "\(kept) of \(count) entries are kept. The mean square falls to \(Datum.number(share).literal) of what "
      + "it was on average; scale by \(restoring) restores it."
  }
}
