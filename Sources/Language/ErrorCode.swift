/// The stable name of a kind of error; `help E202` shows its page.
///
/// A number is never given to another meaning. The hundreds tell the kind: 1 how a text is
/// written, 2 names that are not known, 3 arguments, 4 the workspace, 5 limits, 6 numerics,
/// 7 files, 8 how a statement ended.
public enum ErrorCode: String, CaseIterable, Sendable {
  case unexpectedText = "E101"
  case unfinished = "E102"
  case badNumber = "E103"
  case badString = "E104"
  case tooDeep = "E105"
  case tooLong = "E106"
  case notUTF8 = "E107"

  case unknownCommand = "E201"
  case unknownScheme = "E202"
  case unknownMatrix = "E203"
  case unknownLabel = "E204"
  case unknownName = "E205"
  case unknownQuantity = "E206"
  case unknownChoice = "E207"
  case unknownTopic = "E208"

  case missingArgument = "E301"
  case extraArgument = "E302"
  case repeatedLabel = "E303"
  case conflictingLabels = "E304"
  case wrongType = "E305"
  case outOfRange = "E306"
  case indexOutOfRange = "E307"
  case badName = "E308"

  case noNetwork = "E401"
  case noStates = "E402"
  case sizesDisagree = "E403"
  case sizeUnknown = "E404"
  case notSquare = "E405"
  case notFinite = "E406"
  case noInputWeights = "E407"
  case staleResult = "E408"
  case misplaced = "E409"

  case tooMuchMemory = "E501"
  case overLimit = "E502"

  case noConvergence = "E601"

  case cannotRead = "E701"
  case isDirectory = "E702"
  case emptyFile = "E703"
  case notText = "E704"
  case badArray = "E705"
  case cannotWrite = "E706"
  case pickledArray = "E707"
  case notGranted = "E708"
  case unknownFormat = "E709"

  case expectationFailed = "E801"
  case interrupted = "E802"
  case recordDiffers = "E803"
}
