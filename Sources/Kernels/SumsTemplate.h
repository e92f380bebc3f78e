// The body of sums.c for one kind of number: SCALAR, the integer BITS of its size, and NAME(f)
// which adds its suffix.

/// The sum of (x − shift)² or, where `power` is 1, of x − shift, over at most one leaf.
INLINE double NAME(leaf_sum)(const SCALAR *values, size_t count, int power, double shift) {
  double lanes[lane_count] = {0};
  for (size_t first = 0; first < count; first += lane_count) {
    const size_t end = count - first < lane_count ? count - first : lane_count;
    for (size_t lane = 0; lane < end; lane++) {
      const double term = values[first + lane] - shift;
      lanes[lane] = power == 1 ? lanes[lane] + term : __builtin_fma(term, term, lanes[lane]);
    }
  }
  return lanes_total(lanes);
}

INLINE double NAME(sum)(const SCALAR *values, size_t count, int power, double shift) {
  Tree tree = {.depth = 0};
  const size_t whole = count / leaf_count;
  for (size_t leaf = 0; leaf < whole; leaf++)
    add_leaf(&tree, NAME(leaf_sum)(values + leaf * leaf_count, leaf_count, power, shift), leaf);
  const size_t rest = count % leaf_count;
  if (rest > 0)
    add_leaf(&tree, NAME(leaf_sum)(values + whole * leaf_count, rest, power, shift), whole);
  return total(&tree);
}

EACH_CPU double NAME(whh_sum)(const SCALAR *values, size_t count) {
  return NAME(sum)(values, count, 1, 0);
}

EACH_CPU double NAME(whh_sum_squares)(const SCALAR *values, size_t count) {
  return NAME(sum)(values, count, 2, 0);
}

EACH_CPU double NAME(whh_sum_squared_deviations)(const SCALAR *values, size_t count, double mean) {
  return NAME(sum)(values, count, 2, mean);
}

/// |x| as an integer, which has the order of the numbers, with nan above them.
INLINE BITS NAME(magnitude_bits)(SCALAR value) {
  BITS bits;
  memcpy(&bits, &value, sizeof bits);
  return bits & ((BITS)-1 >> 1);
}

EACH_CPU size_t NAME(whh_count_above)(const SCALAR *values, size_t count, SCALAR threshold) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++) found += values[i] > threshold || -values[i] > threshold;
  return found;
}

EACH_CPU SCALAR NAME(whh_largest_magnitude)(const SCALAR *values, size_t count) {
  BITS largest = 0;
  for (size_t i = 0; i < count; i++) {
    const BITS bits = NAME(magnitude_bits)(values[i]);
    largest = bits > largest ? bits : largest;
  }
  SCALAR result;
  memcpy(&result, &largest, sizeof result);
  return result;
}
