// Activations of many numbers, and their slopes. Floats are computed in double and rounded once.

#include "Exponential.h"

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
  EACH_CPU void whh_scale_by_##name##_f32(float *values, const float *z, size_t count) { \
    for (size_t i = 0; i < count; i++) values[i] *= (float)function(z[i]);              \
  }                                                                                     \
  EACH_CPU void whh_scale_by_##name##_f64(double *values, const double *z, size_t count) { \
    for (size_t i = 0; i < count; i++) values[i] *= function(z[i]);                     \
  }

ACTIVATION(tanh, hyperbolic_tangent)
ACTIVATION(sigmoid, logistic)

SLOPES(tanh_slopes_at, hyperbolic_tangent_slope)
SLOPES(sigmoid_slopes_at, logistic_slope)
