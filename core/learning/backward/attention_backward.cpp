// Head by head, from the context back to queries, keys and values, by the trace of the forward
// pass.
#include "core/learning/backward/attention_backward.hpp"

#include <cassert>
#include <cmath>

#include "core/base/vector_loops.hpp"
#include "core/kernels/gemm_small.hpp"
#include "core/learning/backward/linear_backward.hpp"

namespace second_opinion {
namespace {

// Through the softmax and the scale, in place: p·(g - Σ p·g)·scale per row.
SO_VECTOR_LOOPS
void softmax_backward_rows(const float* __restrict probabilities, float* __restrict gradient,
                           int rows, int columns, float scale) {
  for (int row = 0; row < rows; ++row, probabilities += columns, gradient += columns) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int c = 0; c < columns; ++c) sum += probabilities[c] * gradient[c];
    for (int c = 0; c < columns; ++c) gradient[c] = probabilities[c] * (gradient[c] - sum) * scale;
  }
}

// One head of one image; all pointers are to its first column, row strides are 3·width (qkv) and
// width (context).
struct Head {
  const float* queries;
  const float* probabilities;
  const float* context_gradient;
  float* queries_gradient;
};

// scratch: room for the values transposed, then for the gradient of the scores.
void head_backward(const Head& head, int tokens, int width, int head_width, float* scratch) {
  const int stride = 3 * width;
  const int columns = padded_tokens(tokens);
  const float* const keys = head.queries + width;
  const float* const values = keys + width;
  float* const keys_gradient = head.queries_gradient + width;
  float* const values_gradient = keys_gradient + width;
  float* const scores_gradient = scratch + static_cast<std::size_t>(head_width) * columns;

  gemm_small_transposed(head.probabilities, columns, tokens, head.context_gradient, width,
                        head_width, tokens, Store::kOverwrite, values_gradient, stride);
  transpose_head(values, stride, tokens, columns, head_width, scratch);
  gemm_small(head.context_gradient, width, tokens, scratch, columns, columns, head_width,
             scores_gradient, columns);
  softmax_backward_rows(head.probabilities, scores_gradient, tokens, columns,
                        1.0f / std::sqrt(static_cast<float>(head_width)));
  gemm_small_transposed(scores_gradient, columns, tokens, head.queries, stride, head_width, tokens,
                        Store::kOverwrite, keys_gradient, stride);
  gemm_small(scores_gradient, columns, tokens, keys, stride, head_width, tokens,
             head.queries_gradient, stride);
}

}  // namespace

void attention_backward(const Tensor& input, int heads, const AttentionParameters& parameters,
                        const AttentionTrace& trace, const Tensor& output_gradient,
                        const AttentionGradients& gradients, Tensor& input_gradient,
                        BackwardScratch& scratch) {
  const Shape& in = input.shape;
  const int tokens = in.positions();
  const int width = in.channels;
  const int head_width = width / heads;
  assert(head_width * heads == width);

  Tensor& context_gradient = scratch.first;
  linear_backward(trace.context, width, false, parameters.output_weight, output_gradient,
                  gradients.output_weight, gradients.output_bias, &context_gradient, scratch);
  Tensor& qkv_gradient = scratch.second;
  qkv_gradient.resize(trace.qkv.shape);
  scratch.weights.resize(static_cast<std::size_t>(head_width + tokens) * padded_tokens(tokens));
  for (int image = 0; image < in.batch; ++image) {
    const std::size_t first_row = static_cast<std::size_t>(image) * tokens;
    for (int head = 0; head < heads; ++head) {
      const int column = head * head_width;
      head_backward(
          {trace.qkv.data() + first_row * 3 * width + column,
           trace.probabilities.row(first_row * heads + static_cast<std::size_t>(head) * tokens),
           context_gradient.data() + first_row * width + column,
           qkv_gradient.data() + first_row * 3 * width + column},
          tokens, width, head_width, scratch.weights.data());
    }
  }
  linear_backward(input, 3 * width, false, parameters.qkv_weight, qkv_gradient,
                  gradients.qkv_weight, gradients.qkv_bias, &input_gradient, scratch);
}

}  // namespace second_opinion
