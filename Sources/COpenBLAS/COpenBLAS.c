// The package manager wants a C target to have a source file; all there is are declarations.
#include "COpenBLAS.h"
