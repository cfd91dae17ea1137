// Functions of one number, each beside its derivative. Shapes stay as they are; no parameters.
// What is not finite stays not finite, so that an overflow on the way is seen at the end.
#pragma once

#include "core/layers/layer.hpp"

namespace second_opinion {

// max(x, 0), and NaN where x is NaN or minus infinity.
struct Relu {
  static constexpr std::string_view kName = "relu";

  static void visit_fields(auto&, auto&&) {}
  Reach reach() const { return {}; }
  void plan(LayerPlanner&) const {}
  void forward(LayerCall& call) const;
  static void times_derivative(const Tensor& input, const Tensor& output, Tensor& gradient);
  bool operator==(const Relu&) const = default;
};

// x·Φ(x) with the exact normal distribution function Φ (Hendrycks and Gimpel 2016).
struct Gelu {
  static constexpr std::string_view kName = "gelu";

  static void visit_fields(auto&, auto&&) {}
  Reach reach() const { return {}; }
  void plan(LayerPlanner&) const {}
  void forward(LayerCall& call) const;
  static void times_derivative(const Tensor& input, const Tensor& output, Tensor& gradient);
  bool operator==(const Gelu&) const = default;
};

// 1 / (1 + exp(-x)).
struct Sigmoid {
  static constexpr std::string_view kName = "sigmoid";

  static void visit_fields(auto&, auto&&) {}
  Reach reach() const { return {}; }
  void plan(LayerPlanner&) const {}
  void forward(LayerCall& call) const;
  static void times_derivative(const Tensor& input, const Tensor& output, Tensor& gradient);
  bool operator==(const Sigmoid&) const = default;
};

// A kind that works on each number alone. `gradient` is the output's when times_derivative begins
// and the input's when it returns.
template <typename Layer>
concept Activation = requires(const Tensor& value, Tensor& gradient) {
  Layer::times_derivative(value, value, gradient);
};

void relu_forward(const Tensor& input, Tensor& output);
void gelu_forward(const Tensor& input, Tensor& output);
void gelu_in_place(float* values, std::size_t count);
void sigmoid_forward(const Tensor& input, Tensor& output);

// In place, as times_derivative.
void relu_backward(const Tensor& output, Tensor& gradient);
void gelu_backward(const Tensor& input, Tensor& gradient);
void sigmoid_backward(const Tensor& output, Tensor& gradient);

}  // namespace second_opinion
