// Covers core/layers/linear.cpp.
#include "core/layers/linear.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

std::vector<double> reference(const Tensor& input, int in, int units,
                              const std::vector<float>& weight, const std::vector<float>& bias) {
  std::vector<double> result;
  for (std::size_t row = 0; row < input.values.size() / in; ++row) {
    for (int u = 0; u < units; ++u) {
      double sum = bias.empty() ? 0.0 : bias[u];
      for (int i = 0; i < in; ++i)
        sum += static_cast<double>(input.values[row * in + i]) * weight[i * units + u];
      result.push_back(sum);
    }
  }
  return result;
}

TEST(Linear, MultipliesAllFeaturesWhenItFlattens) {
  std::mt19937 random(1);
  for (const Shape shape : {Shape{1, 28, 28, 1}, Shape{3, 7, 5, 2}, Shape{17, 1, 1, 64}}) {
    for (const int units : {1, 10, 33}) {
      const Tensor input = random_tensor(shape, random);
      const auto weight = random_values(static_cast<std::size_t>(shape.features()) * units, random);
      const auto bias = random_values(units, random);
      Tensor output = used_tensor();
      linear_forward(input, units, true, weight, bias, output);
      EXPECT_EQ(output.shape, (Shape{shape.batch, 1, 1, units}));
      expect_near(output.values, reference(input, shape.features(), units, weight, bias), 2e-5);
    }
  }
}

TEST(Linear, MultipliesEachPositionOtherwise) {
  std::mt19937 random(2);
  const Shape shape{2, 7, 7, 24};
  const Tensor input = random_tensor(shape, random);
  const auto weight = random_values(24 * 40, random);
  for (const bool has_bias : {true, false}) {
    const auto bias = has_bias ? random_values(40, random) : std::vector<float>();
    Tensor output = used_tensor();
    linear_forward(input, 40, false, weight, bias, output);
    EXPECT_EQ(output.shape, (Shape{2, 7, 7, 40}));
    expect_near(output.values, reference(input, 24, 40, weight, bias), 2e-5);
  }
}

}  // namespace
}  // namespace second_opinion
