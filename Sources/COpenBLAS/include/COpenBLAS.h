/// The few routines of OpenBLAS and its LAPACK that are called, declared for Swift.
///
/// Fortran entry points with 32-bit integers: every argument is a pointer, matrices are stored by
/// columns, and the lengths of the character arguments follow the others by value (gfortran's
/// convention since version 8). `info` is 0 for success, −i where argument i is illegal, and
/// positive where the iteration did not converge.

#ifndef WHH_COPENBLAS_H
#define WHH_COPENBLAS_H

#include <stddef.h>
#include <stdint.h>

/// Eigenvalues, and on demand eigenvectors, of a general matrix (Hessenberg reduction and QR).
void dgeev_(const char *left_vectors, const char *right_vectors, const int32_t *order,
            double *matrix, const int32_t *leading_dimension, double *real_parts,
            double *imaginary_parts, double *left, const int32_t *left_dimension, double *right,
            const int32_t *right_dimension, double *work, const int32_t *work_count, int32_t *info,
            size_t left_vectors_length, size_t right_vectors_length);

/// Singular values, and on demand singular vectors, of a general matrix (divide and conquer).
void dgesdd_(const char *job, const int32_t *rows, const int32_t *columns, double *matrix,
             const int32_t *leading_dimension, double *singular_values, double *left,
             const int32_t *left_dimension, double *right, const int32_t *right_dimension,
             double *work, const int32_t *work_count, int32_t *integer_work, int32_t *info,
             size_t job_length);

/// C ← α A B + β C, with A or B transposed on demand.
void dgemm_(const char *transpose_a, const char *transpose_b, const int32_t *rows,
            const int32_t *columns, const int32_t *inner, const double *alpha, const double *a,
            const int32_t *leading_a, const double *b, const int32_t *leading_b,
            const double *beta, double *c, const int32_t *leading_c, size_t transpose_a_length,
            size_t transpose_b_length);

/// Eigenvalues, and on demand eigenvectors, of a symmetric matrix (divide and conquer).
void dsyevd_(const char *job, const char *triangle, const int32_t *order, double *matrix,
             const int32_t *leading_dimension, double *eigenvalues, double *work,
             const int32_t *work_count, int32_t *integer_work, const int32_t *integer_work_count,
             int32_t *info, size_t job_length, size_t triangle_length);

/// y ← alpha · A x + beta · y, or with the transpose of A.
void dgemv_(const char *transpose, const int32_t *rows, const int32_t *columns, const double *alpha,
            const double *matrix, const int32_t *leading_dimension, const double *x,
            const int32_t *x_stride, const double *beta, double *y, const int32_t *y_stride,
            size_t transpose_length);

/// L of the factorisation A = L Q, below the diagonal and on it; above it, the reflections of Q.
void dgelqf_(const int32_t *rows, const int32_t *columns, double *matrix,
             const int32_t *leading_dimension, double *factors, double *work,
             const int32_t *work_count, int32_t *info);

/// The first rows of Q, from the reflections that dgelqf left.
void dorglq_(const int32_t *rows, const int32_t *columns, const int32_t *reflections,
             double *matrix, const int32_t *leading_dimension, const double *factors, double *work,
             const int32_t *work_count, int32_t *info);

/// An estimate of the reciprocal of a triangular matrix's condition number.
void dtrcon_(const char *norm, const char *triangle, const char *unit_diagonal,
             const int32_t *order, const double *matrix, const int32_t *leading_dimension,
             double *reciprocal, double *work, int32_t *integer_work, int32_t *info,
             size_t norm_length, size_t triangle_length, size_t unit_diagonal_length);

/// How many threads OpenBLAS may use, for the whole process.
void openblas_set_num_threads(int threads);

/// Version and build options, as text that is never freed.
char *openblas_get_config(void);

#endif
