/// The routines of ARPACK that are called, declared for Swift.
///
/// The C interface, with 32-bit integers. Reverse communication: a routine returns with `ido` = ±1
/// when it wants a product with the vector at workd[ipntr[0] − 1], to be put at workd[ipntr[1] − 1],
/// and with 99 when it has ended. Between such calls it keeps its place in global variables, so only
/// one iteration can be under way in a process.

#ifndef WHH_CARPACK_H
#define WHH_CARPACK_H

#include <stdint.h>

/// A step of the implicitly restarted Arnoldi iteration, for a general matrix.
void dnaupd_c(int32_t *ido, const char *bmat, int32_t order, const char *which, int32_t wanted,
              double tolerance, double *residual, int32_t basis_size, double *basis,
              int32_t basis_stride, int32_t *parameters, int32_t *pointers, double *workd,
              double *workl, int32_t workl_count, int32_t *info);

/// Eigenvalues and vectors after `dnaupd_c` has ended; a pair has its real and imaginary parts in two
/// columns.
void dneupd_c(int32_t wants_vectors, const char *how_many, const int32_t *select, double *real_parts,
              double *imaginary_parts, double *vectors, int32_t vector_stride, double shift_real,
              double shift_imaginary, double *workev, const char *bmat, int32_t order,
              const char *which, int32_t wanted, double tolerance, double *residual,
              int32_t basis_size, double *basis, int32_t basis_stride, int32_t *parameters,
              int32_t *pointers, double *workd, double *workl, int32_t workl_count, int32_t *info);

/// A step of the implicitly restarted Lanczos iteration, for a symmetric matrix.
void dsaupd_c(int32_t *ido, const char *bmat, int32_t order, const char *which, int32_t wanted,
              double tolerance, double *residual, int32_t basis_size, double *basis,
              int32_t basis_stride, int32_t *parameters, int32_t *pointers, double *workd,
              double *workl, int32_t workl_count, int32_t *info);

/// Eigenvalues and vectors after `dsaupd_c` has ended, smallest first.
void dseupd_c(int32_t wants_vectors, const char *how_many, const int32_t *select, double *values,
              double *vectors, int32_t vector_stride, double shift, const char *bmat, int32_t order,
              const char *which, int32_t wanted, double tolerance, double *residual,
              int32_t basis_size, double *basis, int32_t basis_stride, int32_t *parameters,
              int32_t *pointers, double *workd, double *workl, int32_t workl_count, int32_t *info);

#endif
