/// What people read about an error code.
struct ErrorPage: Sendable {
  let title: String
  let explanation: String

  init(_ title: String, _ explanation: String) {
    self.title = title
    self.explanation = explanation
  }
}

extension ErrorCode {
  /// What kind of error this is, in a few words without a full stop.
  public var title: String { page.title }

  /// What the error means, with a wrong line and the right one: the body of the page `help E202`.
  public var explanation: String { page.explanation }

  private var page: ErrorPage {
    switch self {
    case .unexpectedText: .unexpectedText
    case .unfinished: .unfinished
    case .badNumber: .badNumber
    case .badString: .badString
    case .tooDeep: .tooDeep
    case .tooLong: .tooLong
    case .notUTF8: .notUTF8
    case .unknownCommand: .unknownCommand
    case .unknownScheme: .unknownScheme
    case .unknownMatrix: .unknownMatrix
    case .unknownLabel: .unknownLabel
    case .unknownName: .unknownName
    case .unknownQuantity: .unknownQuantity
    case .unknownChoice: .unknownChoice
    case .unknownTopic: .unknownTopic
    case .missingArgument: .missingArgument
    case .extraArgument: .extraArgument
    case .repeatedLabel: .repeatedLabel
    case .conflictingLabels: .conflictingLabels
    case .wrongType: .wrongType
    case .outOfRange: .outOfRange
    case .indexOutOfRange: .indexOutOfRange
    case .badName: .badName
    case .noNetwork: .noNetwork
    case .noStates: .noStates
    case .sizesDisagree: .sizesDisagree
    case .sizeUnknown: .sizeUnknown
    case .notSquare: .notSquare
    case .notFinite: .notFinite
    case .noInputWeights: .noInputWeights
    case .staleResult: .staleResult
    case .misplaced: .misplaced
    case .tooMuchMemory: .tooMuchMemory
    case .overLimit: .overLimit
    case .noConvergence: .noConvergence
    case .cannotRead: .cannotRead
    case .isDirectory: .isDirectory
    case .emptyFile: .emptyFile
    case .notText: .notText
    case .badArray: .badArray
    case .cannotWrite: .cannotWrite
    case .pickledArray: .pickledArray
    case .notGranted: .notGranted
    case .unknownFormat: .unknownFormat
    case .expectationFailed: .expectationFailed
    case .interrupted: .interrupted
    case .recordDiffers: .recordDiffers
    }
  }
}
