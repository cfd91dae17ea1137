// Which kernel this processor runs.
#include <cstdlib>

#include "core/kernels/gemm_kernel.hpp"

namespace second_opinion::detail {
namespace {

const GemmKernel& choose_kernel() {
#if defined(__x86_64__)
  // Lets tests and benchmarks compare the kernels on one machine.
  const char* wish = std::getenv("SECOND_OPINION_KERNEL");
  const std::string_view wanted = wish ? wish : "";
  __builtin_cpu_init();
  const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const bool has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f");
  if (wanted == "plain") return plain_kernel();
  if (wanted == "avx2" && has_avx2) return avx2_kernel();
  if (has_avx512) return avx512_kernel();
  if (has_avx2) return avx2_kernel();
#endif
  return plain_kernel();
}

}  // namespace

const GemmKernel& chosen_kernel() {
  static const GemmKernel& chosen = choose_kernel();
  return chosen;
}

}  // namespace second_opinion::detail
