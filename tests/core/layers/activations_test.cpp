// Covers core/layers/activations.cpp, the functions and their derivatives against finite
// differences, and the polynomials of core/base/fast_math.hpp.
#include "core/layers/activations.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/base/fast_math.hpp"
#include "tests/native_trainer/backward/gradient_check.hpp"
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

using Forward = void (*)(const Tensor&, Tensor&);

void check(Forward forward, void (*backward)(const Tensor&, Tensor&), bool wants_output,
           Tensor input) {
  Tensor output;
  forward(input, output);
  const Tensor direction = normal_tensor(input.shape, 2);
  Tensor gradient = direction;
  backward(wants_output ? output : input, gradient);
  const auto objective = [&] {
    forward(input, output);
    return dot(output.values, direction.values);
  };
  expect_gradient(input.values, objective, gradient.values);
}

// No value within 0.02 of the kink at 0.
TEST(ActivationsBackward, ReluMatchesFiniteDifferences) {
  check(relu_forward, relu_backward, true, separated_tensor({2, 3, 3, 7}, 1, 0.1f));
}
TEST(ActivationsBackward, GeluMatchesFiniteDifferences) {
  check(gelu_forward, gelu_backward, false, normal_tensor({2, 3, 3, 7}, 1, 2));
}
TEST(ActivationsBackward, SigmoidMatchesFiniteDifferences) {
  check(sigmoid_forward, sigmoid_backward, true, normal_tensor({2, 3, 3, 7}, 1, 2));
}

TEST(ActivationsBackward, GeluFarFromZeroIsTheIdentityOrNothing) {
  Tensor input(Shape{1, 1, 1, 2});
  input.values = {30, -30};
  Tensor gradient(input.shape);
  gradient.values = {2, 2};
  gelu_backward(input, gradient);
  EXPECT_FLOAT_EQ(gradient.values[0], 2);
  EXPECT_NEAR(gradient.values[1], 0, 1e-6);
}

}  // namespace
}  // namespace second_opinion
