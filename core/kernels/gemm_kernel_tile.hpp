// The two register tiles, written once with the compilers' vector extension
// and compiled once per instruction set. Included by gemm_kernel_*.cpp alone;
// everything is in an unnamed namespace and calls nothing, so that no code for
// one instruction set can be linked into another.
#pragma once

#include "core/kernels/gemm_kernel.hpp"

namespace second_opinion::detail {
namespace {

template <int kLanes>
struct VectorOf {
  typedef float Type __attribute__((vector_size(kLanes * 4)));
  typedef float Unaligned __attribute__((vector_size(kLanes * 4), aligned(4)));
};

template <int kLanes>
inline typename VectorOf<kLanes>::Type load(const float* p) {
  return *reinterpret_cast<const typename VectorOf<kLanes>::Unaligned*>(p);
}

template <int kLanes>
inline void store(float* p, typename VectorOf<kLanes>::Type v) {
  *reinterpret_cast<typename VectorOf<kLanes>::Unaligned*>(p) = v;
}

// x - 0 is x for every x, -0 and NaN included, so compilers drop the subtraction; x + 0 is not.
template <int kLanes>
inline typename VectorOf<kLanes>::Type broadcast(float x) {
  return x - typename VectorOf<kLanes>::Type{};
}

// kRows rows from `row` on.
template <int kLanes, int kRows, int kVectors>
inline void indirect_tile(const IndirectRows& all, std::ptrdiff_t row) {
  const IndirectRows t = all;  // a copy, which no store to c can change
  using Vector = typename VectorOf<kLanes>::Type;
  float* const c = t.c + row * t.ldc;
  Vector sum[kRows][kVectors];
#pragma GCC unroll 16
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v) {
      if (t.start == TileStart::kZero)
        sum[r][v] = Vector{};
      else
        sum[r][v] = load<kLanes>(t.start == TileStart::kBias ? t.bias + v * kLanes
                                                             : c + r * t.ldc + v * kLanes);
      if (t.start == TileStart::kResultAndBias) sum[r][v] += load<kLanes>(t.bias + v * kLanes);
    }
  }
  const float* panel = t.panel;
  const int channels = t.channels;
  for (int tap = 0; tap < t.taps; ++tap) {
    const float* a[kRows];
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r)
      a[r] = t.rows[static_cast<std::size_t>(tap) * t.tap_stride + row + r] + t.first_channel;
    for (std::ptrdiff_t i = 0; i < channels; ++i) {
      Vector b[kVectors];
#pragma GCC unroll 4
      for (int v = 0; v < kVectors; ++v) b[v] = load<kLanes>(panel + v * kLanes);
      panel += kVectors * kLanes;
#pragma GCC unroll 16
      for (int r = 0; r < kRows; ++r) {
        const Vector x = broadcast<kLanes>(a[r][i]);
#pragma GCC unroll 4
        for (int v = 0; v < kVectors; ++v) sum[r][v] += x * b[v];
      }
    }
  }
  if (t.relu) {
    // x - x is 0 for every finite number and NaN for the others: the clamp hides no overflow.
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
      for (int v = 0; v < kVectors; ++v) {
        const Vector zero = sum[r][v] - sum[r][v];
        sum[r][v] = sum[r][v] > zero ? sum[r][v] : zero;
      }
    }
  }
#pragma GCC unroll 16
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v) store<kLanes>(c + r * t.ldc + v * kLanes, sum[r][v]);
  }
}

template <int kLanes, int kRows, int kVectors>
void transposed_tile(const TransposedTile& t) {
  using Vector = typename VectorOf<kLanes>::Type;
  Vector sum[kRows][kVectors];
#pragma GCC unroll 16
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v) sum[r][v] = load<kLanes>(t.c + r * t.ldc + v * kLanes);
  }
  const float* b_row = t.b;
  for (std::ptrdiff_t i = 0; i < t.count; ++i, b_row += t.ldb) {
    const float* a = t.rows[i] + t.first_channel;
    Vector b[kVectors];
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v) b[v] = load<kLanes>(b_row + v * kLanes);
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) {
      const Vector x = broadcast<kLanes>(a[r]);
#pragma GCC unroll 4
      for (int v = 0; v < kVectors; ++v) sum[r][v] += x * b[v];
    }
  }
#pragma GCC unroll 16
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVectors; ++v) store<kLanes>(t.c + r * t.ldc + v * kLanes, sum[r][v]);
  }
}

// Edges have fewer rows and vectors: the same tile with both as constants, found by recursion.
template <int kLanes, int kRows, int kVectors>
void last_rows(const IndirectRows& t, std::ptrdiff_t row) {
  if constexpr (kRows > 1) {
    if (t.row_count - row < kRows) return last_rows<kLanes, kRows - 1, kVectors>(t, row);
  }
  indirect_tile<kLanes, kRows, kVectors>(t, row);
}

template <int kLanes, int kRows, int kVectors>
void indirect(const IndirectRows& t) {
  if constexpr (kVectors > 1) {
    if (t.vectors < kVectors) return indirect<kLanes, kRows, kVectors - 1>(t);
  }
  std::ptrdiff_t row = 0;
  for (; row + kRows <= t.row_count; row += kRows) indirect_tile<kLanes, kRows, kVectors>(t, row);
  if (row < t.row_count) last_rows<kLanes, (kRows > 1 ? kRows - 1 : 1), kVectors>(t, row);
}

template <int kLanes, int kRows, int kVectors>
void transposed(const TransposedTile& t) {
  if constexpr (kRows > 1) {
    if (t.row_count < kRows) return transposed<kLanes, kRows - 1, kVectors>(t);
  }
  if constexpr (kVectors > 1) {
    if (t.vectors < kVectors) return transposed<kLanes, kRows, kVectors - 1>(t);
  }
  transposed_tile<kLanes, kRows, kVectors>(t);
}

}  // namespace
}  // namespace second_opinion::detail
