// Covers core/layers/winograd_convolution.cpp and winograd_transforms.cpp: what the
// plain path (convolution_forward, relu_forward, max_pool_forward) computes.
#include "core/layers/winograd_convolution.hpp"

#include <utility>

#include "core/layers/activations.hpp"
#include "core/layers/pooling.hpp"
#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

constexpr ConvolutionShape same(int channels) {
  return {.channels = channels, .kernel = 3, .stride = 1, .padding = 1};
}

struct Case {
  Shape input;
  int channels;
};
// Whole tiles, cut ones on either side, half vectors, more tiles than a block holds, pictures
// smaller than a tile, and the shapes of the shipped and the reference networks.
const Case kCases[] = {{{2, 8, 8, 16}, 16},   {{3, 7, 7, 24}, 40},   {{2, 5, 9, 32}, 16},
                       {{1, 2, 3, 16}, 24},   {{1, 1, 1, 16}, 16},   {{40, 4, 8, 64}, 32},
                       {{1, 28, 28, 32}, 32}, {{3, 28, 28, 16}, 16}, {{1, 14, 14, 32}, 64},
                       {{5, 14, 14, 64}, 64}, {{2, 14, 14, 48}, 48}, {{3, 7, 7, 96}, 96}};

class WinogradConvolution : public ::testing::TestWithParam<WinogradEnding> {};

TEST_P(WinogradConvolution, ComputesWhatThePlainPathDoes) {
  std::mt19937 random(1);
  for (const Case& c : kCases) {
    SCOPED_TRACE(::testing::Message() << c.input.height << "x" << c.input.width << "x"
                                      << c.input.channels << " to " << c.channels);
    ASSERT_TRUE(winograd_suits(c.input, same(c.channels)));
    const Tensor input = random_tensor(c.input, random);
    const auto weight =
        random_values(static_cast<std::size_t>(9 * c.input.channels * c.channels), random, 0.2f);
    const auto bias = random_values(static_cast<std::size_t>(c.channels), random);
    for (const bool with_bias : {true, false}) {
      const std::span<const float> given =
          with_bias ? std::span<const float>(bias) : std::span<const float>();
      Tensor expected, output = used_tensor();
      convolution_forward(input, same(c.channels), weight, given, expected);
      if (GetParam().relu) relu_forward(std::exchange(expected, {}), expected);
      if (GetParam().pool && (c.input.height < 2 || c.input.width < 2)) continue;
      if (GetParam().pool) max_pool_forward(std::exchange(expected, {}), 2, 2, expected);
      WinogradWeights transformed;
      transform_weights(weight, c.input.channels, c.channels, transformed);
      winograd_forward(input, transformed, given, GetParam(), output);
      ASSERT_EQ(output.shape, expected.shape);
      expect_near(output.values, as_doubles(expected.values), 2e-4);  // outputs of size 1 to 10
      if (HasFatalFailure()) return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Endings, WinogradConvolution,
                         ::testing::Values(WinogradEnding{false, false},
                                           WinogradEnding{true, false}, WinogradEnding{false, true},
                                           WinogradEnding{true, true}),
                         [](const auto& given) {
                           return std::string(given.param.relu ? "Relu" : "") +
                                  (given.param.pool ? "Pool" : "") +
                                  (given.param.relu || given.param.pool ? "" : "Plain");
                         });

TEST(WinogradSuits, OnlyWhatItCanDo) {
  const Shape input{1, 14, 14, 16};
  EXPECT_TRUE(winograd_suits(input, same(16)));
  EXPECT_FALSE(winograd_suits({1, 28, 28, 1}, same(16)));
  EXPECT_FALSE(winograd_suits({1, 14, 14, 20}, same(16)));
  EXPECT_FALSE(winograd_suits(input, same(20)));
  EXPECT_FALSE(winograd_suits(input, {.channels = 16, .kernel = 3, .stride = 2, .padding = 1}));
  EXPECT_FALSE(winograd_suits(input, {.channels = 16, .kernel = 3, .stride = 1, .padding = 0}));
  EXPECT_FALSE(winograd_suits(input, {.channels = 16, .kernel = 5, .stride = 1, .padding = 1}));
}

}  // namespace
}  // namespace second_opinion
