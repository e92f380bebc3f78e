/// The one function of xxHash that is called, declared for Swift.

#ifndef WHH_CXXHASH_H
#define WHH_CXXHASH_H

#include <stddef.h>
#include <stdint.h>

/// XXH3 of 64 bits, the same on every machine; the hash of what came before is the seed.
uint64_t xxh3_hash(const void *bytes, size_t count, uint64_t seed);

#endif
