// Columns that fill no whole vector go through copies; the rest is the kernels'.
#include "core/kernels/gemm_small.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

#include "core/kernels/gemm_kernel.hpp"

namespace second_opinion {
namespace {

int padded(int columns) {
  const int lanes = detail::chosen_kernel().lanes;
  return (columns + lanes - 1) / lanes * lanes;
}

// b (k×n) with columns up to a whole vector, zeros past n.
const float* padded_copy(const float* b, std::ptrdiff_t ldb, int n, int k) {
  thread_local std::vector<float> copy;
  const int width = padded(n);
  copy.resize(static_cast<std::size_t>(k) * width);
  for (int i = 0; i < k; ++i) {
    float* const row = copy.data() + static_cast<std::size_t>(i) * width;
    std::copy_n(b + i * ldb, n, row);
    std::fill(row + n, row + width, 0.0f);
  }
  return copy.data();
}

// The product on operands whose columns fill whole vectors: as they lie, or copies.
void multiply(detail::SmallProduct p) {
  assert(p.m >= 1 && p.n >= 1 && p.k >= 1);
  const detail::GemmKernel& kernel = detail::chosen_kernel();
  const int columns = p.n, width = padded(columns);
  if (width == columns) return kernel.small(p);
  thread_local std::vector<float> result;
  result.assign(static_cast<std::size_t>(p.m) * width, 0.0f);
  float* const c = p.c;
  const std::ptrdiff_t ldc = p.ldc;
  if (p.accumulate) {
    for (int r = 0; r < p.m; ++r)
      std::copy_n(c + r * ldc, columns, result.data() + static_cast<std::size_t>(r) * width);
  }
  p.b = padded_copy(p.b, p.ldb, columns, p.k);
  p.n = width;
  p.ldb = p.ldc = width;
  p.c = result.data();
  kernel.small(p);
  for (int r = 0; r < p.m; ++r)
    std::copy_n(result.data() + static_cast<std::size_t>(r) * width, columns, c + r * ldc);
}

}  // namespace

void gemm_small(const float* a, int lda, int m, const float* b, int ldb, int n, int k, float* c,
                int ldc) {
  multiply({a, lda, false, m, n, k, b, ldb, false, c, ldc});
}

void gemm_small_transposed(const float* a, int lda, int m, const float* b, int ldb, int n, int k,
                           Store store, float* c, int ldc) {
  multiply({a, lda, true, m, n, k, b, ldb, store == Store::kAccumulate, c, ldc});
}

}  // namespace second_opinion
