// The tiles for AVX2 with fused multiply-add. Call only where the processor has both.
#if defined(__x86_64__)
#include "core/kernels/gemm_kernel_attention.hpp"

namespace second_opinion::detail {

const GemmKernel& avx2_kernel() {
  static constexpr GemmKernel kernel = make_kernel<8, 6, 2>("avx2");  // 12 sums in 16 registers
  return kernel;
}

}  // namespace second_opinion::detail
#endif
