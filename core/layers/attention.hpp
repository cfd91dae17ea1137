// Multi-head self-attention (Vaswani et al. 2017) over the positions of a picture.
#pragma once

#include "core/layers/layer.hpp"

namespace second_opinion {

// Every position asks all positions (queries against keys) and takes a weighted mean of what they
// answer (values), in `heads` independent shares of the channels. (B,H,W,C) → (B,H,W,C).
// Parameters: qkv_weight, qkv_bias, output_weight, output_bias, as in AttentionParameters.
struct Attention {
  static constexpr std::string_view kName = "attention";
  int heads = 0;

  static void visit_fields(auto& layer, auto&& visit) {
    visit(Field::kHeads, layer.heads, InRecipe::kRequired);
  }
  Reach reach() const { return kReachesEverything; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const Attention&) const = default;
};

struct AttentionParameters {
  std::span<const float> qkv_weight;  // C×3C: queries ‖ keys ‖ values, heads contiguous inside each
  std::span<const float> qkv_bias;       // 3C
  std::span<const float> output_weight;  // C×C
  std::span<const float> output_bias;    // C
};

// What a backward pass or a picture of the attention needs.
struct AttentionTrace {
  Tensor qkv;            // (B,1,T,3C)
  Tensor probabilities;  // (B,heads,T,T'): row = query, column = key, rows sum to 1; T' =
                         // padded_tokens(T), zeros past T
  Tensor context;        // (B,1,T,C): before the output projection
};

// Keys are filled up to whole vectors of every processor.
constexpr int padded_tokens(int tokens) {
  return (tokens + 15) / 16 * 16;
}

// One head's columns of `tokens` rows, transposed: head_width × columns, a multiple of 4 and at
// least `tokens`. Columns past `tokens` repeat the last one, so that what is computed from them is
// harmless. All times `scale`.
void transpose_head(const float* rows, int stride, int tokens, int columns, int head_width,
                    float* transposed, float scale = 1.0f);

// input: (B,H,W,C), T = H·W, C divisible by heads → (B,H,W,C). Scores are divided by sqrt(C /
// heads).
void attention_forward(const Tensor& input, int heads, const AttentionParameters& parameters,
                       AttentionTrace& trace, Tensor& output);

// What lies between the projections, keeping nothing. qkv: (B,1,T,3C) → context (B,1,T,C).
void attention_context(const Tensor& qkv, int heads, Tensor& context);

// Heads that share keys and values. queries: (B,1,1,heads·C), positions: (B,H,W,C), C a multiple of
// gemm_lanes(), serve as keys and values of every head → context (B,1,1,heads·C). Scores are
// divided by sqrt(scaled_width).
void shared_attention_context(const Tensor& queries, const Tensor& positions, int scaled_width,
                              Tensor& context);

}  // namespace second_opinion
