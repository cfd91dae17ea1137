// How the elementwise loops of training use wide vectors without a build for
// one machine: each marked function is compiled for several instruction sets
// and the dynamic linker picks one. Matrix products have kernels of their own
// in core/gemm.hpp.
#pragma once

#include <cstddef>
#include <vector>

// Sanitizers instrument the resolvers, which run before their runtime is up.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define SO_VECTOR_LOOPS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define SO_VECTOR_LOOPS
#endif

namespace second_opinion {

// Channel values are repeated over this many rows, so that loops over rows of few
// channels become loops over enough contiguous floats to fill vectors.
inline constexpr int kRepeatedRows = 8;

inline void repeat_channels(const float* values, int channels, float* repeated) {
  for (int row = 0; row < kRepeatedRows; ++row) {
    for (int c = 0; c < channels; ++c) repeated[row * channels + c] = values[c];
  }
}

}  // namespace second_opinion
