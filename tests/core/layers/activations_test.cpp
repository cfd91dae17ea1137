// Covers core/layers/activations.cpp and the polynomials of core/base/fast_math.hpp.
#include "core/layers/activations.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/base/fast_math.hpp"
#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

// From far left to far right, with zero and small numbers, at a length that no vector divides.
Tensor sweep() {
  Tensor tensor(Shape{1, 1, 1, 2003});
  for (int i = 0; i < 2003; ++i) tensor.values[i] = static_cast<float>(i - 1001) * 0.0199f;
  tensor.values[5] = -120;
  tensor.values[6] = 120;
  tensor.values[7] = 1e-30f;
  return tensor;
}

template <typename Function>
std::vector<double> mapped(const Tensor& input, Function function) {
  std::vector<double> values;
  for (const float x : input.values) values.push_back(function(static_cast<double>(x)));
  return values;
}

TEST(Activations, MatchTheirFormulas) {
  const Tensor input = sweep();
  Tensor output = used_tensor();
  relu_forward(input, output);
  EXPECT_EQ(output.shape, input.shape);
  expect_near(output.values, mapped(input, [](double x) { return x > 0 ? x : 0; }), 0);
  gelu_forward(input, output);
  expect_near(output.values,
              mapped(input, [](double x) { return 0.5 * x * std::erfc(-x / std::sqrt(2.0)); }),
              2e-6);
  sigmoid_forward(input, output);
  expect_near(output.values, mapped(input, [](double x) { return 1 / (1 + std::exp(-x)); }), 3e-7);
}

TEST(Activations, SoftmaxGivesProbabilities) {
  std::mt19937 random(1);
  for (const int columns : {1, 2, 10, 49, 197}) {
    auto values = random_values(7 * static_cast<std::size_t>(columns), random, 12);
    std::vector<double> expected;
    for (int row = 0; row < 7; ++row) {
      double sum = 0;
      for (int c = 0; c < columns; ++c)
        sum += std::exp(static_cast<double>(values[row * columns + c]));
      for (int c = 0; c < columns; ++c)
        expected.push_back(std::exp(static_cast<double>(values[row * columns + c])) / sum);
    }
    softmax_rows(values.data(), 7, columns);
    expect_near(values, expected, 1e-6);
  }
}

TEST(Activations, SoftmaxSurvivesLargeNumbers) {
  std::vector<float> values{1e4f, -1e4f, 1e4f, 88, 89, 90, -3e38f, -3e38f, 3e38f};
  softmax_rows(values.data(), 3, 3);
  EXPECT_NEAR(values[0], 0.5f, 1e-6f);
  EXPECT_NEAR(values[1], 0.0f, 1e-30f);
  EXPECT_NEAR(values[3] + values[4] + values[5], 1.0f, 1e-6f);
  EXPECT_NEAR(values[8], 1.0f, 1e-6f);
}

TEST(FastMath, KeepsItsPromisedErrors) {
  for (double x = -87; x < 88; x += 0.00713) {
    const float f = static_cast<float>(x);
    const double expected = std::exp(static_cast<double>(f));
    ASSERT_NEAR(fast_exp(f) / expected, 1.0, 1e-7) << x;
  }
  for (double x = -6; x < 6; x += 0.00071) {
    const float f = static_cast<float>(x);
    ASSERT_NEAR(fast_erf(f), std::erf(static_cast<double>(f)), 7e-7) << x;
  }
  EXPECT_TRUE(std::isfinite(fast_exp(1e30f)));
  EXPECT_GT(fast_exp(-1e30f), 0.0f);
}

}  // namespace
}  // namespace second_opinion
