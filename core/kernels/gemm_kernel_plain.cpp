// The tiles for 128-bit vectors: SSE2 on every x86-64, NEON, wasm_simd128.
#include "core/kernels/gemm_kernel_attention.hpp"

namespace second_opinion::detail {

const GemmKernel& plain_kernel() {
#if defined(__wasm__)
  // Engines keep what a step of the loop loads in registers until it is used: with 12 sums they
  // spill. 2×16 runs at 52 GFLOP/s where 6×8 runs at 29 (V8 on x86-64, clang 14).
  static constexpr GemmKernel kernel = make_kernel<4, 2, 4, false>("plain");  // nobody trains here
#else
  static constexpr GemmKernel kernel = make_kernel<4, 6, 2>("plain");  // 12 sums in 16 registers
#endif
  return kernel;
}

}  // namespace second_opinion::detail
