#include "core/layers/attention.hpp"

#include <cassert>
#include <cmath>

#include "core/gemm.hpp"
#include "core/layers/activations.hpp"
#include "core/layers/linear.hpp"

namespace second_opinion {

void attention_forward(const Tensor& input, int heads, const AttentionParameters& parameters, AttentionTrace& trace, Tensor& output) {
  const Shape& in = input.shape;
  const int tokens = in.positions();
  const int width = in.channels;
  const int head_width = width / heads;
  assert(head_width * heads == width);
  const float scale = 1.0f / std::sqrt(static_cast<float>(head_width));

  linear_forward(input, 3 * width, false, parameters.qkv_weight, parameters.qkv_bias, trace.qkv);
  trace.probabilities.resize({in.batch, heads, tokens, tokens});
  trace.context.resize(in);
  thread_local PackedMatrix packed;
  for (int image = 0; image < in.batch; ++image) {
    const float* qkv = trace.qkv.data() + static_cast<std::size_t>(image) * tokens * 3 * width;
    float* context = trace.context.data() + static_cast<std::size_t>(image) * tokens * width;
    for (int head = 0; head < heads; ++head) {
      const float* queries = qkv + head * head_width;
      const float* keys = queries + width;
      const float* values = keys + width;
      float* scores = trace.probabilities.data() + static_cast<std::size_t>(image * heads + head) * tokens * tokens;
      pack(keys, head_width, tokens, 3 * width, true, packed);
      gemm(queries, 3 * width, tokens, packed, {}, Store::kOverwrite, scores, tokens);
      for (int i = 0; i < tokens * tokens; ++i) scores[i] *= scale;
      softmax_rows(scores, tokens, tokens);
      pack(values, tokens, head_width, 3 * width, false, packed);
      gemm(scores, tokens, tokens, packed, {}, Store::kOverwrite, context + head * head_width, width);
    }
  }
  linear_forward(trace.context, width, false, parameters.output_weight, parameters.output_bias, output);
}

}  // namespace second_opinion
