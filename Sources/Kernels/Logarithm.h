// Logarithms: one fast and good to an ulp, one with twice the digits.
//
// x = 2^k m with m between √½ and √2, f = m − 1, s = f/(2 + f), and ln m = 2 atanh s, an odd
// series.

#ifndef WHH_LOGARITHM_H
#define WHH_LOGARITHM_H

#include "Exact.h"

/// A positive, finite number as 2^exponent · (1 + fraction).
typedef struct {
  double exponent, fraction;
} Split;

INLINE Split split(double x) {
  const int is_subnormal = to_bits(x) < 0x0010000000000000;
  const uint64_t bits = to_bits(is_subnormal ? x * 0x1p54 : x);
  // Counted from √½, so that the exponent's field steps where m leaves its interval.
  const int64_t k = (int64_t)(bits - to_bits(0x1.6a09e667f3bcdp-1)) >> 52;
  const double m = from_bits(bits - ((uint64_t)k << 52));
  return (Split){(double)(k - (is_subnormal ? 54 : 0)), m - 1};
}

/// The natural logarithm. As in fdlibm (Sun 1993), with more terms instead of fitted ones.
INLINE double logarithm_of(Split parts) {
  const double k = parts.exponent, f = parts.fraction;
  const double s = f / (2 + f);
  const double z = s * s;
  double sum = 2.0 / 23;
  sum = __builtin_fma(sum, z, 2.0 / 21);
  sum = __builtin_fma(sum, z, 2.0 / 19);
  sum = __builtin_fma(sum, z, 2.0 / 17);
  sum = __builtin_fma(sum, z, 2.0 / 15);
  sum = __builtin_fma(sum, z, 2.0 / 13);
  sum = __builtin_fma(sum, z, 2.0 / 11);
  sum = __builtin_fma(sum, z, 2.0 / 9);
  sum = __builtin_fma(sum, z, 2.0 / 7);
  sum = __builtin_fma(sum, z, 2.0 / 5);
  sum = __builtin_fma(sum, z, 2.0 / 3);
  // ln m = f − f²/2 + s (f²/2 + z · sum), which loses nothing where f is small.
  const double half = 0.5 * f * f;
  const double low = __builtin_fma(s, __builtin_fma(z, sum, half), k * 0x1.ef35793c76730p-45);
  return __builtin_fma(k, 0x1.62e42fefa3800p-1, f - (half - low));
}

/// ln x for positive, finite x.
INLINE double natural_logarithm(double x) { return logarithm_of(split(x)); }

/// ln(1 + x) for −1 < x < ∞.
INLINE double logarithm_above_one(double x) {
  const Pair sum = exact_sum(1, x);
  Split parts = split(sum.high);
  // What 1 + x lost belongs to the fraction, which is x itself where the exponent is 0.
  parts.fraction += sum.low * power_of_two(-(int64_t)parts.exponent);
  return logarithm_of(parts);
}

/// 2/(2j + 1) as a pair.
INLINE Pair odd_reciprocal(double odd) {
  const double high = 2 / odd;
  return (Pair){high, __builtin_fma(-high, odd, 2) / odd};
}

/// ln x for positive, finite x, to a relative error below 2^−68.
INLINE Pair logarithm_pair(double x) {
  const Split parts = split(x);
  const double k = parts.exponent, f = parts.fraction;
  const Pair denominator = exact_sum(2, f);
  const double ratio = f / denominator.high;
  const double left =
      __builtin_fma(-ratio, denominator.low, __builtin_fma(-ratio, denominator.high, f));
  const Pair s = ordered_sum(ratio, left / denominator.high);
  const Pair z = pair_product(s, s);
  double sum = 2.0 / 31;
  for (int odd = 29; odd >= 11; odd -= 2) sum = __builtin_fma(sum, z.high, 2.0 / odd);
  Pair series = pair_sum(odd_reciprocal(9), (Pair){sum * z.high, 0});
  for (int odd = 7; odd >= 3; odd -= 2)
    series = pair_sum(odd_reciprocal(odd), pair_product(z, series));
  const Pair mantissa = pair_sum((Pair){2 * s.high, 2 * s.low},
                                 pair_product(pair_product(s, z), series));
  const Pair power = exact_sum(k * 0x1.62e42fefa3800p-1, k * 0x1.ef35793c76730p-45);
  const Pair tail = {power.high, __builtin_fma(k, 0x1.cc01f97b57a08p-103, power.low)};
  return pair_sum(tail, mantissa);
}

#endif
