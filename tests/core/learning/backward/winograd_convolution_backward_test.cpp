// Covers core/learning/backward/winograd_convolution_backward.cpp and winograd_gradients.cpp.
#include "core/learning/backward/winograd_convolution_backward.hpp"

#include "tests/native_trainer/backward/gradient_check.hpp"

namespace second_opinion {
namespace {

using testing::dot;
using testing::expect_gradient;
using testing::normal_tensor;
using testing::normal_values;

constexpr ConvolutionShape same(int channels) {
  return {.channels = channels, .kernel = 3, .stride = 1, .padding = 1};
}

struct Case {
  Shape input;
  int channels;
};
// Whole tiles, cut ones on either side, half vectors, more images than a chunk holds.
const Case kCases[] = {{{2, 8, 8, 16}, 16},
                       {{3, 7, 7, 24}, 40},
                       {{2, 5, 9, 32}, 16},
                       {{1, 2, 3, 16}, 24},
                       {{40, 4, 8, 64}, 32}};

TEST(WinogradConvolution, GradientsMatchFiniteDifferences) {
  for (const Case& c : kCases) {
    Tensor input = normal_tensor(c.input, 1);
    auto weight =
        normal_values(static_cast<std::size_t>(9 * c.input.channels * c.channels), 2, 0.1f);
    const Tensor direction = normal_tensor(convolution_output_shape(c.input, same(c.channels)), 3);
    std::vector<float> weight_gradient(weight.size());
    Tensor output, input_gradient;
    BackwardScratch scratch;
    winograd_backward(input, weight, direction, weight_gradient, &input_gradient, scratch);
    // The function is linear in either argument: a large step is exact and drowns rounding.
    const auto objective = [&] {
      convolution_forward(input, same(c.channels), weight, {}, output);
      return dot(output.values, direction.values);
    };
    expect_gradient(input.values, objective, input_gradient.values, 1.0f);
    expect_gradient(weight, objective, weight_gradient, 1.0f);
  }
}

TEST(WinogradConvolution, AddsToTheWeightGradientAndCanLeaveTheInputOut) {
  const Tensor input = normal_tensor({2, 7, 7, 16}, 1), gradient = normal_tensor({2, 7, 7, 16}, 2);
  const auto weight = normal_values(9 * 16 * 16, 3);
  std::vector<float> once(weight.size()), twice(weight.size());
  BackwardScratch scratch;
  winograd_backward(input, weight, gradient, once, nullptr, scratch);
  for (int i = 0; i < 2; ++i) winograd_backward(input, weight, gradient, twice, nullptr, scratch);
  for (std::size_t i = 0; i < once.size(); ++i) ASSERT_FLOAT_EQ(twice[i], 2 * once[i]);
}

}  // namespace
}  // namespace second_opinion
