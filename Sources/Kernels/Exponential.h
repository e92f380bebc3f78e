// The exponential function and its relatives, free of branches so that loops over them vectorise.
//
// x = n ln 2 + r with |r| ≤ ln(2)/2, r as a pair of doubles, and e^x = 2^n e^r with the Taylor
// series of e^r. A table of 2^(i/32) would need fewer terms, but gathers its entries.

#ifndef WHH_EXPONENTIAL_H
#define WHH_EXPONENTIAL_H

#include "Exact.h"

/// e^x = 2^exponent · (1 + fraction.high + fraction.low).
typedef struct {
  int64_t exponent;
  Pair fraction;
} Exponential;

/// (e^r − 1 − r)/r² for |r| ≤ 0.35, to 1e-18.
INLINE double exponential_series(double r) {
  double sum = 1.0 / 87178291200;
  sum = __builtin_fma(sum, r, 1.0 / 6227020800);
  sum = __builtin_fma(sum, r, 1.0 / 479001600);
  sum = __builtin_fma(sum, r, 1.0 / 39916800);
  sum = __builtin_fma(sum, r, 1.0 / 3628800);
  sum = __builtin_fma(sum, r, 1.0 / 362880);
  sum = __builtin_fma(sum, r, 1.0 / 40320);
  sum = __builtin_fma(sum, r, 1.0 / 5040);
  sum = __builtin_fma(sum, r, 1.0 / 720);
  sum = __builtin_fma(sum, r, 1.0 / 120);
  sum = __builtin_fma(sum, r, 1.0 / 24);
  sum = __builtin_fma(sum, r, 1.0 / 6);
  return __builtin_fma(sum, r, 0.5);
}

/// e^(x + low) for |x| ≤ 750 and a tiny `low`.
INLINE Exponential exponential(double x, double low) {
  // Adding 1.5 · 2^52 leaves the nearest integer in the lowest bits.
  const double shifter = 0x1.8p52;
  const double shifted = __builtin_fma(x, 0x1.71547652b82fep0, shifter);
  const double n = shifted - shifter;
  // ln 2 in two parts; the first has 11 zero bits at its end, so that n times it is exact.
  const double high = __builtin_fma(-n, 0x1.62e42fefa3800p-1, x);
  const double tail = __builtin_fma(-n, 0x1.ef35793c76730p-45, low);
  const Pair r = exact_sum(high, tail);
  const double curve = __builtin_fma(r.high * r.high, exponential_series(r.high),
                                     __builtin_fma(r.high, r.low, r.low));
  return (Exponential){(int64_t)(to_bits(shifted) - to_bits(shifter)), {r.high, curve}};
}

INLINE double clamped(double x, double low, double high) {
  return x < low ? low : (x < high ? x : high);
}

/// e^x for any x but nan, given with a tiny part of its own.
INLINE double exponential_value(double x, double low) {
  const Exponential e = exponential(clamped(x, -750, 720), low);
  const Pair sum = ordered_sum(1, e.fraction.high);
  return scaled(sum.high + (sum.low + e.fraction.low), e.exponent);
}

/// e^x − 1 for |x| ≤ 60.
INLINE Pair exponential_minus_one(double x) {
  const Exponential e = exponential(x, 0);
  const double power = power_of_two(e.exponent);
  const Pair whole = exact_sum(power, -1);
  const Pair sum = ordered_sum(whole.high, power * e.fraction.high);
  return ordered_sum(sum.high, sum.low + __builtin_fma(power, e.fraction.low, whole.low));
}

/// tanh x = (e^2x − 1)/(e^2x + 1), odd to the bit.
INLINE double hyperbolic_tangent(double x) {
  const double magnitude = __builtin_fabs(x);
  // Beyond 20 the quotient rounds to 1.
  const Pair e = exponential_minus_one(2 * (magnitude < 20 ? magnitude : 20));
  const Pair sum = exact_sum(e.high, 2);
  const Pair denominator = ordered_sum(sum.high, sum.low + e.low);
  const double result = with_sign(quotient(e, denominator), x);
  return x != x ? x : result;
}

/// 1/(1 + e^−x), written with e^−|x| so that nothing overflows and both tails keep their digits.
INLINE double logistic(double x) {
  const Exponential e = exponential(-clamped(__builtin_fabs(x), 0, 750), 0);
  const Pair one = ordered_sum(1, e.fraction.high);
  const Pair mantissa = ordered_sum(one.high, one.low + e.fraction.low);
  const Pair sum = ordered_sum(1, scaled(mantissa.high, e.exponent));
  const Pair below = ordered_sum(sum.high, sum.low + scaled(mantissa.low, e.exponent));
  const int is_negative = x < 0;
  const Pair above = {is_negative ? mantissa.high : 1, is_negative ? mantissa.low : 0};
  const double result = scaled(quotient(above, below), is_negative ? e.exponent : 0);
  return x != x ? x : result;
}

/// tanh′ x = 4 e^−2|x|/(1 + e^−2|x|)², where 1 − tanh² would lose its digits.
INLINE double hyperbolic_tangent_slope(double x) {
  const double decay = exponential_value(-2 * __builtin_fabs(x), 0);
  const double result = 4 * decay / ((1 + decay) * (1 + decay));
  return x != x ? x : result;
}

/// The slope of the logistic function, e^−|x|/(1 + e^−|x|)².
INLINE double logistic_slope(double x) {
  const double decay = exponential_value(-__builtin_fabs(x), 0);
  const double result = decay / ((1 + decay) * (1 + decay));
  return x != x ? x : result;
}

#endif
