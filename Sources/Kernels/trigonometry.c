// sin πx and cos πx. Angles in half turns can be reduced exactly, whatever their size; those in
// radians would need hundreds of digits of π.

#include "Exact.h"

/// A number of quarter turns from 0 to 4, and the rest as an angle in radians, |angle| ≤ π/4.
typedef struct {
  int64_t quarters;
  Pair angle;
} Turn;

/// Reduces π|x| for finite x.
INLINE Turn turn(double x) {
  const double magnitude = __builtin_fabs(x);
  // Every step is exact.
  const double within = magnitude - 2 * __builtin_floor(0.5 * magnitude);
  const double quarters = __builtin_floor(2 * within + 0.5);
  const double rest = within - 0.5 * quarters;
  const double angle = 0x1.921fb54442d18p1 * rest;
  const double error = __builtin_fma(0x1.921fb54442d18p1, rest, -angle);
  const double low = __builtin_fma(0x1.1a62633145c07p-53, rest, error);
  return (Turn){(int64_t)quarters, {angle, low}};
}

/// sin t for |t| ≤ π/4, the Taylor series to a relative 1e-19.
INLINE double short_sine(Pair t) {
  const double z = t.high * t.high;
  double sum = 1.0 / 355687428096000;
  sum = __builtin_fma(sum, z, -1.0 / 1307674368000);
  sum = __builtin_fma(sum, z, 1.0 / 6227020800);
  sum = __builtin_fma(sum, z, -1.0 / 39916800);
  sum = __builtin_fma(sum, z, 1.0 / 362880);
  sum = __builtin_fma(sum, z, -1.0 / 5040);
  sum = __builtin_fma(sum, z, 1.0 / 120);
  sum = __builtin_fma(sum, z, -1.0 / 6);
  const double low = __builtin_fma(-0.5 * z, t.low, t.low);
  return t.high + __builtin_fma(t.high * z, sum, low);
}

/// cos t for |t| ≤ π/4.
INLINE double short_cosine(Pair t) {
  const double z = t.high * t.high;
  double sum = -1.0 / 6402373705728000;
  sum = __builtin_fma(sum, z, 1.0 / 20922789888000);
  sum = __builtin_fma(sum, z, -1.0 / 87178291200);
  sum = __builtin_fma(sum, z, 1.0 / 479001600);
  sum = __builtin_fma(sum, z, -1.0 / 3628800);
  sum = __builtin_fma(sum, z, 1.0 / 40320);
  sum = __builtin_fma(sum, z, -1.0 / 720);
  sum = __builtin_fma(sum, z, 1.0 / 24);
  const double half = 0.5 * z, high = 1 - half;
  const double error = 0.5 * __builtin_fma(t.high, t.high, -z);
  const double low = ((1 - high) - half) - __builtin_fma(t.high, t.low, error);
  return high + __builtin_fma(z * z, sum, low);
}

EACH_CPU double whh_sin_pi(double x) {
  if (x - x != 0) return __builtin_nan("");
  const Turn reduced = turn(x);
  const double part =
      reduced.quarters & 1 ? short_cosine(reduced.angle) : short_sine(reduced.angle);
  const double value = reduced.quarters & 2 ? -part : part;
  // At a whole number, zero with the sign of x.
  if (value == 0) return with_sign(0, x);
  return x < 0 ? -value : value;
}

EACH_CPU double whh_cos_pi(double x) {
  if (x - x != 0) return __builtin_nan("");
  const Turn reduced = turn(x);
  const double part =
      reduced.quarters & 1 ? -short_sine(reduced.angle) : short_cosine(reduced.angle);
  const double value = reduced.quarters & 2 ? -part : part;
  return value == 0 ? 0 : value;
}
