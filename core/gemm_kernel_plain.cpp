// The tiles for 128-bit vectors: SSE2 on every x86-64, NEON, wasm_simd128.
#include "core/gemm_kernel_small.hpp"

namespace second_opinion::detail {

const GemmKernel& plain_kernel() {
  static constexpr GemmKernel kernel = make_kernel<4, 6>("plain");  // 12 sums in 16 registers
  return kernel;
}

}  // namespace second_opinion::detail
