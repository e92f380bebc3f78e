// Householder reflections, arranged so that loops run along the rows of a matrix stored by rows:
// the sums v·(column) of many columns advance together, each in the order of the rows.

#include "Exact.h"

/// The power of two that brings a number near 1, as far as one step can.
INLINE double scale_of(double magnitude) {
  const int64_t exponent = (int64_t)(to_bits(magnitude) >> 52) - 1023;
  return power_of_two(exponent < -1000 ? 1000 : exponent > 1000 ? -1000 : -exponent);
}

/// The Euclidean norm, without overflow on the way.
INLINE double norm(const double *vector, size_t count) {
  const double scale = scale_of(whh_largest_magnitude_f64(vector, count));
  double sum = 0;
  for (size_t i = 0; i < count; i++) {
    const double entry = vector[i] * scale;
    sum = __builtin_fma(entry, entry, sum);
  }
  return __builtin_sqrt(sum) / scale;
}

EACH_CPU double whh_make_reflection(double *vector, size_t count) {
  if (whh_largest_magnitude_f64(vector + 1, count - 1) == 0) return 0;
  // The multiple takes the sign opposite to the first entry, so that their difference cannot
  // cancel.
  const double entry = vector[0];
  const double multiple = with_sign(norm(vector, count), -entry);
  for (size_t i = 1; i < count; i++) vector[i] /= entry - multiple;
  vector[0] = multiple;
  return (multiple - entry) / multiple;
}

EACH_CPU void whh_reflect(const double *vector, size_t count, double tau, double *top, size_t step,
                          size_t width, double *work) {
  double *restrict sums = work;
  memcpy(sums, top, width * sizeof *sums);
  for (size_t i = 1; i < count; i++)
    for (size_t j = 0; j < width; j++)
      sums[j] = __builtin_fma(vector[i], top[i * step + j], sums[j]);
  for (size_t j = 0; j < width; j++) sums[j] *= tau;
  for (size_t j = 0; j < width; j++) top[j] -= sums[j];
  for (size_t i = 1; i < count; i++)
    for (size_t j = 0; j < width; j++)
      top[i * step + j] = __builtin_fma(-vector[i], sums[j], top[i * step + j]);
}
