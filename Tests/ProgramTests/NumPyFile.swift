import Foundation
import Testing

/// An array as NumPy stores it, of version 1.0: the header, then the elements, the last index first.
struct NumPyFile {
  let shape: [Int]
  let type: String
  /// The bytes of the elements.
  let elements: Data

  init(_ url: URL) throws {
    let data = try Data(contentsOf: url)
    try #require(data.starts(with: [0x93] + Array("NUMPY".utf8) + [1, 0]))
    let start = 10 + Int(data[8]) + Int(data[9]) << 8
    let header = String(decoding: data[10..<start], as: UTF8.self)
    let match = try #require(
      try /'descr': '(.*?)', 'fortran_order': False, 'shape': \((.*?)\)/.firstMatch(in: header))
    type = String(match.1)
    shape = match.2.split { ", ".contains($0) }.compactMap { Int($0) }
    elements = Data(data[start...])
  }

  var doubles: [Double] {
    elements.withUnsafeBytes { bytes in
      (0..<bytes.count / 8).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) }
    }
  }

  /// The bytes of the first `count` entries along the middle index, for each of the first.
  func prefixes(_ count: Int) -> [Data] {
    let step = elements.count / shape[0]
    let part = step / shape[1] * count
    return (0..<shape[0]).map { elements[($0 * step)..<($0 * step + part)] }
  }
}
