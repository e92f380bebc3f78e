import LinearAlgebra
import Synchronization
import Testing

@Suite struct ConcurrencyTests {
  private struct Broken: Error, Equatable {
    let piece: Int
  }

  @Test(arguments: [1, 2, 7, 100])
  func answersComeInTheOrderOfThePieces(threads: Int) throws {
    let answers = try concurrently(50, threads: threads, .never, unit: "pieces") { $0 * $0 }
    #expect(answers == (0..<50).map { $0 * $0 })
    #expect(try concurrently(0, threads: threads, .never, unit: "pieces") { $0 } == [])
  }

  @Test(arguments: [1, 2, 7], 0..<10)
  func theEarliestFailureIsTold(threads: Int, seed: Int) {
    // Pieces that fail sooner than those before them, in another order for each seed.
    #expect(throws: Broken(piece: 13)) {
      try concurrently(40, threads: threads, .never, unit: "pieces") { piece in
        var waste = 0
        for round in 0..<((piece * 7919 + seed) % 97) * 300 { waste &+= round }
        if piece >= 13 { throw Broken(piece: waste == -1 ? 0 : piece) }
      }
    }
  }

  @Test func everyPieceIsTold() throws {
    let told = Mutex<[Progress]>([])
    let telling = Interruption(progress: { progress in told.withLock { $0.append(progress) } }) {
      false
    }
    _ = try concurrently(20, threads: 3, telling, unit: "pieces") { $0 }
    let steps = told.withLock { $0 }
    #expect(steps.first == Progress(done: 0, total: 20, unit: "pieces"))
    #expect(steps.map(\.done).sorted() == Array(0...20))
    _ = try concurrently(20, threads: 3, telling.withoutProgress, unit: "pieces") { $0 }
    #expect(told.withLock { $0.count } == 21)
  }

  @Test func aRequestStopsTheRest() {
    let count = Mutex(0)
    #expect(throws: Interrupted()) {
      try concurrently(
        1000, threads: 2, Interruption { count.withLock { $0 } > 4 }, unit: "pieces"
      ) { _ in count.withLock { $0 += 1 } }
    }
    #expect(count.withLock { $0 } < 10)
  }
}
