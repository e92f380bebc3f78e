import LinearAlgebra
import Synchronization
import Testing

@Suite(.serialized) struct InterruptionTests {
  @Test func anUninterruptedComputationEnds() throws {
    try Interruption.never.check()
    #expect(!Interruption.never.isRequested)
    #expect(throws: Interrupted()) { try Interruption { true }.check() }
  }

  @Test(arguments: [3, 300])
  func aRequestThatCameBeforeStopsAtOnce(size: Int) {
    #expect(throws: LinearAlgebraError.interrupted) {
      try randomMatrix(size, size).eigenvalues(Interruption { true })
    }
    #expect(throws: LinearAlgebraError.interrupted) {
      try randomMatrix(size, size).singularValues(Interruption { true })
    }
  }

  @Test func lapackIsAbandonedWithinATenthOfASecond() {
    // Order 2000 takes LAPACK many seconds; the request comes after a fifth of one.
    let matrix = randomMatrix(2000, 2000)
    let clock = ContinuousClock()
    let request = clock.now + .milliseconds(200)
    #expect(throws: LinearAlgebraError.interrupted) {
      try matrix.eigenvalues(Interruption { clock.now >= request })
    }
    #expect(clock.now - request < .milliseconds(100))
  }

  @Test func aProgramMayEndWhileAbandonedThreadsCompute() async throws {
    let result = try #require(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        let (matrix, clock) = (randomMatrix(700, 700), ContinuousClock())
        for _ in 0..<8 {
          let request = clock.now + .milliseconds(20)
          _ = try? matrix.eigenvalues(Interruption { clock.now >= request })
        }
      })
    // What OpenBLAS prints when its memory goes away under a thread.
    #expect(!String(decoding: result.standardErrorContent, as: UTF8.self).contains("BLAS"))
  }

  @Test func theInterruptionIsPolledWhileLapackWorks() throws {
    let polls = Mutex(0)
    let counted = Interruption {
      polls.withLock { $0 += 1 }
      return false
    }
    let values = try randomMatrix(400, 400).singularValues(counted)
    #expect(values.count == 400)
    #expect(polls.withLock { $0 } > 2)
  }

  @Test func theHelperThreadGivesTheSameBits() throws {
    let matrix = randomMatrix(100, 100)
    #expect(try matrix.eigenvalues(.never) == matrix.eigenvalues(.never))
    #expect(try matrix.singularValues(.never) == matrix.singularValues(.never))
  }
}
