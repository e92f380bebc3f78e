#include "COpenBLAS.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static atomic_int computations;

void whh_lapack_begins(void) { atomic_fetch_add(&computations, 1); }

void whh_lapack_ended(void) { atomic_fetch_sub(&computations, 1); }

/// Leaves at once where a computation still runs.
///
/// OpenBLAS returns its memory when the program ends, and a thread that still computes in it would
/// crash: measured, once in a hundred times. So the destructors of the libraries are skipped then.
static void leave(int status, void *unused) {
  (void)unused;
  if (atomic_load(&computations) == 0) return;
  fflush(NULL);
  _exit(status);
}

// Registered before all other handlers and so called after them.
__attribute__((constructor)) static void prepare_to_leave(void) { on_exit(leave, NULL); }
