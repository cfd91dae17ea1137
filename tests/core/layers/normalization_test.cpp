// Covers core/layers/normalization.cpp.
#include "core/layers/normalization.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

TEST(Normalization, AppliesBatchNormPerChannel) {
  std::mt19937 random(1);
  for (const Shape shape : {Shape{2, 5, 7, 24}, Shape{3, 1, 1, 1}, Shape{1, 3, 3, 65}}) {
    const Tensor input = random_tensor(shape, random, 4);
    const auto scale = random_values(shape.channels, random),
               shift = random_values(shape.channels, random),
               mean = random_values(shape.channels, random);
    auto variance = random_values(shape.channels, random);
    for (float& v : variance) v = std::abs(v) + 0.01f;
    std::vector<double> expected;
    for (std::size_t i = 0; i < input.values.size(); ++i) {
      const std::size_t c = i % shape.channels;
      expected.push_back((static_cast<double>(input.values[i]) - mean[c]) /
                             std::sqrt(variance[c] + 1e-5) * scale[c] +
                         shift[c]);
    }
    Tensor output = used_tensor();
    batch_norm_forward(input, scale, shift, mean, variance, output);
    ASSERT_EQ(output.shape, shape);
    expect_near(output.values, expected, 1e-5);
  }
}

TEST(Normalization, SurvivesAChannelWithoutVariance) {
  Tensor input(Shape{1, 1, 1, 1}), output;
  input.values = {0.5f};
  const std::vector<float> one{1.0f}, zero{0.0f}, half{0.5f};
  batch_norm_forward(input, one, zero, half, zero, output);
  EXPECT_EQ(output.values[0], 0.0f);
}

TEST(Normalization, AppliesLayerNormPerPosition) {
  std::mt19937 random(2);
  for (const Shape shape : {Shape{2, 7, 7, 64}, Shape{3, 2, 1, 5}, Shape{1, 1, 1, 33}}) {
    Tensor input = random_tensor(shape, random, 3);
    for (float& value : input.values) value += 10.0f;  // a mean far from zero
    const auto scale = random_values(shape.channels, random),
               shift = random_values(shape.channels, random);
    std::vector<double> expected;
    for (std::size_t row = 0; row < shape.rows(); ++row) {
      double mean = 0, variance = 0;
      for (int c = 0; c < shape.channels; ++c)
        mean += input.row(row)[c] / static_cast<double>(shape.channels);
      for (int c = 0; c < shape.channels; ++c)
        variance += std::pow(input.row(row)[c] - mean, 2) / shape.channels;
      for (int c = 0; c < shape.channels; ++c)
        expected.push_back((input.row(row)[c] - mean) / std::sqrt(variance + 1e-5) * scale[c] +
                           shift[c]);
    }
    Tensor output = used_tensor();
    layer_norm_forward(input, scale, shift, output);
    ASSERT_EQ(output.shape, shape);
    expect_near(output.values, expected, 1e-5);
  }
}

TEST(Normalization, GivesTheShiftWhereAllChannelsAreEqual) {
  Tensor input(Shape{1, 1, 1, 4}), output;
  input.values = {3, 3, 3, 3};
  const std::vector<float> scale{1, 2, 3, 4}, shift{5, 6, 7, 8};
  layer_norm_forward(input, scale, shift, output);
  EXPECT_EQ(output.values, shift);
}

}  // namespace
}  // namespace second_opinion
