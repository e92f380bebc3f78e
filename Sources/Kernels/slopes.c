// Slopes of activations as functions of their values, once for float and once for double.

#include "Exact.h"

#define SCALAR float
#define NAME(name) name##_f32
#define FMA __builtin_fmaf
#include "SlopesTemplate.h"
#undef SCALAR
#undef NAME
#undef FMA

#define SCALAR double
#define NAME(name) name##_f64
#define FMA __builtin_fma
#include "SlopesTemplate.h"
