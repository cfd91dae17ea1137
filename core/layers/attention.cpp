#include "core/layers/attention.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/fast_math.hpp"
#include "core/gemm_small.hpp"
#include "core/layers/linear.hpp"
#include "core/vector_loops.hpp"

namespace second_opinion {
namespace {

// Each of `rows` rows of scores becomes softmax(scale · scores) over its first `columns`, zeros past them. Scores past
// them repeat one of the first, so the maximum is right. `mask`: 1 for the first `columns`, 0 for the others.
SO_VECTOR_LOOPS
void scaled_softmax(float* scores, int rows, int columns, float scale, const float* __restrict mask) {
  for (int row = 0; row < rows; ++row, scores += columns) {
    float most = scores[0];
#pragma omp simd reduction(max : most)
    for (int c = 0; c < columns; ++c) most = scores[c] > most ? scores[c] : most;
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int c = 0; c < columns; ++c) {
      scores[c] = fast_exp((scores[c] - most) * scale) * mask[c];
      sum += scores[c];
    }
    const float inverse = 1.0f / sum;
    for (int c = 0; c < columns; ++c) scores[c] *= inverse;
  }
}

}  // namespace

void transpose_head(const float* rows, int stride, int tokens, int head_width, float* transposed) {
  const int columns = padded_tokens(tokens);
  for (int c = 0; c < columns; ++c) {
    const float* const row = rows + static_cast<std::size_t>(c < tokens ? c : tokens - 1) * stride;
    for (int d = 0; d < head_width; ++d) transposed[static_cast<std::size_t>(d) * columns + c] = row[d];
  }
}

void attention_forward(const Tensor& input, int heads, const AttentionParameters& parameters, AttentionTrace& trace, Tensor& output) {
  const Shape& in = input.shape;
  const int tokens = in.positions();
  const int columns = padded_tokens(tokens);
  const int width = in.channels;
  const int head_width = width / heads;
  assert(head_width * heads == width);
  const float scale = 1.0f / std::sqrt(static_cast<float>(head_width));

  linear_forward(input, 3 * width, false, parameters.qkv_weight, parameters.qkv_bias, trace.qkv);
  trace.probabilities.resize({in.batch, heads, tokens, columns});
  trace.context.resize(in);
  thread_local std::vector<float> keys_transposed, mask;
  keys_transposed.resize(static_cast<std::size_t>(head_width) * columns);
  mask.assign(columns, 0.0f);
  std::fill_n(mask.begin(), tokens, 1.0f);
  for (int image = 0; image < in.batch; ++image) {
    const float* qkv = trace.qkv.row(static_cast<std::size_t>(image) * tokens);
    float* context = trace.context.row(static_cast<std::size_t>(image) * tokens);
    for (int head = 0; head < heads; ++head) {
      const float* queries = qkv + head * head_width;
      const float* keys = queries + width;
      const float* values = keys + width;
      float* scores = trace.probabilities.row((static_cast<std::size_t>(image) * heads + head) * tokens);
      transpose_head(keys, 3 * width, tokens, head_width, keys_transposed.data());
      gemm_small(queries, 3 * width, tokens, keys_transposed.data(), columns, columns, head_width, scores, columns);
      scaled_softmax(scores, tokens, columns, scale, mask.data());
      gemm_small(scores, columns, tokens, values, 3 * width, head_width, tokens, context + head * head_width, width);
    }
  }
  linear_forward(trace.context, width, false, parameters.output_weight, parameters.output_bias, output);
}

}  // namespace second_opinion
