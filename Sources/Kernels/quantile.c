// The inverse of the normal distribution function: M. J. Wichura, "Algorithm AS 241: the percentage
// points of the normal distribution", Applied Statistics 37 (1988) 477–484, PPND16.
//
// One uniform number gives one normal number, in the same order and without rejection, and 85 % of
// them need no logarithm. Box and Muller's method needs sin and cos, the ziggurat rejects.

#include "Logarithm.h"

INLINE double polynomial(const double *coefficients, double r) {
  double sum = coefficients[7];
  for (int i = 6; i >= 0; i--) sum = __builtin_fma(sum, r, coefficients[i]);
  return sum;
}

/// A quotient of two polynomials of degree 7, the constant terms first.
typedef struct {
  double above[8], below[8];
} Rational;

INLINE double rational(const Rational *f, double r) {
  return polynomial(f->above, r) / polynomial(f->below, r);
}

static const Rational centre = {
    {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
     1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
     3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
     2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
     5.2264952788528545610e+3}};

static const Rational shoulder = {
    {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
     3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
     2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9}};

static const Rational tail = {
    {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15}};

/// The half-width of the interval around 1/2 that needs no logarithm.
static const double half_width = 0.425;

INLINE double central_quantile(double q) {
  return q * rational(&centre, __builtin_fma(-q, q, half_width * half_width));
}

/// The quantile outside the centre; `p` and `q` = p − 1/2.
INLINE double outer_quantile(double p, double q) {
  const double r = __builtin_sqrt(-natural_logarithm(q < 0 ? p : 1 - p));
  return with_sign(r <= 5 ? rational(&shoulder, r - 1.6) : rational(&tail, r - 5), q);
}

EACH_CPU double whh_normal_quantile(double p) {
  const double q = p - 0.5;
  if (__builtin_fabs(q) <= half_width) return central_quantile(q);
  if (p == 0 || p == 1) return with_sign(__builtin_inf(), q);
  return p > 0 && p < 1 ? outer_quantile(p, q) : __builtin_nan("");
}

EACH_CPU void whh_normals(uint64_t seed, uint32_t stream, uint32_t draw, uint64_t first,
                          size_t count, double *output) {
  whh_uniforms(seed, stream, draw, first, count, output);
  for (size_t i = 0; i < count; i++) {
    const double p = output[i], q = p - 0.5;
    output[i] = __builtin_fabs(q) <= half_width ? central_quantile(q) : outer_quantile(p, q);
  }
}
