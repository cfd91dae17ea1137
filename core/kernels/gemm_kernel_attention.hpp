// One head of attention, from its queries, keys and values to the context, a few
// vectors of queries at a time, whose scores stay in the first cache. A row of
// scores belongs to a key and a column to a query: maxima and sums of the softmax
// then run over whole vectors, and no score of a key that is not there exists.
// Included by gemm_kernel_*.cpp alone, like gemm_kernel_tile.hpp.
#pragma once

#include "core/kernels/gemm_kernel_functions.hpp"
#include "core/kernels/gemm_kernel_small.hpp"

namespace second_opinion::detail {
namespace {

// One vector of columns becomes 2^(score - maximum), row by row; → the sums.
template <int kLanes>
inline typename VectorOf<kLanes>::Type powers_of_two(float* scores, std::ptrdiff_t rows,
                                                     std::ptrdiff_t stride) {
  using Vector = typename VectorOf<kLanes>::Type;
  Vector most = load<kLanes>(scores), most_odd = most;
  std::ptrdiff_t row = 1;
  for (; row + 2 <= rows; row += 2) {
    most = greater(most, load<kLanes>(scores + row * stride));
    most_odd = greater(most_odd, load<kLanes>(scores + (row + 1) * stride));
  }
  if (row < rows) most = greater(most, load<kLanes>(scores + row * stride));
  most = greater(most, most_odd);
  Vector sum{};
  for (row = 0; row < rows; ++row, scores += stride) {
    const Vector power = exp2_of<kLanes>(load<kLanes>(scores) - most);
    store<kLanes>(scores, power);
    sum += power;
  }
  return sum;
}

// `vectors` vectors of queries from query `first` on.
template <int kLanes, int kRows, int kVectors>
void attend_some(const AttentionHead& h, std::ptrdiff_t first, int vectors) {
  const int width = vectors * kLanes;
  const int count = h.queries - first < width ? static_cast<int>(h.queries - first) : width;
  small_product<kLanes, kRows, kVectors>({h.keys, h.stride, false, h.tokens, width, h.head_width,
                                          h.queries_transposed + first, h.columns, false, h.scores,
                                          width});
  float sums[kVectors * kLanes];
  for (int v = 0; v < vectors; ++v)
    store<kLanes>(sums + v * kLanes, powers_of_two<kLanes>(h.scores + v * kLanes, h.tokens, width));
  float* context = h.context + first * h.context_stride;
  small_product<kLanes, kRows, kVectors>({h.scores, width, true, count, h.head_width, h.tokens,
                                          h.values, h.stride, false, context, h.context_stride});
  for (int query = 0; query < count; ++query, context += h.context_stride) {
    const typename VectorOf<kLanes>::Type inverse = broadcast<kLanes>(1.0f / sums[query]);
    for (int d = 0; d < h.head_width; d += kLanes)
      store<kLanes>(context + d, load<kLanes>(context + d) * inverse);
  }
}

// Blocks of almost equal width, as in small_product.
template <int kLanes, int kRows, int kVectors>
void attend(const AttentionHead& h) {
  const int vectors = (h.queries + kLanes - 1) / kLanes,
            blocks = (vectors + kVectors - 1) / kVectors;
  for (int block = 0; block < blocks; ++block) {
    const int first = vectors * block / blocks;
    attend_some<kLanes, kRows, kVectors>(h, static_cast<std::ptrdiff_t>(first) * kLanes,
                                         vectors * (block + 1) / blocks - first);
  }
}

// kGradients: with the product of weight gradients, which training alone asks for.
template <int kLanes, int kRows, int kVectors, bool kGradients = true>
constexpr GemmKernel make_kernel(std::string_view name) {
  GemmKernel kernel{name,
                    kLanes,
                    kRows,
                    kVectors,
                    &indirect<kLanes, kRows, kVectors>,
                    nullptr,
                    &small_product<kLanes, kRows, kVectors>,
                    &attend<kLanes, kRows, kVectors>,
                    &gelu<kLanes>};
  if constexpr (kGradients) kernel.transposed = &transposed<kLanes, kRows, kVectors>;
  return kernel;
}

}  // namespace
}  // namespace second_opinion::detail
