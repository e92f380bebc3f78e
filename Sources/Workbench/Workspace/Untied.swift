import Language
import LinearAlgebra
import Networks

/// Whether every step uses the same Whh.
enum Sharing: String, CaseIterable, Sendable {
  case tied
  /// Each step has a Whh of its own, drawn from the same law: a feed-forward network.
  case untied
}

extension Workspace {
  /// The network with an independent Whh for each step, drawn as the present one was.
  ///
  /// Step t uses draw t of a stream of its own, so that the network is the same whenever it is asked
  /// for. Throws where a matrix was not drawn, or is scaled by what its own spectrum says.
  func untied(_ network: Network, at range: SourceRange) throws(Diagnostic) -> Network {
    let parts = parts(of: .recurrent)
    var laws: [(stream: String, shape: Shape, initializer: any Initializer, seed: UInt64)] = []
    for part in parts {
      guard let weights = weights[part], let initializer = weights.initializer,
        case .drawn(_, let law, let seed, _) = weights.origin
      else {
        throw Diagnostic(
          .noNetwork, "\(part.rawValue) was not drawn from a law, so there are no others like it",
          at: range, hint: "draw it: init \(part.rawValue) xavier")
      }
      guard law.factor == nil else {
        throw Diagnostic(
          .outOfRange,
          "\(part.rawValue) is scaled by its own spectrum, which an independent matrix each step "
            + "would have to be solved for",
          at: range, hint: "draw it without radius=, or from another scheme")
      }
      laws.append((weights.stream(of: part) + ".untied", weights.shape, initializer, seed))
    }
    let precision = precision
    var layered = network
    layered.layers = Layers { [laws] (step, interruption) throws(Interrupted) in
      var elements: [Double] = []
      for law in laws {
        let stream = RandomStream(seed: law.seed, name: law.stream, draw: UInt32(clamping: step))
        let block = try law.initializer.unscaled(law.shape, from: stream, interruption)
        elements += block.rounded(to: precision).elements
      }
      return Matrix(
        rows: network.recurrent.rows, columns: network.recurrent.columns, elements: elements)
    }
    return layered
  }
}
