// What every source file of the exact tier starts with.

#ifndef WHH_EXACT_H
#define WHH_EXACT_H

#include <stdint.h>
#include <string.h>

#include "Kernels.h"

// A product and a sum stay two roundings unless __builtin_fma is written.
#pragma STDC FP_CONTRACT OFF

// Compiled for several generations of x86-64, and the right one chosen when the program is loaded.
// The bits do not depend on the choice.
#if defined(__x86_64__) && defined(__linux__)
#define EACH_CPU __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EACH_CPU
#endif

// Inlined wherever used, so that it is compiled for each CPU with its caller.
#define INLINE static inline __attribute__((always_inline))

INLINE double from_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

INLINE uint64_t to_bits(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

/// |x| with the sign of another number.
INLINE double with_sign(double x, double sign) { return __builtin_copysign(x, sign); }

/// 2^k for −1022 ≤ k ≤ 1023.
INLINE double power_of_two(int64_t k) { return from_bits((uint64_t)(k + 1023) << 52); }

/// x · 2^k for any |k| < 2000, in two steps because 2^k alone may be out of range.
INLINE double scaled(double x, int64_t k) {
  const int64_t half = (int64_t)((uint64_t)(k + 2048) >> 1) - 1024;
  return x * power_of_two(half) * power_of_two(k - half);
}

/// An unevaluated sum of two numbers, the second below half an ulp of the first: some 106 bits.
typedef struct {
  double high, low;
} Pair;

/// a + b exactly, where |a| ≥ |b| or a = 0 (Dekker 1971).
INLINE Pair ordered_sum(double a, double b) {
  const double sum = a + b;
  return (Pair){sum, b - (sum - a)};
}

/// a + b exactly (Knuth's TwoSum).
INLINE Pair exact_sum(double a, double b) {
  const double sum = a + b;
  const double other = sum - a;
  return (Pair){sum, (a - (sum - other)) + (b - other)};
}

/// a · b to about 2^−104.
INLINE Pair pair_product(Pair a, Pair b) {
  const double product = a.high * b.high;
  const double error = __builtin_fma(a.high, b.high, -product);
  return ordered_sum(product,
                     __builtin_fma(a.high, b.low, __builtin_fma(a.low, b.high, error)));
}

/// a + b to about 2^−104, where they do not cancel.
INLINE Pair pair_sum(Pair a, Pair b) {
  const Pair sum = exact_sum(a.high, b.high);
  return ordered_sum(sum.high, sum.low + (a.low + b.low));
}

/// a / b, rounded nearly as if once.
INLINE double quotient(Pair a, Pair b) {
  const double inverse = 1 / b.high;
  const double q = a.high * inverse;
  const double left = __builtin_fma(-q, b.high, a.high) + __builtin_fma(-q, b.low, a.low);
  return __builtin_fma(left, inverse, q);
}

#endif
