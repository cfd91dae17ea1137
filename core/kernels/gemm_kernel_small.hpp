// The product of small matrices, read where they lie: rows of a and columns of b
// in register tiles, all loops on this side of the function pointer. Included by
// gemm_kernel_*.cpp alone, like gemm_kernel_tile.hpp.
#pragma once

#include "core/kernels/gemm_kernel_tile.hpp"

namespace second_opinion::detail {
namespace {

// kRows × kVectors·kLanes results from row `row` and column `column` on.
template <int kLanes, int kRows, int kVectors, bool kTransposed>
inline void small_tile(const SmallProduct& p, std::ptrdiff_t row, std::ptrdiff_t column) {
  using Vector = typename VectorOf<kLanes>::Type;
  float* const c = p.c + row * p.ldc + column;
  Vector sum[kRows][kVectors];
#pragma GCC unroll 16
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v)
      sum[r][v] = p.accumulate ? load<kLanes>(c + r * p.ldc + v * kLanes) : Vector{};
  }
  const std::ptrdiff_t k = p.k, ldb = p.ldb, lda = p.lda;
  const float* b_row = p.b + column;
  const float* a_row = p.a + row;  // of aᵀ
  const float* a[kRows];
#pragma GCC unroll 16
  for (int r = 0; r < kRows; ++r) a[r] = p.a + (row + r) * lda;
  for (std::ptrdiff_t i = 0; i < k; ++i, b_row += ldb, a_row += lda) {
    Vector b[kVectors];
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v) b[v] = load<kLanes>(b_row + v * kLanes);
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) {
      const Vector x = broadcast<kLanes>(kTransposed ? a_row[r] : a[r][i]);
#pragma GCC unroll 4
      for (int v = 0; v < kVectors; ++v) sum[r][v] += x * b[v];
    }
  }
#pragma GCC unroll 16
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v) store<kLanes>(c + r * p.ldc + v * kLanes, sum[r][v]);
  }
}

// The `vectors` last vectors of a row, one of 1..kVectors.
template <int kLanes, int kRows, int kVectors, bool kTransposed>
void last_columns(const SmallProduct& p, std::ptrdiff_t row, std::ptrdiff_t column,
                  std::ptrdiff_t vectors) {
  if constexpr (kVectors > 1) {
    if (vectors < kVectors)
      return last_columns<kLanes, kRows, kVectors - 1, kTransposed>(p, row, column, vectors);
  }
  small_tile<kLanes, kRows, kVectors, kTransposed>(p, row, column);
}

// `rows` rows, one of 1..kRows, over all columns.
template <int kLanes, int kRows, int kVectors, bool kTransposed>
void small_rows(const SmallProduct& p, int rows, std::ptrdiff_t row) {
  if constexpr (kRows > 1) {
    if (rows < kRows) return small_rows<kLanes, kRows - 1, kVectors, kTransposed>(p, rows, row);
  }
  constexpr std::ptrdiff_t kWidth = kVectors * kLanes;
  std::ptrdiff_t column = 0;
  for (; column + kWidth <= p.n; column += kWidth)
    small_tile<kLanes, kRows, kVectors, kTransposed>(p, row, column);
  if (column < p.n)
    last_columns<kLanes, kRows, kVectors, kTransposed>(p, row, column, (p.n - column) / kLanes);
}

// Row tiles of almost equal height: a last tile of one row would wait for its multiply-adds one
// after the other.
template <int kLanes, int kRows, int kVectors>
void small_product(const SmallProduct& p) {
  const int tiles = (p.m + kRows - 1) / kRows;
  for (int tile = 0; tile < tiles; ++tile) {
    const int first = p.m * tile / tiles, rows = p.m * (tile + 1) / tiles - first;
    if (p.transposed)
      small_rows<kLanes, kRows, kVectors, true>(p, rows, first);
    else
      small_rows<kLanes, kRows, kVectors, false>(p, rows, first);
  }
}

}  // namespace
}  // namespace second_opinion::detail
