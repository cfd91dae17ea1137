// How element-wise loops use wide vectors without a build for one machine: a
// marked function is compiled for several instruction sets, and the dynamic
// linker picks one. Matrix products have kernels of their own (gemm.hpp); the
// browser has one instruction set, and its compiler is told by flags.
//
// Sums inside such loops stand under `#pragma omp simd reduction(+ : sum)`
// (-fopenmp-simd: no library, no threads), which allows partial sums side by
// side; without it a compiler must add one after the other.
#pragma once

// Sanitizers instrument the code that picks, which runs before their runtime is up.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__)
#define SO_VECTOR_LOOPS \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define SO_VECTOR_LOOPS
#endif
