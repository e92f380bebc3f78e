// The body of slopes.c for one kind of number: SCALAR, its FMA, and NAME(f) which adds its suffix.

EACH_CPU void NAME(whh_rectify)(SCALAR *values, size_t count) {
  // Written so that nan stays nan: a comparison with it is false.
  for (size_t i = 0; i < count; i++) values[i] = values[i] < 0 ? 0 : values[i];
}

EACH_CPU void NAME(whh_scale_by_tanh_slopes)(SCALAR *values, const SCALAR *states, size_t count) {
  // 1 − h² fused, so that it is rounded once and keeps its digits where h is close to ±1.
  for (size_t i = 0; i < count; i++) values[i] *= FMA(-states[i], states[i], 1);
}

EACH_CPU void NAME(whh_scale_by_sigmoid_slopes)(SCALAR *values, const SCALAR *states,
                                                size_t count) {
  for (size_t i = 0; i < count; i++) values[i] *= states[i] * (1 - states[i]);
}

EACH_CPU void NAME(whh_scale_by_relu_slopes)(SCALAR *values, const SCALAR *states, size_t count) {
  for (size_t i = 0; i < count; i++)
    values[i] *= states[i] > 0 ? 1 : states[i] == states[i] ? 0 : states[i];
}

EACH_CPU size_t NAME(whh_count_outside)(const SCALAR *values, size_t count, SCALAR low,
                                        SCALAR high) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++) found += values[i] < low || values[i] > high;
  return found;
}
