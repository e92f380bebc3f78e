// Packed products, once for float and once for double.

#include "Exact.h"

/// How many rows are packed together; and the tile of outputs whose sums are in registers at once:
/// so many columns of a batch and so many vectors of rows.
enum { panel_rows = 64, tile_batch = 4, tile_parts = 2 };

static size_t panels_for(size_t rows) { return (rows + panel_rows - 1) / panel_rows; }

size_t whh_packed_count(size_t rows, size_t columns) {
  return panels_for(rows) * panel_rows * columns;
}

#define SCALAR float
#define NAME(name) name##_f32
#include "ProductsTemplate.h"
#undef SCALAR
#undef NAME

#define SCALAR double
#define NAME(name) name##_f64
#include "ProductsTemplate.h"
