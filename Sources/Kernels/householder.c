// Householder reflections, arranged so that loops run along the rows of a matrix stored by rows: the
// sums v·(column) of many columns advance together, each in the order of the rows.

#include "Exact.h"

/// The power of two that brings the largest entry of a column below the diagonal near 1.
INLINE double column_scale(const double *column, size_t rows, size_t step) {
  double largest = 0;
  for (size_t i = 0; i < rows; i++) {
    const double magnitude = __builtin_fabs(column[i * step]);
    largest = magnitude > largest ? magnitude : largest;
  }
  const int64_t exponent = (int64_t)(to_bits(largest) >> 52) - 1023;
  return power_of_two(exponent < -1000 ? 1000 : exponent > 1000 ? -1000 : -exponent);
}

/// The Euclidean norm of a column, without overflow on the way.
INLINE double column_norm(const double *column, size_t rows, size_t step) {
  const double scale = column_scale(column, rows, step);
  double sum = 0;
  for (size_t i = 0; i < rows; i++) {
    const double entry = column[i * step] * scale;
    sum = __builtin_fma(entry, entry, sum);
  }
  return __builtin_sqrt(sum) / scale;
}

EACH_CPU double whh_make_reflection(double *matrix, size_t rows, size_t columns, size_t column) {
  double *diagonal = matrix + column * columns + column;
  const size_t below = rows - column - 1;
  if (column_norm(diagonal + columns, below, columns) == 0) return 0;
  // R's entry takes the sign opposite to the diagonal's, so that nothing cancels in the difference.
  const double entry = *diagonal;
  const double result = with_sign(column_norm(diagonal, below + 1, columns), -entry);
  for (size_t i = 1; i <= below; i++) diagonal[i * columns] /= entry - result;
  *diagonal = result;
  return (result - entry) / result;
}

EACH_CPU void whh_reflect(const double *reflections, size_t rows, size_t columns, size_t column,
                          double tau, double *target, size_t first, size_t end, double *work) {
  double *restrict sums = work;
  const size_t width = end - first;
  double *top = target + column * columns + first;
  memcpy(sums, top, width * sizeof *sums);
  for (size_t i = column + 1; i < rows; i++) {
    const double v = reflections[i * columns + column];
    const double *row = target + i * columns + first;
    for (size_t j = 0; j < width; j++) sums[j] = __builtin_fma(v, row[j], sums[j]);
  }
  for (size_t j = 0; j < width; j++) sums[j] *= tau;
  for (size_t j = 0; j < width; j++) top[j] -= sums[j];
  for (size_t i = column + 1; i < rows; i++) {
    const double v = reflections[i * columns + column];
    double *row = target + i * columns + first;
    for (size_t j = 0; j < width; j++) row[j] = __builtin_fma(-v, sums[j], row[j]);
  }
}
