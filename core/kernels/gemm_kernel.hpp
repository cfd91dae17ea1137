// What one instruction set offers to the products and to the layers between them:
// register tiles, the whole product of small matrices, one head of attention, GELU,
// as function pointers, compiled once per instruction set from gemm_kernel_tile.hpp,
// _small.hpp, _attention.hpp and _functions.hpp. Packing and edges are their callers'.
#pragma once

#include <cstddef>
#include <string_view>

namespace second_opinion::detail {

// Where a tile starts from before it adds its products.
enum class TileStart { kZero, kBias, kResult, kResultAndBias };

// Any number of rows of one panel.
struct IndirectRows {
  const float* const* rows;  // rows[tap * tap_stride + r]
  std::size_t tap_stride;
  int row_count;  // at least 1
  int taps;
  int first_channel;
  int channels;
  const float* panel;  // taps·channels rows of `vectors`·lanes floats
  int vectors;         // 1..GemmKernel::vectors
  const float* bias;   // vectors·lanes floats, with a TileStart that has a bias
  TileStart start;
  bool relu;  // negative sums are stored as 0
  float* c;   // row_count × vectors·lanes, stride ldc
  int ldc;
};

struct TransposedTile {
  const float* const* rows;  // rows[i][first_channel .. + row_count)
  int first_channel;
  int row_count;
  int count;       // i = 0..count
  const float* b;  // count × vectors·lanes, stride ldb
  int ldb;
  int vectors;
  float* c;  // row_count × vectors·lanes, stride ldc; added to
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

// One head: softmax(keys · queries over keys) · values. A score is the logarithm to base 2 of a
// weight.
struct AttentionHead {
  const float* queries_transposed = nullptr;  // head_width×columns, scaled
  std::ptrdiff_t columns = 0;                 // at least `queries`, filled up to whole vectors
  const float* keys = nullptr;                // tokens×head_width, `stride` apart
  const float* values = nullptr;              // tokens×head_width, `stride` apart
  std::ptrdiff_t stride = 0;
  int queries = 0;
  int tokens = 0;
  int head_width = 0;        // a multiple of the lanes
  float* scores = nullptr;   // room for tokens × GemmKernel::vectors·lanes
  float* context = nullptr;  // queries×head_width, `context_stride` apart
  std::ptrdiff_t context_stride = 0;
};

struct GemmKernel {
  std::string_view name;
  int lanes;    // floats in a vector
  int rows;     // rows of a full tile
  int vectors;  // vectors in a row of a full tile, and of a full panel
  void (*indirect)(const IndirectRows&);
  void (*transposed)(const TransposedTile&);  // null where nobody trains
  void (*small)(const SmallProduct&);
  void (*attend)(const AttentionHead&);
  void (*gelu)(float* values, std::size_t count);
};

// The best for this processor, or the one that the environment's SECOND_OPINION_KERNEL names.
const GemmKernel& chosen_kernel();

const GemmKernel& plain_kernel();
#if defined(__x86_64__)
const GemmKernel& avx2_kernel();
const GemmKernel& avx512_kernel();
#endif

}  // namespace second_opinion::detail
