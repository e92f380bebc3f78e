// Elementary functions of one number.

#include "ErrorFunction.h"
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

EACH_CPU double whh_erf(double x) { return error_function(x); }

EACH_CPU double whh_erfc(double x) { return complementary_error_function(x); }

EACH_CPU double whh_erfcx(double x) {
  const double magnitude = __builtin_fabs(x);
  const Pair square = square_of(x);
  const double power = x < 0.65 ? exponential_value(square.high, square.low) : 0;
  if (x != x || magnitude < 0.65) return x != x ? x : power * complementary_error_function(x);
  // From 1e18 on the rest of 1/(√π x) is below its rounding.
  const Fraction fraction = scaled_complement(magnitude, 0);
  const double tail = magnitude < 1e18 ? quotient(fraction.above, fraction.below)
                                       : 0x1.20dd750429b6dp-1 / magnitude;
  return x < 0 ? 2 * power - tail : tail;
}

EACH_CPU double whh_normal_cdf(double x) { return normal_distribution(x); }

EACH_CPU double whh_normal_density(double x) { return normal_density(x); }

/// atan r − r for |r| ≤ 0.25, interpolated with mpmath.
INLINE double arc_tangent_curve(double r) {
  static const double coefficients[] = {
      -0x1.4c51b6cccaf60p-5, 0x1.d65daf729d481p-5, -0x1.10b1fbd04f101p-4,
      0x1.3b10146b3404dp-4, -0x1.745d0285e550dp-4, 0x1.c71c7183f5e3ep-4,
      -0x1.249249245bc0fp-3, 0x1.9999999999777p-3, -0x1.5555555555555p-2};
  const double square = r * r;
  double sum = coefficients[0];
  for (int k = 1; k < 9; k++) sum = __builtin_fma(sum, square, coefficients[k]);
  return r * square * sum;
}

EACH_CPU double whh_atan(double x) {
  // atan x = atan c + atan((x − c)/(1 + c x)), with the nearest of five c, the last one infinite.
  static const struct {
    double until, c;
    Pair value;
  } centres[] = {{0.75, 0.5, {0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56}},
                 {1.5, 1, {0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55}},
                 {4, 2, {0x1.1b6e192ebbe44p+0, 0x1.b1b466a88828ep-54}}};
  const double magnitude = __builtin_fabs(x);
  if (x != x) return x;
  if (magnitude <= 0.25) return with_sign(magnitude + arc_tangent_curve(magnitude), x);
  for (int i = 0; i < 3; i++) {
    if (magnitude > centres[i].until) continue;
    const double c = centres[i].c;
    const Pair below = exact_sum(1, c * magnitude), value = centres[i].value;
    const double r = (magnitude - c) / below.high;
    const double left = __builtin_fma(-r, below.high, magnitude - c) - r * below.low;
    const Pair sum = exact_sum(value.high, r);
    const double low = sum.low + (value.low + left / below.high);
    return with_sign(sum.high + (low + arc_tangent_curve(r)), x);
  }
  const double r = -1 / magnitude;
  const Pair sum = exact_sum(0x1.921fb54442d18p+0, r);
  const double low = sum.low + 0x1.1a62633145c07p-54;
  return with_sign(sum.high + (low + arc_tangent_curve(r)), x);
}

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
