import Networks

extension HelpPage {
  /// The matrices of a recipe with what draws each.
  static func page(on recipe: Recipe) -> Report {
    let cells = recipe.cells.map(\.name)
    let parts = recipe.parts.map { part in
      Fact(part.title, .text(part.scheme), note: part.note)
    }
    return Report(
      result: [
        Field(key: "recipe", value: .text(recipe.name)),
        Field(key: "summary", value: .text(recipe.summary)),
        Field(key: "source", value: .text(recipe.source)),
        Field(key: "cells", value: .list(cells.map { .text($0) })),
      ],
      blocks: [
        .heading("init all as \(recipe.name)"), .sentence(recipe.summary), .facts(parts),
        .sentence("For the cell \(cells.joined(separator: ", ")). Source: \(recipe.source)."),
      ])
  }
}
