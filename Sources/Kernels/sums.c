// Sums over many numbers, once for float and once for double.
//
// The tree of a sum depends on the count alone: leaves of 128 terms, each summed in 8 lanes that
// are then added pairwise, and the leaves again pairwise, two of equal size at a time.

#include "Exact.h"

enum { leaf_count = 128, lane_count = 8 };

INLINE double lanes_total(const double *lanes) {
  return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) +
         ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}

/// The sums of the leaves so far, added like the carries of a binary counter.
typedef struct {
  double sums[64];
  int depth;
} Tree;

/// Adds the sum of leaf `index`: as many pairs are complete as the index has trailing ones.
INLINE void add_leaf(Tree *tree, double sum, size_t index) {
  for (; index & 1; index >>= 1) sum = tree->sums[--tree->depth] + sum;
  tree->sums[tree->depth++] = sum;
}

INLINE double total(Tree *tree) {
  double sum = 0;
  while (tree->depth > 0) sum = tree->sums[--tree->depth] + sum;
  return sum;
}

#define SCALAR float
#define BITS uint32_t
#define NAME(name) name##_f32
#include "SumsTemplate.h"
#undef SCALAR
#undef BITS
#undef NAME

#define SCALAR double
#define BITS uint64_t
#define NAME(name) name##_f64
#include "SumsTemplate.h"
