// Products read in place: row tiles of almost equal height, because a last tile
// of one row would wait for its multiply-adds one after the other.
#include "core/gemm_small.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

#include "core/gemm_kernel.hpp"

namespace second_opinion {
namespace {

using detail::TileStart;

constexpr int kMaxRows = 16;
// Rows of the inner dimension that a transposed tile runs over before it is stored.
constexpr int kLongBlock = 128;

// How many tiles cover `rows`, none higher than the kernel's.
int tile_count(int rows) { return (rows + detail::chosen_kernel().rows - 1) / detail::chosen_kernel().rows; }

int padded(int columns) {
  const int lanes = detail::chosen_kernel().lanes;
  return (columns + lanes - 1) / lanes * lanes;
}

// b (k×n) with columns up to a whole vector, zeros past n.
const float* padded_copy(const float* b, int ldb, int n, int k) {
  thread_local std::vector<float> copy;
  const int width = padded(n);
  copy.resize(static_cast<std::size_t>(k) * width);
  for (int i = 0; i < k; ++i) {
    float* const row = copy.data() + static_cast<std::size_t>(i) * width;
    std::copy_n(b + static_cast<std::size_t>(i) * ldb, n, row);
    std::fill(row + n, row + width, 0.0f);
  }
  return copy.data();
}

// product(b, ldb, n, c, ldc) on operands whose columns fill whole vectors: as they lie, or copies.
template <typename Product>
void with_whole_vectors(int m, const float* b, int ldb, int n, int k, Store store, float* c, int ldc, Product product) {
  const int width = padded(n);
  if (width == n) return product(b, ldb, n, c, ldc);
  thread_local std::vector<float> result;
  result.assign(static_cast<std::size_t>(m) * width, 0.0f);
  if (store == Store::kAccumulate) {
    for (int r = 0; r < m; ++r) std::copy_n(c + static_cast<std::size_t>(r) * ldc, n, result.data() + static_cast<std::size_t>(r) * width);
  }
  product(padded_copy(b, ldb, n, k), width, width, result.data(), width);
  for (int r = 0; r < m; ++r) std::copy_n(result.data() + static_cast<std::size_t>(r) * width, n, c + static_cast<std::size_t>(r) * ldc);
}

void multiply(const float* a, int lda, int m, const float* b, int ldb, int n, int k, float* c, int ldc) {
  const detail::GemmKernel& kernel = detail::chosen_kernel();
  std::array<const float*, kMaxRows> rows;
  const int tiles = tile_count(m);
  for (int tile = 0; tile < tiles; ++tile) {
    const int first = m * tile / tiles, count = m * (tile + 1) / tiles - first;
    for (int r = 0; r < count; ++r) rows[r] = a + static_cast<std::size_t>(first + r) * lda;
    for (int column = 0; column < n; column += 2 * kernel.lanes) {
      kernel.indirect({rows.data(), 0, count, 1, 0, k, b + column, ldb, n - column > kernel.lanes ? 2 : 1, nullptr,
                       TileStart::kZero, c + static_cast<std::size_t>(first) * ldc + column, ldc});
    }
  }
}

void multiply_transposed(const float* a, int lda, int m, const float* b, int ldb, int n, int k, Store store, float* c, int ldc) {
  const detail::GemmKernel& kernel = detail::chosen_kernel();
  std::array<const float*, kLongBlock> rows;
  const int tiles = tile_count(m);
  for (int done = 0; done < k; done += kLongBlock) {
    const int length = std::min(kLongBlock, k - done);
    for (int i = 0; i < length; ++i) rows[i] = a + static_cast<std::size_t>(done + i) * lda;
    const float* const b_rows = b + static_cast<std::size_t>(done) * ldb;
    for (int tile = 0; tile < tiles; ++tile) {
      const int first = m * tile / tiles, count = m * (tile + 1) / tiles - first;
      for (int column = 0; column < n; column += 2 * kernel.lanes) {
        kernel.transposed({rows.data(), first, count, length, b_rows + column, ldb, n - column > kernel.lanes ? 2 : 1,
                           done == 0 && store == Store::kOverwrite ? TileStart::kZero : TileStart::kResult,
                           c + static_cast<std::size_t>(first) * ldc + column, ldc});
      }
    }
  }
}

}  // namespace

void gemm_small(const float* a, int lda, int m, const float* b, int ldb, int n, int k, float* c, int ldc) {
  assert(m >= 1 && n >= 1 && k >= 1);
  with_whole_vectors(m, b, ldb, n, k, Store::kOverwrite, c, ldc, [&](const float* whole_b, int whole_ldb, int whole_n, float* whole_c, int whole_ldc) {
    multiply(a, lda, m, whole_b, whole_ldb, whole_n, k, whole_c, whole_ldc);
  });
}

void gemm_small_transposed(const float* a, int lda, int m, const float* b, int ldb, int n, int k, Store store, float* c, int ldc) {
  assert(m >= 1 && n >= 1 && k >= 1);
  with_whole_vectors(m, b, ldb, n, k, store, c, ldc, [&](const float* whole_b, int whole_ldb, int whole_n, float* whole_c, int whole_ldc) {
    multiply_transposed(a, lda, m, whole_b, whole_ldb, whole_n, k, store, whole_c, whole_ldc);
  });
}

}  // namespace second_opinion
