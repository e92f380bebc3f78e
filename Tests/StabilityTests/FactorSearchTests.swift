import Stability
import Testing

/// Searches whose answer is known.
@Suite struct FactorSearchTests {
  @Test(arguments: [1e-6, 0.3, 1, 7.5, 1e8])
  func aProportionalQuantityIsSolvedByItsRatio(target: Double) throws {
    let found = try FactorSearch(target: target, tolerance: 1e-9 * target) { 2.5 * $0 }
    #expect(found.isReached)
    #expect((found.factor / (target / 2.5) - 1).magnitude < 2e-9)
    #expect((found.achieved - target).magnitude <= 1e-9 * target)
  }

  @Test func aStepIsFoundAndSaidNotToBeReached() throws {
    let found = try FactorSearch(target: 0.5, tolerance: 1e-3) { $0 < 3 ? 0 : 1 }
    #expect(!found.isReached)
    #expect((found.factor - 3).magnitude < 1e-8)
  }

  @Test func whatCannotBeReachedSaysWhereItStays() {
    #expect(throws: FactorSearch.Failure.staysBelow(1)) {
      try FactorSearch(target: 2, tolerance: 0.1) { min($0, 1) }
    }
    #expect(throws: FactorSearch.Failure.staysAbove(1)) {
      try FactorSearch(target: 0.5, tolerance: 0.1) { max($0, 1) }
    }
  }

  @Test func whatIsNoNumberCountsAsTooLarge() throws {
    let found = try FactorSearch(target: 5, tolerance: 1e-6) { $0 > 6 ? .nan : $0 }
    #expect((found.factor - 5).magnitude < 1e-5)
  }
}
