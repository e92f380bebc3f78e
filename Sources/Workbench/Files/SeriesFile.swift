/// A quantity over the steps of a run, as a .csv file: the line `step,variance`, then one line a step.
///
/// Numbers are written with as many digits as it takes to read the same ones back; what is not finite
/// is `inf`, `-inf` or `nan`, which NumPy, pandas and R read.
public struct SeriesFile: Equatable, Sendable {
  public let name: String
  /// The step of the first value: 1 for states, 0 for gradients.
  public let firstStep: Int
  public let values: [Double]

  public init(name: String, firstStep: Int, values: [Double]) {
    self.name = name
    self.firstStep = firstStep
    self.values = values
  }

  /// The whole text.
  public var text: String {
    var text = "step,\(name)\n"
    for (offset, value) in values.enumerated() { text += "\(firstStep + offset),\(value)\n" }
    return text
  }

  /// Writes the file, replacing one that is there only once all is written.
  public func write(to path: String) throws(FileError) {
    try AtomicFile.replace(path) { (file) throws(FileError) in try file.write(Array(text.utf8)) }
  }
}
