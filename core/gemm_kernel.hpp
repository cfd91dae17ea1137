// What one instruction set offers to gemm.cpp and gemm_small.cpp: two register
// tiles and the whole product of small matrices, as function pointers, compiled
// once per instruction set from gemm_kernel_tile.hpp and gemm_kernel_small.hpp.
// Blocking, packing and edges are their callers'.
#pragma once

#include <cstddef>
#include <string_view>

namespace second_opinion::detail {

// Where a tile starts from before it adds its products.
enum class TileStart { kZero, kBias, kResult, kResultAndBias };

struct IndirectTile {
  const float* const* rows;  // rows[tap * tap_stride + r]
  std::size_t tap_stride;
  int row_count;             // 1..GemmKernel::rows
  int taps;
  int first_channel;
  int channels;
  const float* panel;        // taps·channels rows of `vectors`·lanes floats
  int vectors;               // 1..GemmKernel::vectors
  const float* bias;         // vectors·lanes floats, with a TileStart that has a bias
  TileStart start;
  bool relu;                 // negative sums are stored as 0
  float* c;                  // row_count × vectors·lanes, stride ldc
  int ldc;
};

struct TransposedTile {
  const float* const* rows;  // rows[i][first_channel .. + row_count)
  int first_channel;
  int row_count;
  int count;                 // i = 0..count
  const float* b;            // count × vectors·lanes, stride ldb
  int ldb;
  int vectors;
  float* c;                  // row_count × vectors·lanes, stride ldc; added to
  int ldc;
};

// A whole product of operands that lie near, c = or += a·b or aᵀ·b.
struct SmallProduct {
  const float* a;  // m×k, or k×m when transposed
  std::ptrdiff_t lda;
  bool transposed;
  int m;
  int n;  // a multiple of the lanes
  int k;
  const float* b;  // k×n
  std::ptrdiff_t ldb;
  bool accumulate;
  float* c;  // m×n
  std::ptrdiff_t ldc;
};

struct GemmKernel {
  std::string_view name;
  int lanes;    // floats in a vector
  int rows;     // rows of a full tile
  int vectors;  // vectors in a row of a full tile, and of a full panel
  void (*indirect)(const IndirectTile&);
  void (*transposed)(const TransposedTile&);  // null where nobody trains
  void (*small)(const SmallProduct&);
};

// The best for this processor, or the one that the environment's SECOND_OPINION_KERNEL names.
const GemmKernel& chosen_kernel();

const GemmKernel& plain_kernel();
#if defined(__x86_64__)
const GemmKernel& avx2_kernel();
const GemmKernel& avx512_kernel();
#endif

}  // namespace second_opinion::detail
