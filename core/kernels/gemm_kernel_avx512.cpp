// The tiles for AVX-512F. Call only where the processor has it.
#if defined(__x86_64__)
#include "core/kernels/gemm_kernel_attention.hpp"

namespace second_opinion::detail {

const GemmKernel& avx512_kernel() {
  static constexpr GemmKernel kernel =
      make_kernel<16, 8, 2>("avx512");  // 16 sums in 32 registers; more rows would spill pointers
  return kernel;
}

}  // namespace second_opinion::detail
#endif
