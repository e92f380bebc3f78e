// Activations of many numbers, and their slopes. Floats are computed in double and rounded once.

#include "ErrorFunction.h"
#include "Exponential.h"

/// λ and λα of Klambauer et al. (2017).
static const double selu_scale = 0x1.0cfabd6a91132p+0;
static const double selu_bound = 0x1.c212cc640f031p+0;

/// λ x, and λα (e^x − 1) below zero.
INLINE double self_normalising(double x) {
  const Pair below = exponential_minus_one(clamped(x, -60, 0));
  const double result = x > 0 ? selu_scale * x : selu_bound * (below.high + below.low);
  return x != x ? x : result;
}

INLINE double self_normalising_slope(double x) {
  const double below = selu_bound * exponential_value(clamped(x, -750, 0), 0);
  const double result = x > 0 ? selu_scale : below;
  return x != x ? x : result;
}

/// x Φ(x), which tends to 0 below.
INLINE double gaussian_unit(double x) {
  return x == -__builtin_inf() ? 0 : x * normal_distribution(x);
}

/// Φ(x) + x Φ′(x).
INLINE double gaussian_unit_slope(double x) {
  const double density = normal_density(x);
  return density == 0 ? normal_distribution(x)
                      : __builtin_fma(x, density, normal_distribution(x));
}

/// 2/√π e^(−x²).
INLINE double error_function_slope(double x) {
  const Pair square = square_of(x);
  const double result = 0x1.20dd750429b6dp+0 * exponential_value(-square.high, -square.low);
  return x != x ? x : result;
}

/// x/(1 + |x|).
INLINE double soft_sign(double x) {
  const double magnitude = __builtin_fabs(x);
  const double result = magnitude < 1e18 ? x / (1 + magnitude) : with_sign(1, x);
  return x != x ? x : result;
}

INLINE double soft_sign_slope(double x) {
  const double root = 1 / (1 + __builtin_fabs(x));
  return root * root;
}

/// (1 − |h|)², the slope where the function is h.
INLINE double soft_sign_slope_from(double h) {
  const double root = 1 - __builtin_fabs(h);
  return root * root;
}

/// x cut at −1 and 1.
INLINE double hard_tangent(double x) { return x < -1 ? -1 : x > 1 ? 1 : x; }

INLINE double hard_tangent_slope(double x) {
  return __builtin_fabs(x) < 1 ? 1 : x == x ? 0 : x;
}

/// x, and x/100 below zero.
INLINE double leaky(double x) { return x < 0 ? 0.01 * x : x; }

INLINE double leaky_slope(double x) { return x > 0 ? 1 : x == x ? 0.01 : x; }

/// values ← φ(values)
#define ACTIVATION(name, function)                                                      \
  EACH_CPU void whh_##name##_f32(float *values, size_t count) {                         \
    for (size_t i = 0; i < count; i++) values[i] = (float)function(values[i]);          \
  }                                                                                     \
  EACH_CPU void whh_##name##_f64(double *values, size_t count) {                        \
    for (size_t i = 0; i < count; i++) values[i] = function(values[i]);                 \
  }

/// values ← values · φ′(z)
#define SLOPES(name, function)                                                          \
  EACH_CPU void whh_scale_by_##name##_f32(float *values, const float *z,                \
                                          size_t count) {                               \
    for (size_t i = 0; i < count; i++) values[i] *= (float)function(z[i]);              \
  }                                                                                     \
  EACH_CPU void whh_scale_by_##name##_f64(double *values, const double *z,              \
                                          size_t count) {                               \
    for (size_t i = 0; i < count; i++) values[i] *= function(z[i]);                     \
  }

ACTIVATION(tanh, hyperbolic_tangent)
ACTIVATION(sigmoid, logistic)
ACTIVATION(erf, error_function)
ACTIVATION(gelu, gaussian_unit)
ACTIVATION(selu, self_normalising)
ACTIVATION(softsign, soft_sign)
ACTIVATION(hard_tanh, hard_tangent)
ACTIVATION(leaky_relu, leaky)

SLOPES(tanh_slopes_at, hyperbolic_tangent_slope)
SLOPES(sigmoid_slopes_at, logistic_slope)
SLOPES(erf_slopes_at, error_function_slope)
SLOPES(gelu_slopes_at, gaussian_unit_slope)
SLOPES(selu_slopes_at, self_normalising_slope)
SLOPES(softsign_slopes_at, soft_sign_slope)
SLOPES(softsign_slopes, soft_sign_slope_from)
SLOPES(hard_tanh_slopes, hard_tangent_slope)
SLOPES(leaky_relu_slopes, leaky_slope)
