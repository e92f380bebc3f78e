import Language
import LinearAlgebra
import Networks
import Testing
import Workbench

@Suite struct RecipeTests {
  @Test(arguments: KnownRecipe.all)
  func everyMatrixHasTheLawOfItsSource(_ recipe: KnownRecipe) throws {
    let shell = try drawn(recipe)
    let names = Set(shell.workspace.weights.keys.map(\.rawValue))
    #expect(names == Set(recipe.matrices.keys))
    for (name, expectation) in recipe.matrices {
      try check(matrix(name, shell), expectation, name, shell)
    }
  }

  @Test(arguments: KnownRecipe.all)
  func theLawThatIsToldIsTheOneDrawnFrom(_ recipe: KnownRecipe) throws {
    let shell = try drawn(recipe)
    for (name, expectation) in recipe.matrices {
      let expected = try #require(number(try shell.value("\(name).expected_std")))
      let size = Double(KnownRecipe.units)
      switch expectation {
      case .uniform(let bound): #expect(isNear(expected, bound / 3.0.squareRoot()))
      case .normal(let deviation), .truncated(let deviation): #expect(isNear(expected, deviation))
      case .all: #expect(expected == 0)
      case .identity:
        #expect(isNear(expected, (1 / size - 1 / (size * size)).squareRoot()))
      case .orthogonal: #expect(isNear(expected, 1 / size.squareRoot()))
      case .orthogonalBlock(let count):
        #expect(isNear(expected, 1 / (size * Double(count)).squareRoot()))
      case .sparse:
        let deviation = matrix(name, shell).standardDeviation
        // 1800 entries are not zero: their mean square has a spread of √(2/1800).
        #expect((deviation / expected - 1).magnitude < 4 * (0.5 / 1800).squareRoot())
      }
    }
  }

  @Test func everyRecipeIsKnownHere() throws {
    let failure = try #require(Shell().run("init all as zzzzzzzzz").first)
    let list = try #require(failure.hint).dropFirst("there is ".count)
    #expect(list.split(separator: ", ").map(String.init) == KnownRecipe.all.map(\.name))
  }

  @Test(arguments: KnownRecipe.all)
  func everyRecipeExplainsItself(_ recipe: KnownRecipe) throws {
    let shell = Shell()
    let page = try shell.result("help \(recipe.name)")
    guard case .text(let source)? = page["source"] else {
      Issue.record("no source")
      return
    }
    #expect(Reference.named(by: source)?.isEmpty == false)
    #expect(shell.text().contains("init all as \(recipe.name)"))
    shell.run("help recipes")
    #expect(shell.text().contains(recipe.name))
    let told = try drawn(recipe).replies.last
    guard case .success(let report)? = told?.outcome,
      case .list(let remarks)? =
        report.result.first(where: { $0.key == "remarks" })?.value
    else {
      Issue.record("no remarks")
      return
    }
    #expect(!remarks.isEmpty)
  }

  @Test(arguments: KnownRecipe.all)
  func theSameSeedDrawsTheSameBitsAndTheNextDrawOthers(_ recipe: KnownRecipe) throws {
    let shell = try drawn(recipe)
    let first = bits(shell)
    shell.run("init all as \(recipe.name)")
    for (name, expectation) in recipe.matrices {
      let isDrawn =
        if case .all = expectation { false } else { name != "Whh" || recipe.name != "irnn" }
      #expect((bits(shell)[name] != first[name]) == isDrawn, "\(name)")
    }
    shell.run("seed 1; init all as \(recipe.name)")
    #expect(bits(shell) == first)
    shell.run("init all as \(recipe.name) seed=9")
    let pinned = bits(shell)
    shell.run("init all as \(recipe.name); init all as \(recipe.name) seed=9")
    #expect(bits(shell) == pinned)
  }

  @Test func theBlocksOfAFusedDrawAreThoseOfItsStream() throws {
    let shell = Shell()
    shell.run("set dtype float64; model gru 20 inputs=7; init all as keras.GRU")
    let whole: [(String, any Initializer, Int)] = [("Whh", Orthogonal(), 20), ("Wxh", Glorot(), 7)]
    for (family, initializer, columns) in whole {
      for draw in 0...1 {
        // Keras has z before r.
        for (index, gate) in ["z", "r", "n"].enumerated() {
          let stream = RandomStream(seed: 1, name: family, draw: UInt32(draw))
          let block = try FusedBlock(initializer, index: index, of: 3)
            .draw(Shape(20, columns), from: stream, .never)
          #expect(matrix("\(family).\(gate)", shell) == block.matrix)
          #expect(try shell.value("\(family).\(gate).expected_std") == .number(block.law.deviation))
        }
        shell.run("init all as keras.GRU")
      }
      shell.run("seed 1; init all as keras.GRU")
    }
  }

  @Test(arguments: [("lstm", "keras.LSTM", 0.5), ("gru", "keras.GRU", 0.5773502691896258)])
  func statsPredictTheSizeOfAGatesBlock(
    _ cell: String, _ recipe: String, _ expected: Double
  ) throws {
    let shell = Shell()
    shell.run("model \(cell) 256; init all as \(recipe)")
    #expect(shell.text(width: 300).contains("not 1: one orthogonal matrix of"))
    for gate in Set(shell.workspace.weights.keys.compactMap(\.gate)) {
      shell.run("stats Whh.\(gate)")
      let text = shell.text(width: 200)
      let row = try #require(text.split(separator: "\n").first { $0.contains("RMS σ") })
      let numbers = row.split(separator: " ").compactMap { Double($0) }
      // Measured, predicted, spread and z.
      try #require(numbers.count == 4)
      #expect((numbers[1] - expected).magnitude < 1e-3 && numbers[3].magnitude < 4)
    }
  }

  @Test func whatIsDrawnDoesNotDependOnItsNeighbours() throws {
    let (alone, together) = (Shell(), Shell())
    alone.run("model lstm 16; init all as keras.LSTM")
    together.run("model lstm 16 inputs=5 outputs=2; init all as keras.LSTM")
    for gate in ["i", "f", "g", "o"] {
      #expect(matrix("Whh.\(gate)", alone) == matrix("Whh.\(gate)", together))
    }
  }

  @Test func anUntiedRunDrawsEveryStepsGatesAsOne() throws {
    let shell = Shell()
    shell.run("set dtype float64; model lstm 12; init all as keras.LSTM; unroll 2 untied")
    let layers = try #require(shell.workspace.result?.network.layers)
    let (first, second) = (try layers.matrix(at: 1, .never), try layers.matrix(at: 2, .never))
    #expect(first != second)
    for matrix in [first, second] { #expect(distanceFromIdentity([matrix]) < 1e-13 * 48) }
  }

  @Test(arguments: [("leaky", "keras.SimpleRNN"), ("antisymmetric", "torch.RNN")])
  func recipesOfAPlainNetworkServeItsVariants(_ cell: String, _ recipe: String) {
    let shell = Shell()
    #expect(shell.run("model \(cell) 20; init all as \(recipe)").isEmpty)
    #expect(shell.workspace.weights[.recurrent] != nil)
  }

  @Test func aBiasThatTheRecipeHasNotGoes() throws {
    let shell = Shell()
    shell.run("model lstm 8; init bx constant value=1; init all as keras.LSTM")
    #expect(shell.workspace.weights.keys.allSatisfy { !$0.rawValue.hasPrefix("bx") })
    #expect(shell.text().contains("bx is taken away"))
    shell.run("init all as keras.LSTM")
    #expect(!shell.text().contains("bx is taken away"))
  }

  @Test func aRecordedFactorIsAppliedAsItStands() throws {
    let shell = Shell()
    shell.run("set dtype float64; init all as pascanu-smart 40")
    let first = bits(shell)
    let factor = try #require(number(try shell.value("Whh.factor")))
    // The last bits of LAPACK's result may be others elsewhere; those that are given are used.
    let nudged = factor.nextUp
    shell.run("seed 1; init all as pascanu-smart 40 factor=\(factor)")
    #expect(bits(shell) == first)
    #expect(shell.run("seed 1; init all as pascanu-smart 40 factor=\(nudged)").isEmpty)
    #expect(try shell.value("Whh.factor") == .number(nudged))
  }

  @Test func anotherSizeReplacesTheNetwork() throws {
    let shell = Shell()
    shell.run("model lstm 8 inputs=3; init all xavier; init all as flax.LSTM 12")
    #expect(matrix("Whh.o", shell).rows == 12)
    #expect(matrix("Wxh.o", shell).rows == 12)
  }
}
