// The body of products.c for one kind of number: SCALAR, and NAME(f) which adds its suffix.

/// Packs a matrix of rows × columns whose entry (r, k) is matrix[r · row_step + k · column_step].
static void NAME(pack)(const double *matrix, size_t row_step, size_t column_step, size_t rows,
                       size_t columns, SCALAR *panels) {
  for (size_t first = 0; first < rows; first += panel_rows)
    for (size_t k = 0; k < columns; k++)
      for (size_t r = first; r < first + panel_rows; r++)
        *panels++ = r < rows ? (SCALAR)matrix[r * row_step + k * column_step] : 0;
}

void NAME(whh_pack)(const double *matrix, size_t rows, size_t columns, SCALAR *panels) {
  NAME(pack)(matrix, columns, 1, rows, columns, panels);
}

void NAME(whh_pack_transposed)(const double *matrix, size_t rows, size_t columns, SCALAR *panels) {
  NAME(pack)(matrix, 1, columns, columns, rows, panels);
}

/// 64 bytes of numbers, which the compiler keeps in one register, two or four.
typedef SCALAR NAME(Lanes)
    __attribute__((ext_vector_type(64 / sizeof(SCALAR)), aligned(sizeof(SCALAR))));

/// Adds the products of `parts` vectors of rows with `many` columns of a batch. Both counts are
/// constants where this is inlined, so that the sums stay in registers.
INLINE void NAME(add_tile)(const SCALAR *panel, size_t columns, const SCALAR *x, int parts,
                           int many, SCALAR *sums) {
  enum { width = 64 / sizeof(SCALAR) };
  NAME(Lanes) sum[tile_batch][panel_rows / width];
  for (int b = 0; b < many; b++)
    for (int p = 0; p < parts; p++)
      sum[b][p] = *(const NAME(Lanes) *)(sums + b * panel_rows + p * width);
  for (size_t k = 0; k < columns; k++)
    for (int b = 0; b < many; b++)
      for (int p = 0; p < parts; p++)
        sum[b][p] = __builtin_elementwise_fma(
            *(const NAME(Lanes) *)(panel + k * panel_rows + p * width),
            (NAME(Lanes))x[(size_t)b * columns + k], sum[b][p]);
  for (int b = 0; b < many; b++)
    for (int p = 0; p < parts; p++)
      *(NAME(Lanes) *)(sums + b * panel_rows + p * width) = sum[b][p];
}

/// Adds the products of a whole panel with one column of a batch.
INLINE void NAME(add_one)(const SCALAR *panel, size_t columns, const SCALAR *x, SCALAR *sums) {
  NAME(add_tile)(panel, columns, x, panel_rows * sizeof(SCALAR) / 64, 1, sums);
}

/// Adds the products of a whole panel with `tile_batch` columns, a few rows at a time.
INLINE void NAME(add_many)(const SCALAR *panel, size_t columns, const SCALAR *x, SCALAR *sums) {
  enum { rows = tile_parts * 64 / sizeof(SCALAR) };
  for (size_t r = 0; r < panel_rows; r += rows)
    NAME(add_tile)(panel + r, columns, x, tile_parts, tile_batch, sums + r);
}

/// Moves `count` outputs of each of `many` columns from y to the sums, or back.
INLINE void NAME(load)(const SCALAR *y, size_t rows, size_t many, size_t count, SCALAR *sums) {
  for (size_t b = 0; b < many; b++)
    memcpy(sums + b * panel_rows, y + b * rows, count * sizeof *sums);
}

INLINE void NAME(store)(const SCALAR *sums, size_t rows, size_t many, size_t count, SCALAR *y) {
  for (size_t b = 0; b < many; b++)
    memcpy(y + b * rows, sums + b * panel_rows, count * sizeof *sums);
}

EACH_CPU void NAME(whh_accumulate)(const SCALAR *panels, size_t first_panel, size_t panel_count,
                                   size_t rows, size_t columns, const SCALAR *x, size_t batch,
                                   SCALAR *y) {
  SCALAR sums[tile_batch * panel_rows] = {0};
  for (size_t number = first_panel; number < first_panel + panel_count; number++) {
    const SCALAR *panel = panels + number * panel_rows * columns;
    const size_t row = number * panel_rows;
    const size_t count = rows - row < panel_rows ? rows - row : panel_rows;
    for (size_t b = 0; b < batch;) {
      const size_t many = batch - b < tile_batch ? 1 : tile_batch;
      NAME(load)(y + b * rows + row, rows, many, count, sums);
      if (many == 1)
        NAME(add_one)(panel, columns, x + b * columns, sums);
      else
        NAME(add_many)(panel, columns, x + b * columns, sums);
      NAME(store)(sums, rows, many, count, y + b * rows + row);
      b += many;
    }
  }
}
