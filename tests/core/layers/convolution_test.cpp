// Covers core/layers/convolution.cpp.
#include "core/layers/convolution.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

struct Case {
  Shape input;
  ConvolutionShape convolution;
};

std::vector<Case> cases() {
  return {
      {{2, 28, 28, 1}, {24, 3, 1, 1}},   {{1, 28, 28, 1}, {5, 5, 1, 0}},
      {{3, 14, 14, 24}, {33, 3, 1, 1}},  {{2, 14, 13, 8}, {16, 3, 2, 1}},
      {{2, 9, 7, 3}, {4, 3, 2, 0}},      {{2, 9, 7, 3}, {4, 3, 3, 2}},
      {{5, 7, 7, 64}, {10, 1, 1, 0}},    {{2, 5, 5, 2}, {3, 5, 1, 4}},
      {{1, 3, 3, 130}, {9, 3, 1, 1}},    {{2, 28, 28, 1}, {12, 7, 7, 0}},
      {{2, 1, 1, 4}, {3, 3, 2, 2}},      {{2, 6, 6, 2}, {2, 2, 5, 0}},
      {{40, 14, 14, 16}, {16, 3, 1, 1}},  // more images than one product takes
  };
}

std::string name_of(const Case& c) {
  return std::to_string(c.input.height) + "x" + std::to_string(c.input.width) + "x" +
         std::to_string(c.input.channels) + " kernel " + std::to_string(c.convolution.kernel) +
         " stride " + std::to_string(c.convolution.stride) + " padding " +
         std::to_string(c.convolution.padding);
}

// Zero outside the picture.
double pixel(const Tensor& t, int image, int y, int x, int channel) {
  if (y < 0 || y >= t.shape.height || x < 0 || x >= t.shape.width) return 0;
  return t.values[((static_cast<std::size_t>(image) * t.shape.height + y) * t.shape.width + x) *
                      t.shape.channels +
                  channel];
}

std::vector<double> reference(const Tensor& in, const ConvolutionShape& c, const Shape& out,
                              const std::vector<float>& weight, const std::vector<float>& bias) {
  std::vector<double> result;
  for (int image = 0; image < out.batch; ++image) {
    for (int y = 0; y < out.height; ++y) {
      for (int x = 0; x < out.width; ++x) {
        for (int o = 0; o < c.channels; ++o) {
          double sum = bias.empty() ? 0.0 : bias[o];
          for (int tap = 0; tap < c.kernel * c.kernel; ++tap) {
            const int from_y = y * c.stride + tap / c.kernel - c.padding,
                      from_x = x * c.stride + tap % c.kernel - c.padding;
            for (int i = 0; i < in.shape.channels; ++i) {
              sum +=
                  pixel(in, image, from_y, from_x, i) *
                  weight[(static_cast<std::size_t>(tap) * in.shape.channels + i) * c.channels + o];
            }
          }
          result.push_back(sum);
        }
      }
    }
  }
  return result;
}

TEST(Convolution, ComputesItsOutputShape) {
  EXPECT_EQ(convolution_output_shape({2, 28, 28, 1}, {24, 3, 1, 1}), (Shape{2, 28, 28, 24}));
  EXPECT_EQ(convolution_output_shape({2, 28, 27, 1}, {24, 3, 2, 1}), (Shape{2, 14, 14, 24}));
  EXPECT_EQ(convolution_output_shape({2, 28, 28, 1}, {24, 5, 1, 0}), (Shape{2, 24, 24, 24}));
  EXPECT_LE(convolution_output_shape({2, 2, 2, 1}, {24, 3, 1, 0}).height, 0);
}

TEST(Convolution, SumsOverTheWindow) {
  std::mt19937 random(1);
  for (const Case& c : cases()) {
    SCOPED_TRACE(name_of(c));
    const Tensor input = random_tensor(c.input, random);
    const int taps = c.convolution.kernel * c.convolution.kernel;
    const auto weight = random_values(
        static_cast<std::size_t>(taps) * c.input.channels * c.convolution.channels, random);
    for (const bool has_bias : {true, false}) {
      const auto bias =
          has_bias ? random_values(c.convolution.channels, random) : std::vector<float>();
      Tensor output = used_tensor();
      convolution_forward(input, c.convolution, weight, bias, output);
      ASSERT_EQ(output.shape, convolution_output_shape(c.input, c.convolution));
      expect_near(output.values, reference(input, c.convolution, output.shape, weight, bias), 3e-5);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(Convolution, GathersEveryTapOfSomeImages) {
  std::mt19937 random(2);
  for (const Case& c : cases()) {
    if (c.input.batch < 2) continue;
    SCOPED_TRACE(name_of(c));
    const Tensor input = random_tensor(c.input, random);
    const Shape out = convolution_output_shape(c.input, c.convolution);
    const std::vector<float> zeros(c.input.channels);
    std::vector<const float*> rows;
    gather_rows(input, c.convolution, 1, 1, zeros.data(), rows);
    const int m = out.positions();
    ASSERT_EQ(rows.size(),
              static_cast<std::size_t>(c.convolution.kernel) * c.convolution.kernel * m);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const int tap = static_cast<int>(i) / m, y = static_cast<int>(i) % m / out.width,
                x = static_cast<int>(i) % m % out.width;
      const int from_y =
          y * c.convolution.stride + tap / c.convolution.kernel - c.convolution.padding;
      const int from_x =
          x * c.convolution.stride + tap % c.convolution.kernel - c.convolution.padding;
      const bool inside =
          from_y >= 0 && from_y < c.input.height && from_x >= 0 && from_x < c.input.width;
      const float* expected =
          inside ? input.row(static_cast<std::size_t>(c.input.height + from_y) * c.input.width +
                             from_x)
                 : zeros.data();
      ASSERT_EQ(rows[i], expected) << "tap " << tap << " at " << y << "," << x;
    }
  }
}

}  // namespace
}  // namespace second_opinion
