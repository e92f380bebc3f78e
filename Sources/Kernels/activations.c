// Activations of many numbers.

#include "Exponential.h"

EACH_CPU void whh_tanh_f32(float *values, size_t count) {
  for (size_t i = 0; i < count; i++) values[i] = (float)hyperbolic_tangent(values[i]);
}

EACH_CPU void whh_tanh_f64(double *values, size_t count) {
  for (size_t i = 0; i < count; i++) values[i] = hyperbolic_tangent(values[i]);
}

EACH_CPU void whh_sigmoid_f32(float *values, size_t count) {
  for (size_t i = 0; i < count; i++) values[i] = (float)logistic(values[i]);
}

EACH_CPU void whh_sigmoid_f64(double *values, size_t count) {
  for (size_t i = 0; i < count; i++) values[i] = logistic(values[i]);
}
