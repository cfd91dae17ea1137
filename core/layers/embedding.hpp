// How a picture becomes tokens, and back (Dosovitskiy et al. 2020, "An image is worth 16×16
// words"): patches, a vector for each position, a class token. Tokens are the positions H·W.
#pragma once

#include "core/layers/convolution.hpp"

namespace second_opinion {

// Each patch of kernel×kernel pixels becomes one token of `units` values, which is a convolution.
// Patches touch edge to edge, or overlap where a stride is given. Parameters: weight
// (kernel·kernel·C × units), bias (units).
struct PatchEmbedding {
  static constexpr std::string_view kName = "patch_embedding";
  int units = 0;
  int kernel = 0;
  int stride = 1;  // 1, which no useful embedding has, means edge to edge
  int padding = 0;

  // With the distance from one patch to the next as its stride.
  ConvolutionShape shape() const { return {units, kernel, stride > 1 ? stride : kernel, padding}; }

  static void visit_fields(auto& layer, auto&& visit) {
    visit(Field::kUnits, layer.units, InRecipe::kRequired);
    visit(Field::kKernel, layer.kernel, InRecipe::kRequired);
    visit(Field::kStride, layer.stride, InRecipe::kOptional);
    visit(Field::kPadding, layer.padding, InRecipe::kOptional);
  }
  Reach reach() const { return {kernel, shape().stride, padding}; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const PatchEmbedding&) const = default;
};

// Adds one learned vector per position. Parameter: positions (H·W × C).
struct PositionEmbedding {
  static constexpr std::string_view kName = "position_embedding";

  static void visit_fields(auto&, auto&&) {}
  Reach reach() const { return {}; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const PositionEmbedding&) const = default;
};

// Puts one learned vector before the positions: (B,H,W,C) → (B,1,H·W+1,C). Parameter: token (C).
struct ClassToken {
  static constexpr std::string_view kName = "class_token";

  static void visit_fields(auto&, auto&&) {}
  Reach reach() const { return kReachesEverything; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const ClassToken&) const = default;
};

// Keeps the first position alone: (B,H,W,C) → (B,1,1,C).
struct FirstToken {
  static constexpr std::string_view kName = "first_token";

  static void visit_fields(auto&, auto&&) {}
  Reach reach() const { return kReachesEverything; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const FirstToken&) const = default;
};

// positions: (H·W)×C, added to every image.
void position_embedding_forward(const Tensor& input, std::span<const float> positions,
                                Tensor& output);

// input: (B,H,W,C), token: C values → (B,1,H·W+1,C): the token, then the positions.
void class_token_forward(const Tensor& input, std::span<const float> token, Tensor& output);

// input: (B,H,W,C) → (B,1,1,C): the first position.
void first_token_forward(const Tensor& input, Tensor& output);

}  // namespace second_opinion
