// Gradients of the linear layer against finite differences.
#include "core/learning/backward/linear_backward.hpp"

#include "core/layers/linear.hpp"
#include "tests/native_trainer/backward/gradient_check.hpp"

namespace second_opinion {
namespace {

using testing::dot;
using testing::expect_gradient;
using testing::normal_tensor;
using testing::normal_values;

void check_linear(Shape shape, int units, bool flatten, bool with_bias) {
  Tensor input = normal_tensor(shape, 1);
  const int in = flatten ? shape.features() : shape.channels;
  std::vector<float> weight = normal_values(static_cast<std::size_t>(in) * units, 2);
  std::vector<float> bias = normal_values(with_bias ? units : 0, 3);
  Tensor output;
  linear_forward(input, units, flatten, weight, bias, output);
  const Tensor direction = normal_tensor(output.shape, 4);
  const auto objective = [&] {
    linear_forward(input, units, flatten, weight, bias, output);
    return dot(output.values, direction.values);
  };

  std::vector<float> weight_gradient(weight.size());
  std::vector<float> bias_gradient(bias.size());
  Tensor input_gradient;
  BackwardScratch scratch;
  linear_backward(input, units, flatten, weight, direction, weight_gradient, bias_gradient,
                  &input_gradient, scratch);
  EXPECT_EQ(input_gradient.shape, input.shape);
  expect_gradient(input.values, objective, input_gradient.values);
  expect_gradient(weight, objective, weight_gradient);
  if (with_bias) expect_gradient(bias, objective, bias_gradient);
}

TEST(LinearBackward, FlattenedMatchesFiniteDifferences) {
  check_linear({3, 4, 5, 2}, 10, true, true);
}
TEST(LinearBackward, PerPositionMatchesFiniteDifferences) {
  check_linear({2, 3, 3, 33}, 17, false, true);
}
TEST(LinearBackward, WithoutBiasMatchesFiniteDifferences) {
  check_linear({1, 1, 7, 16}, 64, false, false);
}

TEST(LinearBackward, AddsToParameterGradientsAndOverwritesTheInputs) {
  const Tensor input = normal_tensor({2, 1, 1, 5}, 1);
  const Tensor direction = normal_tensor({2, 1, 1, 3}, 2);
  const std::vector<float> weight = normal_values(15, 3);
  std::vector<float> once(15), twice(15), bias_once(3), bias_twice(3);
  Tensor input_once, input_twice;
  BackwardScratch scratch;
  linear_backward(input, 3, true, weight, direction, once, bias_once, &input_once, scratch);
  for (int i = 0; i < 2; ++i)
    linear_backward(input, 3, true, weight, direction, twice, bias_twice, &input_twice, scratch);
  for (std::size_t i = 0; i < once.size(); ++i) EXPECT_FLOAT_EQ(twice[i], 2 * once[i]);
  for (std::size_t i = 0; i < bias_once.size(); ++i)
    EXPECT_FLOAT_EQ(bias_twice[i], 2 * bias_once[i]);
  EXPECT_EQ(input_once.values, input_twice.values);
}

}  // namespace
}  // namespace second_opinion
