// Gradients of the convolution against finite differences: kernels, strides,
// paddings, odd sizes, one channel and channels that fill no vector.
#include "core/learning/backward/convolution_backward.hpp"

#include <algorithm>

#include "tests/native_trainer/backward/gradient_check.hpp"

namespace second_opinion {
namespace {

using testing::dot;
using testing::expect_gradient;
using testing::normal_tensor;
using testing::normal_values;

struct Case {
  Shape input;
  ConvolutionShape convolution;
};

void PrintTo(const Case& c, std::ostream* out) {
  *out << c.input.batch << "x" << c.input.height << "x" << c.input.width << "x" << c.input.channels
       << " to " << c.convolution.channels << " kernel " << c.convolution.kernel << " stride "
       << c.convolution.stride << " padding " << c.convolution.padding;
}

class ConvolutionBackward : public ::testing::TestWithParam<Case> {};

TEST_P(ConvolutionBackward, MatchesFiniteDifferences) {
  const auto& [shape, convolution] = GetParam();
  Tensor input = normal_tensor(shape, 1);
  const std::size_t weights = static_cast<std::size_t>(convolution.kernel) * convolution.kernel *
                              shape.channels * convolution.channels;
  std::vector<float> weight = normal_values(weights, 2);
  std::vector<float> bias = normal_values(convolution.channels, 3);
  Tensor output;
  convolution_forward(input, convolution, weight, bias, output);
  const Tensor direction = normal_tensor(output.shape, 4);
  const auto objective = [&] {
    convolution_forward(input, convolution, weight, bias, output);
    return dot(output.values, direction.values);
  };

  std::vector<float> weight_gradient(weight.size());
  std::vector<float> bias_gradient(bias.size());
  Tensor input_gradient;
  BackwardScratch scratch;
  convolution_backward(input, convolution, weight, direction, weight_gradient, bias_gradient,
                       &input_gradient, scratch);
  EXPECT_EQ(input_gradient.shape, input.shape);
  // A linear function: a large step costs nothing and hides rounding.
  expect_gradient(input.values, objective, input_gradient.values, 0.1f);
  expect_gradient(weight, objective, weight_gradient, 0.1f);
  expect_gradient(bias, objective, bias_gradient, 0.1f);
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, ConvolutionBackward,
    ::testing::Values(Case{{2, 6, 6, 3}, {5, 3, 1, 1}},    // "same"
                      Case{{2, 7, 5, 4}, {3, 3, 1, 0}},    // "valid", odd and not square
                      Case{{1, 5, 6, 2}, {17, 1, 1, 0}},   // pointwise
                      Case{{1, 9, 8, 2}, {4, 5, 1, 2}},    // wide kernel
                      Case{{2, 7, 8, 3}, {4, 3, 2, 1}},    // stride, padded
                      Case{{1, 8, 8, 3}, {4, 3, 3, 0}},    // stride that leaves a column unread
                      Case{{1, 6, 7, 2}, {3, 1, 2, 0}},    // stride past the kernel
                      Case{{2, 8, 8, 1}, {6, 4, 4, 0}},    // patches
                      Case{{1, 4, 4, 2}, {3, 3, 1, 2}},    // padding up to the kernel
                      Case{{1, 6, 5, 24}, {40, 3, 1, 1}},  // several register tiles
                      Case{{1, 1, 1, 3}, {2, 3, 1, 1}}));  // one pixel

TEST(ConvolutionBackwardContract, AddsToParameterGradientsAndOverwritesTheInputs) {
  const ConvolutionShape convolution{4, 3, 1, 1};
  const Tensor input = normal_tensor({2, 5, 5, 3}, 1);
  const Tensor direction = normal_tensor({2, 5, 5, 4}, 2);
  const std::vector<float> weight = normal_values(9 * 3 * 4, 3);
  std::vector<float> once(weight.size()), twice(weight.size()), bias_once(4), bias_twice(4);
  Tensor input_once, input_twice;
  BackwardScratch scratch;
  convolution_backward(input, convolution, weight, direction, once, bias_once, &input_once,
                       scratch);
  for (int i = 0; i < 2; ++i) {
    convolution_backward(input, convolution, weight, direction, twice, bias_twice, &input_twice,
                         scratch);
  }
  for (std::size_t i = 0; i < once.size(); ++i) EXPECT_NEAR(twice[i], 2 * once[i], 1e-4);
  for (std::size_t i = 0; i < bias_once.size(); ++i)
    EXPECT_NEAR(bias_twice[i], 2 * bias_once[i], 1e-4);
  EXPECT_EQ(input_once.values, input_twice.values);
}

// More images than the backward pass takes at a time, and more positions than a block of them.
TEST(ConvolutionBackwardContract, ManyImagesAreTheSumOfEach) {
  const ConvolutionShape convolution{40, 3, 1, 1};
  const Tensor input = normal_tensor({7, 14, 14, 24}, 1);
  const Tensor direction = normal_tensor({7, 14, 14, 40}, 2);
  const std::vector<float> weight = normal_values(9 * 24 * 40, 3);
  std::vector<float> together(weight.size()), apart(weight.size()), bias_together(40),
      bias_apart(40);
  Tensor input_gradient;
  BackwardScratch scratch;
  convolution_backward(input, convolution, weight, direction, together, bias_together,
                       &input_gradient, scratch);
  for (int image = 0; image < 7; ++image) {
    Tensor one(Shape{1, 14, 14, 24}), one_direction(Shape{1, 14, 14, 40}), one_gradient;
    std::copy_n(input.values.begin() + image * one.shape.features(), one.values.size(),
                one.values.begin());
    std::copy_n(direction.values.begin() + image * one_direction.shape.features(),
                one_direction.values.size(), one_direction.values.begin());
    convolution_backward(one, convolution, weight, one_direction, apart, bias_apart, &one_gradient,
                         scratch);
    const std::vector<float> part(
        input_gradient.values.begin() + image * one.shape.features(),
        input_gradient.values.begin() + (image + 1) * one.shape.features());
    EXPECT_EQ(part, one_gradient.values);
  }
  for (std::size_t i = 0; i < apart.size(); ++i) ASSERT_NEAR(together[i], apart[i], 2e-3);
  for (std::size_t i = 0; i < bias_apart.size(); ++i)
    ASSERT_NEAR(bias_together[i], bias_apart[i], 1e-3);
}

}  // namespace
}  // namespace second_opinion
