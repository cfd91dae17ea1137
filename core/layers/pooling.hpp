// Maximum and average over windows, and over the whole picture. No parameters, no padding.
#pragma once

#include "core/layers/layer.hpp"

namespace second_opinion {

// A window that does not fit is dropped: (H - kernel) / stride + 1, likewise W.
Shape pool_output_shape(const Shape& input, int kernel, int stride);

// The largest value of each window, channel by channel: (B,H,W,C) → (B,H',W',C).
struct MaxPool {
  static constexpr std::string_view kName = "max_pool";
  int kernel = 0;
  int stride = 1;

  static void visit_fields(auto& layer, auto&& visit) {
    visit(Field::kKernel, layer.kernel, InRecipe::kRequired);
    visit(Field::kStride, layer.stride, InRecipe::kRequired);
  }
  Reach reach() const { return {.kernel = kernel, .stride = stride}; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const MaxPool&) const = default;
};

// The mean of each window, channel by channel: (B,H,W,C) → (B,H',W',C).
struct AveragePool {
  static constexpr std::string_view kName = "average_pool";
  int kernel = 0;
  int stride = 1;

  static void visit_fields(auto& layer, auto&& visit) {
    visit(Field::kKernel, layer.kernel, InRecipe::kRequired);
    visit(Field::kStride, layer.stride, InRecipe::kRequired);
  }
  Reach reach() const { return {.kernel = kernel, .stride = stride}; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const AveragePool&) const = default;
};

// The mean over all positions: (B,H,W,C) → (B,1,1,C).
struct GlobalAveragePool {
  static constexpr std::string_view kName = "global_average_pool";

  static void visit_fields(auto&, auto&&) {}
  Reach reach() const { return kReachesEverything; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const GlobalAveragePool&) const = default;
};

// The largest value over all positions: (B,H,W,C) → (B,1,1,C).
struct GlobalMaxPool {
  static constexpr std::string_view kName = "global_max_pool";

  static void visit_fields(auto&, auto&&) {}
  Reach reach() const { return kReachesEverything; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const GlobalMaxPool&) const = default;
};

// Both, one after the other, the means first: (B,H,W,C) → (B,1,1,2C).
struct GlobalAverageMaxPool {
  static constexpr std::string_view kName = "global_average_max_pool";

  static void visit_fields(auto&, auto&&) {}
  Reach reach() const { return kReachesEverything; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const GlobalAverageMaxPool&) const = default;
};

void max_pool_forward(const Tensor& input, int kernel, int stride, Tensor& output);
void average_pool_forward(const Tensor& input, int kernel, int stride, Tensor& output);
void global_average_pool_forward(const Tensor& input, Tensor& output);
void global_max_pool_forward(const Tensor& input, Tensor& output);
void global_average_max_pool_forward(const Tensor& input, Tensor& output);

}  // namespace second_opinion
