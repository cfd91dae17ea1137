// Covers core/layers/softmax.cpp.
#include "core/layers/softmax.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "tests/support/numbers.hpp"

namespace second_opinion {
namespace {

using namespace testing;

TEST(Softmax, GivesProbabilities) {
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

TEST(Softmax, SurvivesLargeNumbers) {
  std::vector<float> values{1e4f, -1e4f, 1e4f, 88, 89, 90, -3e38f, -3e38f, 3e38f};
  softmax_rows(values.data(), 3, 3);
  EXPECT_NEAR(values[0], 0.5f, 1e-6f);
  EXPECT_NEAR(values[1], 0.0f, 1e-30f);
  EXPECT_NEAR(values[3] + values[4] + values[5], 1.0f, 1e-6f);
  EXPECT_NEAR(values[8], 1.0f, 1e-6f);
}

}  // namespace
}  // namespace second_opinion
