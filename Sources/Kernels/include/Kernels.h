/// The exact tier of arithmetic: the same bits on every CPU, for any batch and number of threads.
///
/// Goals, in rank order: (1) reproducible to the last bit, (2) accurate, (3) fast, (4) short. So
/// only + − × ÷ √, fused multiply-add and integer operations are used, each written where it is
/// meant and never contracted by the compiler, and a sum has one order of its terms, whatever the
/// width of the vectors. Libm and BLAS were rejected because their bits depend on the CPU they run
/// on, and those of BLAS on the batch and the number of threads too. A CPU without fused
/// multiply-add gets a correct one in software: slower, the same bits.
///
/// Suffixes: `_f32` is float, `_f64` is double. No function allocates, fails or keeps state;
/// matrices are stored by rows. Buffers that are written must not overlap others.

#ifndef WHH_KERNELS_H
#define WHH_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// MARK: Elementary functions
//
// Errors are below 1 ulp. nan gives nan, and limits are taken at the infinities.

double whh_exp(double x);
double whh_expm1(double x);
double whh_log(double x);
/// ln(1 + x).
double whh_log1p(double x);
/// The decimal logarithm; exact for powers of ten.
double whh_log10(double x);
/// x to the power y, with the special cases of C99; exact where the result is a double.
double whh_pow(double x, double y);
double whh_tanh(double x);
/// 1/(1 + e^−x).
double whh_sigmoid(double x);

/// sin πx and cos πx; nan at the infinities. At whole and half numbers they are exact.
double whh_sin_pi(double x);
double whh_cos_pi(double x);
/// The angle between −π/2 and π/2 whose tangent is x.
double whh_atan(double x);
double whh_erf(double x);
/// 1 − erf x, with all its digits where erf is close to 1.
double whh_erfc(double x);
/// e^(x²) erfc x, to within 2 ulp.
double whh_erfcx(double x);
/// Φ(x), the standard normal distribution function, with all its digits in the lower tail.
double whh_normal_cdf(double x);
/// e^(−x²/2)/√(2π), to within 2 ulp.
double whh_normal_density(double x);

/// x such that the standard normal distribution function is p there; ±inf at p = 1 and 0.
///
/// Wichura's AS241 (PPND16, 1988): a relative error about 1e-15.
double whh_normal_quantile(double p);

// MARK: Activations, in place
//
// The same numbers as the functions above; float is computed in double and rounded once.

#define WHH_ACTIVATION(name)                              \
  void whh_##name##_f32(float *values, size_t count);     \
  void whh_##name##_f64(double *values, size_t count);

WHH_ACTIVATION(tanh)
WHH_ACTIVATION(sigmoid)
WHH_ACTIVATION(erf)
/// x Φ(x).
WHH_ACTIVATION(gelu)
/// λ x, and λα (e^x − 1) below zero.
WHH_ACTIVATION(selu)
/// x/(1 + |x|).
WHH_ACTIVATION(softsign)
/// x cut at −1 and 1.
WHH_ACTIVATION(hard_tanh)
/// x, and x/100 below zero.
WHH_ACTIVATION(leaky_relu)
/// max(0, x); nan stays nan.
WHH_ACTIVATION(rectify)

#define WHH_SLOPES(name)                                                                       \
  void whh_scale_by_##name##_f32(float *values, const float *where, size_t count);             \
  void whh_scale_by_##name##_f64(double *values, const double *where, size_t count);

/// values ← values · φ′, where states = φ(z): for tanh 1 − h², for the sigmoid h(1 − h), for softsign
/// (1 − |h|)². Where a state is nan, so is the product.
WHH_SLOPES(tanh_slopes)
WHH_SLOPES(sigmoid_slopes)
WHH_SLOPES(softsign_slopes)

/// values ← values · φ′ from states or from pre-activations, for their signs and bounds agree: for a
/// ReLU 1 above 0 and else 0 or 0.01, for the hard tanh 1 between −1 and 1 and else 0.
WHH_SLOPES(relu_slopes)
WHH_SLOPES(leaky_relu_slopes)
WHH_SLOPES(hard_tanh_slopes)

/// values ← values · φ′(z), to within 4 ulp, also where h = φ(z) has lost the digits of φ′.
WHH_SLOPES(tanh_slopes_at)
WHH_SLOPES(sigmoid_slopes_at)
WHH_SLOPES(erf_slopes_at)
/// To within 4 ulp of the larger of φ′ and 0.2.
WHH_SLOPES(gelu_slopes_at)
WHH_SLOPES(selu_slopes_at)
WHH_SLOPES(softsign_slopes_at)

// MARK: Packed products
//
// A matrix W of rows × columns is packed in panels of 64 rows, laid out [panel][column][row], and
// the last panel is padded with zero rows. A product then reads memory in order and keeps many sums
// in registers, one for each output, so that none of them needs to be split.

/// How many numbers the panels of a matrix hold.
size_t whh_packed_count(size_t rows, size_t columns);

/// Packs W, rounding its entries.
void whh_pack_f32(const double *matrix, size_t rows, size_t columns, float *panels);
void whh_pack_f64(const double *matrix, size_t rows, size_t columns, double *panels);

/// Packs the transpose of W, a matrix of columns × rows.
void whh_pack_transposed_f32(const double *matrix, size_t rows, size_t columns, float *panels);
void whh_pack_transposed_f64(const double *matrix, size_t rows, size_t columns, double *panels);

/// y ← y + W x for a batch of x, in the rows of some panels.
///
/// `rows` and `columns` are those of the packed matrix; x is batch × columns and y batch × rows.
/// Each output starts from the value in y and takes the terms in the order of the columns, each
/// with one fused multiply-add: its bits depend neither on the batch nor on how the panels are
/// shared out.
void whh_accumulate_f32(const float *panels, size_t first_panel, size_t panel_count, size_t rows,
                        size_t columns, const float *x, size_t batch, float *y);
void whh_accumulate_f64(const double *panels, size_t first_panel, size_t panel_count, size_t rows,
                        size_t columns, const double *x, size_t batch, double *y);

// MARK: Random numbers

/// Philox4x32-10, a counter-based generator: 128 random bits for each key and counter.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).
void whh_philox(const uint32_t key[_Nonnull 2], const uint32_t counter[_Nonnull 4],
                uint32_t output[_Nonnull 4]);

/// Elements first … first + count − 1 of a stream of numbers uniform in the open interval (0, 1).
///
/// The key is the seed, low word first. Element e is made from the 64-bit half e mod 2 of the block
/// with the counter {low word of e/2, high word of e/2, stream, draw}; with j the upper 52 bits of
/// that half, u = (j + 1/2) · 2^−52, which is exact, never 0 or 1, and symmetric about 1/2.
void whh_uniforms(uint64_t seed, uint32_t stream, uint32_t draw, uint64_t first, size_t count,
                  double *output);

/// The same elements as standard normal numbers: `whh_normal_quantile` of the uniform ones.
void whh_normals(uint64_t seed, uint32_t stream, uint32_t draw, uint64_t first, size_t count,
                 double *output);

// MARK: Sums
//
// In double. Leaves of 128 terms are summed in 8 lanes, and leaves pairwise, so that the relative
// error of a sum of numbers of one sign is below (20 + log2(count/128)) · 2^−53. What is not finite
// propagates.

double whh_sum_f32(const float *values, size_t count);
double whh_sum_f64(const double *values, size_t count);
double whh_sum_squares_f32(const float *values, size_t count);
double whh_sum_squares_f64(const double *values, size_t count);
/// The sum of (x − mean)².
double whh_sum_squared_deviations_f32(const float *values, size_t count, double mean);
double whh_sum_squared_deviations_f64(const double *values, size_t count, double mean);

/// How many |x| exceed the threshold; nan does not.
size_t whh_count_above_f32(const float *values, size_t count, float threshold);
size_t whh_count_above_f64(const double *values, size_t count, double threshold);

/// How many x are below `low` or above `high`; nan is not.
size_t whh_count_outside_f32(const float *values, size_t count, float low, float high);
size_t whh_count_outside_f64(const double *values, size_t count, double low, double high);


/// The largest |x|; nan where one x is nan, 0 where there is none.
float whh_largest_magnitude_f32(const float *values, size_t count);
double whh_largest_magnitude_f64(const double *values, size_t count);

// MARK: Householder reflections
//
// H = I − τ v vᵀ with v_0 = 1, the steps of a QR factorisation (Golub and Van Loan, algorithm
// 5.1.1).

/// Makes the reflection that turns a vector of at least one number into a multiple of (1, 0, … 0),
/// and returns its τ.
///
/// The vector is replaced by that multiple and the rest of v. τ = 0 stands for the identity, where
/// there is nothing to turn.
double whh_make_reflection(double *vector, size_t count);

/// Applies a reflection, as made, to `width` columns of a matrix from the entry `top` down, where
/// rows are `step` apart. `work` has room for `width` numbers.
///
/// The sum for each column takes the rows in order.
void whh_reflect(const double *vector, size_t count, double tau, double *top, size_t step,
                 size_t width, double *work);

#pragma clang assume_nonnull end

#endif
