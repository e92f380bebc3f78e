#include "COpenBLAS.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/// Leaves without the destructors of the libraries.
///
/// OpenBLAS returns its memory when the program ends. A thread that still computes in it would crash
/// then (measured, once in a hundred times), and where address space is limited it never comes to an
/// end. The system takes the memory back anyway.
static void leave(int status, void *unused) {
  (void)unused;
  fflush(NULL);
  _exit(status);
}

// Registered before all other handlers and so called after them.
__attribute__((constructor)) static void prepare_to_leave(void) { on_exit(leave, NULL); }
