// The error function and the normal distribution, free of branches so that loops over them
// vectorise.
//
// For x ≥ 0, erfc x = e^(−x²) (1 + q(t))/(1 + 2x), where q is one polynomial in t = (x − 4)/(x + 4)
// for all of them (Shepherd and Laframboise 1981), and x² is taken exactly. Our polynomials were
// interpolated at Chebyshev points with mpmath. Near zero erf is an odd series, where 1 − erfc
// would cancel.

#ifndef WHH_ERROR_FUNCTION_H
#define WHH_ERROR_FUNCTION_H

#include "Exponential.h"

/// (1 + 2x) e^(x²) erfc x − 1 for x ≥ 0, to 1e-17; its values lie between 0 and 0.24.
INLINE double complement_series(double x) {
  static const double coefficients[] = {
    -0x1.246d137a7141bp-32, 0x1.ffeb28f8a7c30p-31, 0x1.b39ff8659b236p-29,
    -0x1.a83c2ea8364c9p-27, -0x1.613ab11aa87fdp-26, 0x1.c8b87aa039fb6p-24,
    0x1.4cbb15f961e46p-24, -0x1.b8d249727cce8p-21, 0x1.3981051d34c77p-22,
    0x1.7ef6b7a31e6a9p-18, -0x1.78861f18ee7b4p-17, -0x1.995385e20c3b6p-16,
    0x1.3be04bf52bb5ap-13, -0x1.a1df5db3b79f4p-13, -0x1.8d4a9b00c7997p-11,
    0x1.49c672e0029c2p-8, -0x1.0962388397d97p-6, 0x1.3079edf51fc68p-5,
    -0x1.0fb06dfe5229fp-4, 0x1.7fee004e1e9dcp-4, -0x1.9ddb23c3e8a22p-4,
    0x1.16ecefcfa4d42p-4, 0x1.f7f5df66fd6c2p-7, -0x1.1df1ad154a287p-3,
    0x1.dd2c8b74febf6p-3};
  const double t = (x - 4) / (x + 4);
  double sum = coefficients[0];
  for (int k = 1; k < 25; k++) sum = __builtin_fma(sum, t, coefficients[k]);
  return sum;
}

/// e^(x²) erfc x as a fraction: 1 + q above 1 + 2x.
typedef struct {
  Pair above, below;
} Fraction;

/// That fraction for x from 0.65 to 1e18; x has a tiny part of its own.
INLINE Fraction scaled_complement(double x, double low) {
  const double within = clamped(x, 0.65, 1e18);
  const Pair below = exact_sum(1, 2 * within);
  return (Fraction){ordered_sum(1, complement_series(within)),
                    {below.high, below.low + 2 * low}};
}

/// e^(−square) · fraction, for square ≥ 0.
INLINE double damped(Pair square, Fraction fraction) {
  // Beyond 750 nothing is left.
  const int is_far = square.high > 750;
  const Exponential e = exponential(is_far ? -750 : -square.high, is_far ? 0 : -square.low);
  const Pair one = ordered_sum(1, e.fraction.high);
  const Pair mantissa = ordered_sum(one.high, one.low + e.fraction.low);
  return scaled(quotient(pair_product(mantissa, fraction.above), fraction.below), e.exponent);
}

INLINE Pair square_of(double x) {
  const double square = x * x;
  // Beyond 2000 nothing is left of e^(−x²/2), and the error may be as large as you like.
  return (Pair){square, square < 2000 ? __builtin_fma(x, x, -square) : 0};
}

/// erf x for |x| ≤ 0.65.
INLINE Pair error_function_near_zero(double x) {
  static const double coefficients[] = {
    0x1.ab61b445b0ebap-27, -0x1.5b07423ecc48ap-23, 0x1.b9a1803bfa89bp-20,
    -0x1.f4cfc88a17bd4p-17, 0x1.f9a317bdf4445p-14, -0x1.c02db3c9555d9p-11,
    0x1.565bcd0df87adp-8, -0x1.b82ce31287c53p-6, 0x1.ce2f21a042bd5p-4,
    -0x1.812746b0379e7p-2};
  const double square = x * x;
  double sum = coefficients[0];
  for (int k = 1; k < 10; k++) sum = __builtin_fma(sum, square, coefficients[k]);
  // 2/√π in two parts.
  const Pair line = pair_product((Pair){x, 0}, (Pair){0x1.20dd750429b6dp+0, 0x1.1ae3a914fed80p-56});
  return ordered_sum(line.high, __builtin_fma(x * square, sum, line.low));
}

/// erfc |x| for |x| ≥ 0.65.
INLINE double complement(double x) {
  return damped(square_of(x), scaled_complement(__builtin_fabs(x), 0));
}

INLINE double error_function(double x) {
  const double far = 1 - complement(x);
  const double magnitude = clamped(__builtin_fabs(x), 0, 0.65);
  const Pair near = error_function_near_zero(magnitude);
  const double result = magnitude < 0.65 ? near.high + near.low : far;
  return x != x ? x : with_sign(result, x);
}

INLINE double complementary_error_function(double x) {
  const double tail = complement(x);
  const Pair near = error_function_near_zero(clamped(x, -0.65, 0.65));
  const Pair one = exact_sum(1, -near.high);
  const double far = x < 0 ? 2 - tail : tail;
  const double result = __builtin_fabs(x) < 0.65 ? one.high + (one.low - near.low) : far;
  return x != x ? x : result;
}

/// (1 + erf(x/√2))/2 for |x| ≤ 0.92; √½ is taken in two parts.
INLINE double normal_distribution_near_zero(double x) {
  const Pair a = pair_product((Pair){x, 0}, (Pair){0x1.6a09e667f3bcdp-1, -0x1.bdd3413b26456p-55});
  const Pair error = error_function_near_zero(a.high);
  const double square = a.high * a.high;
  // erf′, to the few digits that the tiny part of x/√2 needs.
  const double slope = 1.128 * (1 - square * (1 - 0.5 * square));
  const Pair sum = exact_sum(0.5, 0.5 * error.high);
  return sum.high + (sum.low + 0.5 * __builtin_fma(a.low, slope, error.low));
}

/// Φ(x) = erfc(−x/√2)/2.
INLINE double normal_distribution(double x) {
  const Pair square = square_of(x);
  const double magnitude = clamped(__builtin_fabs(x), 0.92, 1e18);
  const double half = 0x1.6a09e667f3bcdp-1 * magnitude;
  const double low = __builtin_fma(0x1.6a09e667f3bcdp-1, magnitude, -half) -
                     0x1.bdd3413b26456p-55 * magnitude;
  const double tail = 0.5 * damped((Pair){0.5 * square.high, 0.5 * square.low},
                                   scaled_complement(half, low));
  const double far = x < 0 ? tail : 1 - tail;
  const double near = normal_distribution_near_zero(clamped(x, -0.92, 0.92));
  const double result = __builtin_fabs(x) < 0.92 ? near : far;
  return x != x ? x : result;
}

/// e^(−x²/2)/√(2π).
INLINE double normal_density(double x) {
  const Pair square = square_of(x);
  const double result = 0x1.9884533d43651p-2 *
                        exponential_value(-0.5 * square.high, -0.5 * square.low);
  return x != x ? x : result;
}

#endif
