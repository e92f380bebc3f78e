// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "whh",
  products: [.executable(name: "whh", targets: ["whh"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .target(name: "COpenBLAS", linkerSettings: [.linkedLibrary("openblas")]),
    .target(name: "CXXHash"),
    .target(name: "CArpack", linkerSettings: [.linkedLibrary("arpack")]),
    .target(name: "CLibedit", linkerSettings: [.linkedLibrary("edit")]),
    .target(name: "Kernels"),
    .target(
      name: "LinearAlgebra",
      dependencies: [
        "CArpack", "COpenBLAS", "Kernels", .product(name: "Numerics", package: "swift-numerics"),
      ]),
    .target(
      name: "Networks",
      dependencies: ["LinearAlgebra", .product(name: "Numerics", package: "swift-numerics")]),
    .target(
      name: "Stability",
      dependencies: [
        "LinearAlgebra", "Networks", .product(name: "Numerics", package: "swift-numerics"),
      ]),
    .target(name: "Language"),
    .target(name: "LineEditor", dependencies: ["CLibedit"]),
    .target(
      name: "Workbench",
      dependencies: [
        "CXXHash", "Language", "LinearAlgebra", "Networks", "Stability",
        .product(name: "Numerics", package: "swift-numerics"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .executableTarget(
      name: "whh",
      dependencies: [
        "Language", "LinearAlgebra", "LineEditor", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "Kernels"]),
    .testTarget(name: "NetworksTests", dependencies: ["LinearAlgebra", "Networks"]),
    .testTarget(
      name: "StabilityTests",
      dependencies: [
        "LinearAlgebra", "Networks", "Stability",
        .product(name: "Numerics", package: "swift-numerics"),
      ]),
    .testTarget(name: "LanguageTests", dependencies: ["Language"]),
    .target(
      name: "TerminalTesting", dependencies: ["CLibedit", "LineEditor"],
      path: "Tests/TerminalTesting"),
    .testTarget(name: "LineEditorTests", dependencies: ["LineEditor", "TerminalTesting"]),
    .target(
      name: "RandomStatements", dependencies: ["Language", "Workbench"],
      path: "Tests/RandomStatements"),
    .target(
      name: "JournalTesting",
      dependencies: ["Workbench", .product(name: "SystemPackage", package: "swift-system")],
      path: "Tests/JournalTesting"),
    .executableTarget(
      name: "JournalProbe", dependencies: ["JournalTesting", "Workbench"],
      path: "Tests/JournalProbe"),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: [
        "JournalTesting", "Language", "LinearAlgebra", "Networks", "RandomStatements",
        "Stability", "Workbench", .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ProgramTests",
      dependencies: ["JournalProbe", "RandomStatements", "TerminalTesting", "Workbench", "whh"],
      exclude: ["Recorded"]),
  ]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
  ]
  target.cSettings = [.treatAllWarnings(as: .error)]
}
