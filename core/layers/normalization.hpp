// Batch norm (Ioffe and Szegedy 2015) as inference applies it, and layer norm
// (Ba, Kiros and Hinton 2016). Batch statistics belong to the trainer.
#pragma once

#include "core/layers/layer.hpp"

namespace second_opinion {

inline constexpr float kBatchNormEpsilon = 1e-5f;
inline constexpr float kLayerNormEpsilon = 1e-5f;

// Per channel, with the mean and variance that training measured. Parameters: scale, shift, mean
// and variance, C values each. Files for inference have none: fold_batch_norm takes it away.
struct BatchNorm {
  static constexpr std::string_view kName = "batch_norm";

  static void visit_fields(auto&, auto&&) {}
  Reach reach() const { return {}; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const BatchNorm&) const = default;
};

// Per position, over its channels. Parameters: scale and shift, C values each.
struct LayerNorm {
  static constexpr std::string_view kName = "layer_norm";

  static void visit_fields(auto&, auto&&) {}
  Reach reach() const { return {}; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const LayerNorm&) const = default;
};

// input: (B,H,W,C); the four spans: C values each. output = (input - mean) / sqrt(variance + ε) ·
// scale + shift
void batch_norm_forward(const Tensor& input, std::span<const float> scale,
                        std::span<const float> shift, std::span<const float> mean,
                        std::span<const float> variance, Tensor& output);

// Per position over its C channels; scale, shift: C values.
void layer_norm_forward(const Tensor& input, std::span<const float> scale,
                        std::span<const float> shift, Tensor& output);
// The same for `rows` rows, `stride` floats apart, → rows × scale.size(), one after the other.
void layer_norm_rows(const float* input, std::size_t stride, std::size_t rows,
                     std::span<const float> scale, std::span<const float> shift, float* output);

}  // namespace second_opinion
