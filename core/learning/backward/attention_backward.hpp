// Gradients of multi-head self-attention (core/layers/attention.hpp).
#pragma once

#include <span>

#include "core/layers/attention.hpp"
#include "core/learning/backward/backward_scratch.hpp"

namespace second_opinion {

// Sizes as in AttentionParameters.
struct AttentionGradients {
  std::span<float> qkv_weight;
  std::span<float> qkv_bias;
  std::span<float> output_weight;
  std::span<float> output_bias;
};

// trace: what attention_forward left for this input. Added to `gradients`; overwrites
// input_gradient.
void attention_backward(const Tensor& input, int heads, const AttentionParameters& parameters,
                        const AttentionTrace& trace, const Tensor& output_gradient,
                        const AttentionGradients& gradients, Tensor& input_gradient,
                        BackwardScratch& scratch);

}  // namespace second_opinion
