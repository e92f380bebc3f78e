// Elementary functions of one number.

#include "Exponential.h"
#include "Logarithm.h"

EACH_CPU double whh_exp(double x) { return x != x ? x : exponential_value(x, 0); }

EACH_CPU double whh_expm1(double x) {
  // Below 2^−55 the sum would lose the sign of zero and the last bits of subnormals.
  if (x != x || __builtin_fabs(x) < 0x1p-55) return x;
  // Beyond 60 the 1 is lost: e^60 has 87 bits before the point.
  if (x > 60) return exponential_value(x, 0);
  const Pair result = exponential_minus_one(clamped(x, -60, 60));
  return result.high + result.low;
}

EACH_CPU double whh_tanh(double x) { return hyperbolic_tangent(x); }

EACH_CPU double whh_sigmoid(double x) { return logistic(x); }

/// Whether a logarithm of x has no digits to compute: x is nan, infinite, zero or negative.
static int is_outside(double x) { return !(x > 0 && x < __builtin_inf()); }

/// The logarithm there, the same in every base.
static double logarithm_outside(double x) {
  if (x == 0) return -__builtin_inf();
  return x < 0 ? __builtin_nan("") : x;
}

EACH_CPU double whh_log(double x) {
  return is_outside(x) ? logarithm_outside(x) : natural_logarithm(x);
}

EACH_CPU double whh_log1p(double x) {
  // Below 2^−55 the sum would lose the sign of zero and the last bits of subnormals.
  if (x != x || __builtin_fabs(x) < 0x1p-55) return x;
  if (x <= -1 || x == __builtin_inf()) return logarithm_outside(x == -1 ? 0 : x);
  return logarithm_above_one(x);
}

EACH_CPU double whh_log10(double x) {
  if (is_outside(x)) return logarithm_outside(x);
  const Pair per_natural = {0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57};
  const Pair result = pair_product(logarithm_pair(x), per_natural);
  return result.high + result.low;
}

/// x to the power y for finite x > 0: e^(y ln x), with the logarithm in twice the digits.
INLINE double positive_power(double x, double y) {
  const Pair logarithm = logarithm_pair(x);
  // Beyond 1e19 the result is out of range for every x but 1; the product must not overflow.
  const Pair exponent = pair_product(logarithm, (Pair){clamped(y, -1e19, 1e19), 0});
  if (__builtin_fabs(exponent.high) > 750) return exponent.high > 0 ? __builtin_inf() : 0;
  return exponential_value(exponent.high, exponent.low);
}

/// |x| to the power y where one of them is infinite or x is zero.
static double power_at_limits(double magnitude, double y) {
  if (magnitude == 1) return 1;
  return (magnitude > 1) == (y > 0) ? __builtin_inf() : 0;
}

EACH_CPU double whh_pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (x != x || y != y) return x + y;
  const double magnitude = __builtin_fabs(x), infinity = __builtin_inf();
  const int is_whole = __builtin_floor(y) == y;
  const int is_odd = is_whole && __builtin_floor(y / 2) != y / 2;
  const int is_limit = magnitude == 0 || magnitude == infinity || __builtin_fabs(y) == infinity;
  if (x < 0 && !is_whole && !is_limit) return __builtin_nan("");
  const double result = is_limit ? power_at_limits(magnitude, y) : positive_power(magnitude, y);
  return is_odd ? with_sign(result, x) : result;
}
