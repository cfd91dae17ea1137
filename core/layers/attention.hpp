// Multi-head self-attention (Vaswani et al. 2017) over the positions of a picture.
#pragma once

#include <span>

#include "core/tensor.hpp"

namespace second_opinion {

struct AttentionParameters {
  std::span<const float> qkv_weight;     // C×3C: queries ‖ keys ‖ values, heads contiguous inside each
  std::span<const float> qkv_bias;       // 3C
  std::span<const float> output_weight;  // C×C
  std::span<const float> output_bias;    // C
};

// What a backward pass or a picture of the attention needs.
struct AttentionTrace {
  Tensor qkv;            // (B,1,T,3C)
  Tensor probabilities;  // (B,heads,T,T): row = query, column = key, rows sum to 1
  Tensor context;        // (B,1,T,C): before the output projection
};

// input: (B,H,W,C), T = H·W, C divisible by heads → (B,H,W,C). Scores are divided by sqrt(C / heads).
void attention_forward(const Tensor& input, int heads, const AttentionParameters& parameters, AttentionTrace& trace, Tensor& output);

}  // namespace second_opinion
