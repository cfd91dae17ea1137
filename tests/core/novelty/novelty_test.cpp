// Covers core/novelty/novelty.cpp.
#include "core/novelty/novelty.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

using namespace testing;

TEST(Novelty, IsTheLogisticFunctionOfItsSum) {
  const NoveltyModel model{0.3f, -0.2f, {0.5f, -1.0f}, {0.1f, 0.25f}};
  const std::array<float, 2> features{2.0f, 3.0f};
  std::array<float, 10> logits{};
  logits[4] = 5;
  const double energy = std::log(9 + std::exp(5.0));
  const double sum = 0.3 - 0.2 * energy + 0.5 * 2 - 1.0 * 3 + 0.1 * 4 + 0.25 * 9;
  EXPECT_NEAR(novelty(model, features, logits), 1 / (1 + std::exp(-sum)), 1e-6);
}

TEST(Novelty, StandsFirmForHugeNumbers) {
  const float huge = std::numeric_limits<float>::max();
  const std::array<float, 1> features{huge};
  std::array<float, 10> logits{};
  logits.fill(-huge);
  EXPECT_EQ(novelty({0, 0, {1}, {0}}, features, logits), 1.0f);
  EXPECT_EQ(novelty({0, 0, {-1}, {0}}, features, logits), 0.0f);
  EXPECT_EQ(novelty({0, huge, {huge}, {huge}}, features, logits), 1.0f);
  const std::array<float, 1> infinite{std::numeric_limits<float>::infinity()};
  EXPECT_EQ(novelty({0, 0, {1}, {-1}}, infinite, logits), 1.0f)
      << "what cannot be summed is no digit";
}

TEST(Novelty, CountsTheInputsOfALastLinearLayer) {
  EXPECT_EQ(novelty_features(Network::zeros(linear_spec())), 784);
  EXPECT_EQ(novelty_features(Network::zeros(mlp_spec())), 12);
  EXPECT_EQ(novelty_features(Network::zeros(transformer_spec())), 8);
  NetworkSpec spec = mlp_spec();
  spec.layers.push_back(Sigmoid{});
  EXPECT_EQ(novelty_features(Network::zeros(spec)), 0);
}

}  // namespace
}  // namespace second_opinion
