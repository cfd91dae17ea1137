// Sums of residual branches and how their gradients part.
#include "core/learning/backward/residual_backward.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

Tensor two_images(std::vector<float> values) {
  Tensor tensor(Shape{2, 1, 1, 2});
  tensor.values = std::move(values);
  return tensor;
}

TEST(ResidualBackward, AddsTheBranchTimesTheFactorOfItsImage) {
  const Tensor skip = two_images({1, 2, 3, 4}), branch = two_images({10, 20, 30, 40});
  Tensor output;
  residual_training_forward(skip, branch, {}, output);
  EXPECT_EQ(output.values, (std::vector<float>{11, 22, 33, 44}));
  const std::vector<float> factors{0, 2};
  residual_training_forward(skip, branch, factors, output);
  EXPECT_EQ(output.values, (std::vector<float>{1, 2, 63, 84}));
}

TEST(ResidualBackward, GradientGoesBothWays) {
  Tensor gradient = two_images({1, 2, 3, 4}), skip;
  const std::vector<float> factors{0, 2};
  residual_split_backward(factors, gradient, skip);
  EXPECT_EQ(gradient.values, (std::vector<float>{0, 0, 6, 8}));
  EXPECT_EQ(skip.values, (std::vector<float>{1, 2, 3, 4}));
  add_to(skip, gradient);
  EXPECT_EQ(gradient.values, (std::vector<float>{1, 2, 9, 12}));
}

}  // namespace
}  // namespace second_opinion
