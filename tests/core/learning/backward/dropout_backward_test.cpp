// Drop-out and stochastic depth: how much is dropped, that the way back drops
// the same, and that key and place alone decide.
#include "core/learning/backward/dropout_backward.hpp"

#include "tests/native_trainer/backward/gradient_check.hpp"

namespace second_opinion {
namespace {

Tensor ones(Shape shape) {
  Tensor tensor(shape);
  std::fill(tensor.values.begin(), tensor.values.end(), 1.0f);
  return tensor;
}

TEST(DropoutBackward, DropsTheGivenShareAndKeepsTheExpectation) {
  const Tensor input = ones({10, 10, 10, 20});
  Tensor output;
  dropout_training_forward(input, 0.3f, 7, output);
  double kept = 0;
  for (const float value : output.values) {
    if (value == 0) continue;
    ASSERT_FLOAT_EQ(value, 1 / 0.7f);
    ++kept;
  }
  EXPECT_NEAR(kept / 20000, 0.7, 0.01);  // three standard deviations
}

TEST(DropoutBackward, WayBackDropsTheSame) {
  const Tensor input = ones({3, 3, 3, 5});
  Tensor output;
  dropout_training_forward(input, 0.5f, 42, output);
  Tensor gradient = ones(input.shape);
  dropout_backward(0.5f, 42, gradient);
  EXPECT_EQ(gradient.values, output.values);
}

TEST(DropoutBackward, KeyDecides) {
  const Tensor input = ones({3, 3, 3, 5});
  Tensor first, again, low, high;
  dropout_training_forward(input, 0.5f, 42, first);
  dropout_training_forward(input, 0.5f, 42, again);
  dropout_training_forward(input, 0.5f, 43, low);
  dropout_training_forward(input, 0.5f, 42 + (std::uint64_t{1} << 32), high);
  EXPECT_EQ(first.values, again.values);
  EXPECT_NE(first.values, low.values);
  EXPECT_NE(first.values, high.values);
}

TEST(DropoutBackward, NeighbouringPlacesAndKeysAreIndependent) {
  const Tensor input = ones({1, 100, 100, 2});
  Tensor first, second;
  dropout_training_forward(input, 0.5f, 1000, first);
  dropout_training_forward(input, 0.5f, 1001, second);
  int next_equal = 0, key_equal = 0;
  const std::size_t count = input.values.size();
  for (std::size_t i = 0; i + 1 < count; ++i) {
    next_equal += first.values[i] == first.values[i + 1];
    key_equal += first.values[i] == second.values[i];
  }
  EXPECT_NEAR(next_equal / static_cast<double>(count), 0.5, 0.012);
  EXPECT_NEAR(key_equal / static_cast<double>(count), 0.5, 0.012);
}

TEST(DropoutBackward, StochasticDepthKeepsTheExpectationPerImage) {
  std::vector<float> factors;
  stochastic_depth_factors(5000, 0.2f, 3, factors);
  double sum = 0;
  for (const float factor : factors) {
    ASSERT_TRUE(factor == 0 || factor == 1 / 0.8f);
    sum += factor;
  }
  EXPECT_NEAR(sum / 5000, 1, 0.022);
  stochastic_depth_factors(4, 0.0f, 3, factors);
  EXPECT_EQ(factors, (std::vector<float>{1, 1, 1, 1}));
}

}  // namespace
}  // namespace second_opinion
