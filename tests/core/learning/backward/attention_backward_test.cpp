// Gradients of self-attention against finite differences.
#include "core/learning/backward/attention_backward.hpp"

#include "tests/native_trainer/backward/gradient_check.hpp"

namespace second_opinion {
namespace {

using testing::dot;
using testing::expect_gradient;
using testing::normal_tensor;
using testing::normal_values;

void check_attention(Shape shape, int heads) {
  const auto width = static_cast<std::size_t>(shape.channels);
  const float deviation = 1.0f / std::sqrt(static_cast<float>(width));
  Tensor input = normal_tensor(shape, 1);
  std::vector<float> qkv_weight = normal_values(3 * width * width, 2, deviation),
                     qkv_bias = normal_values(3 * width, 3);
  std::vector<float> output_weight = normal_values(width * width, 4, deviation),
                     output_bias = normal_values(width, 5);
  const Tensor direction = normal_tensor(shape, 6);
  AttentionTrace trace;
  Tensor output;
  const auto objective = [&] {
    attention_forward(input, heads, {qkv_weight, qkv_bias, output_weight, output_bias}, trace,
                      output);
    return dot(output.values, direction.values);
  };
  objective();

  std::vector<float> qkv_gradient(qkv_weight.size()), qkv_bias_gradient(qkv_bias.size());
  std::vector<float> output_gradient(output_weight.size()),
      output_bias_gradient(output_bias.size());
  Tensor input_gradient;
  BackwardScratch scratch;
  attention_backward(input, heads, {qkv_weight, qkv_bias, output_weight, output_bias}, trace,
                     direction,
                     {qkv_gradient, qkv_bias_gradient, output_gradient, output_bias_gradient},
                     input_gradient, scratch);
  expect_gradient(input.values, objective, input_gradient.values);
  expect_gradient(qkv_weight, objective, qkv_gradient);
  expect_gradient(qkv_bias, objective, qkv_bias_gradient);
  expect_gradient(output_weight, objective, output_gradient);
  expect_gradient(output_bias, objective, output_bias_gradient);
}

TEST(AttentionBackward, OneHeadMatchesFiniteDifferences) {
  check_attention({2, 2, 3, 4}, 1);
}
TEST(AttentionBackward, SeveralHeadsMatchFiniteDifferences) {
  check_attention({2, 5, 5, 12}, 3);
}

}  // namespace
}  // namespace second_opinion
