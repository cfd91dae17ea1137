#include "core/layers/attention.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/fast_math.hpp"
#include "core/gemm_kernel.hpp"
#include "core/gemm_small.hpp"
#include "core/layers/linear.hpp"
#include "core/vector_loops.hpp"

namespace second_opinion {
namespace {

// A function of its own, and kept one: inlined beside other loops over the same values, Clang does not vectorise it.
SO_VECTOR_LOOPS __attribute__((noinline))
void exponentials(float* values, int count, float most, float scale, const float* __restrict mask) {
  for (int i = 0; i < count; ++i) values[i] = fast_exp((values[i] - most) * scale) * mask[i];
}

// Each of `rows` rows of scores becomes softmax(scale · scores) over its first `columns`, zeros past them. Scores past
// them repeat one of the first, so the maximum is right. `mask`: 1 for the first `columns`, 0 for the others.
SO_VECTOR_LOOPS
void scaled_softmax(float* scores, int rows, int columns, float scale, const float* __restrict mask) {
  for (int row = 0; row < rows; ++row, scores += columns) {
    float most = scores[0];
#pragma omp simd reduction(max : most)
    for (int c = 0; c < columns; ++c) most = scores[c] > most ? scores[c] : most;
    exponentials(scores, columns, most, scale, mask);
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int c = 0; c < columns; ++c) sum += scores[c];
    const float inverse = 1.0f / sum;
    for (int c = 0; c < columns; ++c) scores[c] *= inverse;
  }
}

typedef float Four __attribute__((vector_size(16)));
typedef float UnalignedFour __attribute__((vector_size(16), aligned(4)));

// Columns d … d+3 of four rows become four rows of `to`.
inline void transpose_four(const float* const* from, int d, float scale, float* to, std::ptrdiff_t stride) {
  Four in[4];
  for (int i = 0; i < 4; ++i) in[i] = *reinterpret_cast<const UnalignedFour*>(from[i] + d) * scale;
  const Four low_01 = __builtin_shufflevector(in[0], in[1], 0, 4, 1, 5), low_23 = __builtin_shufflevector(in[2], in[3], 0, 4, 1, 5);
  const Four high_01 = __builtin_shufflevector(in[0], in[1], 2, 6, 3, 7), high_23 = __builtin_shufflevector(in[2], in[3], 2, 6, 3, 7);
  *reinterpret_cast<UnalignedFour*>(to) = __builtin_shufflevector(low_01, low_23, 0, 1, 4, 5);
  *reinterpret_cast<UnalignedFour*>(to + stride) = __builtin_shufflevector(low_01, low_23, 2, 3, 6, 7);
  *reinterpret_cast<UnalignedFour*>(to + 2 * stride) = __builtin_shufflevector(high_01, high_23, 0, 1, 4, 5);
  *reinterpret_cast<UnalignedFour*>(to + 3 * stride) = __builtin_shufflevector(high_01, high_23, 2, 3, 6, 7);
}

// Buffers of one head, and which of its columns count.
struct HeadScratch {
  std::vector<float> transposed;
  std::vector<float> mask;

  void prepare(int head_width, int tokens, int columns) {
    transposed.resize(static_cast<std::size_t>(head_width) * columns);
    mask.assign(columns, 0.0f);
    std::fill_n(mask.begin(), std::min(tokens, columns), 1.0f);
  }
};

// One head of one image: `query_count` rows of queries against all keys → scores (query_count × columns, softmaxed) and
// context rows, C apart. Queries, keys and values stand 3C apart, C = width.
void attend(const float* queries, int query_count, int width, int tokens, int columns, int head_width, HeadScratch& scratch,
            float* scores, float* context) {
  const float* const keys = queries + width;
  const float scale = 1.0f / std::sqrt(static_cast<float>(head_width));
  transpose_head(keys, 3 * width, tokens, columns, head_width, scratch.transposed.data());
  gemm_small(queries, 3 * width, query_count, scratch.transposed.data(), columns, columns, head_width, scores, columns);
  scaled_softmax(scores, query_count, columns, scale, scratch.mask.data());
  gemm_small(scores, columns, query_count, keys + width, 3 * width, head_width, tokens, context, width);
}

}  // namespace

void transpose_head(const float* rows, int stride, int tokens, int columns, int head_width, float* transposed, float scale) {
  const auto row = [&](int token) { return rows + static_cast<std::size_t>(std::min(token, tokens - 1)) * stride; };
  for (int c = 0; c < columns; c += 4) {
    const float* const from[4] = {row(c), row(c + 1), row(c + 2), row(c + 3)};
    int d = 0;
    for (; d + 4 <= head_width; d += 4) transpose_four(from, d, scale, transposed + static_cast<std::size_t>(d) * columns + c, columns);
    for (; d < head_width; ++d) {
      for (int i = 0; i < 4; ++i) transposed[static_cast<std::size_t>(d) * columns + c + i] = from[i][d] * scale;
    }
  }
}

void attention_forward(const Tensor& input, int heads, const AttentionParameters& parameters, AttentionTrace& trace, Tensor& output) {
  const Shape& in = input.shape;
  const int tokens = in.positions(), columns = padded_tokens(tokens);
  const int width = in.channels, head_width = width / heads;
  assert(head_width * heads == width);

  linear_forward(input, 3 * width, false, parameters.qkv_weight, parameters.qkv_bias, trace.qkv);
  trace.probabilities.resize({in.batch, heads, tokens, columns});
  trace.context.resize(in);
  thread_local HeadScratch scratch;
  scratch.prepare(head_width, tokens, columns);
  for (int image = 0; image < in.batch; ++image) {
    const std::size_t first = static_cast<std::size_t>(image) * tokens;
    for (int head = 0; head < heads; ++head) {
      attend(trace.qkv.row(first) + head * head_width, tokens, width, tokens, columns, head_width, scratch,
             trace.probabilities.row((static_cast<std::size_t>(image) * heads + head) * tokens), trace.context.row(first) + head * head_width);
    }
  }
  linear_forward(trace.context, width, false, parameters.output_weight, parameters.output_bias, output);
}

void attention_context(const Tensor& qkv, int heads, int queries, Tensor& context) {
  const detail::GemmKernel& kernel = detail::chosen_kernel();
  const int tokens = qkv.shape.positions(), width = qkv.shape.channels / 3, head_width = width / heads;
  const bool whole_vectors = head_width % kernel.lanes == 0;
  const int columns = ((whole_vectors ? queries : tokens) + kernel.lanes - 1) / kernel.lanes * kernel.lanes;
  context.resize({qkv.shape.batch, 1, queries, width});
  thread_local HeadScratch scratch;
  thread_local std::vector<float> scores;
  scratch.prepare(head_width, tokens, columns);
  scores.resize(whole_vectors ? static_cast<std::size_t>(tokens) * kernel.lanes * kernel.vectors : static_cast<std::size_t>(queries) * columns);
  const float scale = 1.4426950409f / std::sqrt(static_cast<float>(head_width));  // to base 2
  for (int image = 0; image < qkv.shape.batch; ++image) {
    const float* rows = qkv.row(static_cast<std::size_t>(image) * tokens);
    float* out = context.row(static_cast<std::size_t>(image) * queries);
    for (int head = 0; head < heads; ++head, rows += head_width, out += head_width) {
      if (!whole_vectors) {
        attend(rows, queries, width, tokens, columns, head_width, scratch, scores.data(), out);
        continue;
      }
      transpose_head(rows, 3 * width, queries, columns, head_width, scratch.transposed.data(), scale);
      kernel.attend({scratch.transposed.data(), columns, rows + width, rows + 2 * width, 3 * width, queries, tokens, head_width,
                     scores.data(), out, width});
    }
  }
}

}  // namespace second_opinion
