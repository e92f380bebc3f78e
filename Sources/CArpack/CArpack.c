#include "CArpack.h"
