#include "core/layers/activations.hpp"

#include "core/fast_math.hpp"

namespace second_opinion {
namespace {

constexpr float kInverseSqrt2 = 0.70710678118654752f;

template <typename Function>
void map(const Tensor& input, Tensor& output, Function function) {
  output.resize(input.shape);
  const float* in = input.data();
  float* out = output.data();
  for (std::size_t i = 0; i < input.values.size(); ++i) out[i] = function(in[i]);
}

}  // namespace

void relu_forward(const Tensor& input, Tensor& output) {
  map(input, output, [](float x) { return x > 0.0f ? x : 0.0f; });
}

void gelu_forward(const Tensor& input, Tensor& output) {
  map(input, output, [](float x) { return 0.5f * x * (1.0f + fast_erf(x * kInverseSqrt2)); });
}

void sigmoid_forward(const Tensor& input, Tensor& output) {
  map(input, output, [](float x) { return fast_sigmoid(x); });
}

void softmax_rows(float* values, std::size_t rows, int columns) {
  for (std::size_t row = 0; row < rows; ++row, values += columns) {
    float maximum = values[0];
    for (int c = 1; c < columns; ++c) maximum = values[c] > maximum ? values[c] : maximum;
    float sum = 0;
    for (int c = 0; c < columns; ++c) values[c] = fast_exp(values[c] - maximum);
    for (int c = 0; c < columns; ++c) sum += values[c];
    const float inverse = 1.0f / sum;
    for (int c = 0; c < columns; ++c) values[c] *= inverse;
  }
}

}  // namespace second_opinion
