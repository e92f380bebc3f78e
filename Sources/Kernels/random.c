// Random numbers as functions of a key and a counter.

#include "Exact.h"

typedef struct {
  uint32_t words[4];
} Block;

INLINE Block philox(uint32_t low_key, uint32_t high_key, Block block) {
  uint32_t a = block.words[0], b = block.words[1], c = block.words[2], d = block.words[3];
  for (int round = 0; round < 10; round++) {
    const uint64_t first = (uint64_t)0xD2511F53 * a, second = (uint64_t)0xCD9E8D57 * c;
    a = (uint32_t)(second >> 32) ^ b ^ low_key;
    c = (uint32_t)(first >> 32) ^ d ^ high_key;
    b = (uint32_t)second;
    d = (uint32_t)first;
    low_key += 0x9E3779B9;   // the golden ratio
    high_key += 0xBB67AE85;  // √3 − 1
  }
  return (Block){{a, b, c, d}};
}

void whh_philox(const uint32_t key[2], const uint32_t counter[4], uint32_t output[4]) {
  Block block;
  memcpy(block.words, counter, sizeof block.words);
  block = philox(key[0], key[1], block);
  memcpy(output, block.words, sizeof block.words);
}

/// (j + 1/2) · 2^−52 for the upper 52 bits j of a word.
INLINE double uniform(uint32_t low, uint32_t high) {
  const uint64_t j = ((uint64_t)high << 32 | low) >> 12;
  // As a mantissa j gives 1 + j · 2^−52; the subtraction is exact.
  return from_bits(0x3FF0000000000000 | j) - (1 - 0x1p-53);
}

enum { chunk_blocks = 128 };

/// The two uniform numbers of each of `chunk_blocks` blocks.
INLINE void fill_chunk(uint64_t seed, uint32_t stream, uint32_t draw, uint64_t first_block,
                       double *output) {
  for (size_t i = 0; i < chunk_blocks; i++) {
    const uint64_t number = first_block + i;
    const Block counter = {{(uint32_t)number, (uint32_t)(number >> 32), stream, draw}};
    const Block block = philox((uint32_t)seed, (uint32_t)(seed >> 32), counter);
    output[2 * i] = uniform(block.words[0], block.words[1]);
    output[2 * i + 1] = uniform(block.words[2], block.words[3]);
  }
}

EACH_CPU void whh_uniforms(uint64_t seed, uint32_t stream, uint32_t draw, uint64_t first,
                           size_t count, double *output) {
  double chunk[2 * chunk_blocks];
  uint64_t block = first / 2;
  size_t skipped = first % 2;
  while (count > 0) {
    const size_t available = 2 * chunk_blocks - skipped;
    const size_t taken = count < available ? count : available;
    fill_chunk(seed, stream, draw, block, chunk);
    memcpy(output, chunk + skipped, taken * sizeof *chunk);
    output += taken;
    count -= taken;
    block += chunk_blocks;
    skipped = 0;
  }
}
