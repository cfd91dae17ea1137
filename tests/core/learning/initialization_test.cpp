// Covers core/learning/initialization.cpp.
#include "core/learning/initialization.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/learning/training/training_state.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

Network mlp() {
  return Network::zeros({Family::kMlp, {testing::linear(100), Relu{}, testing::linear(10)}});
}

double deviation(const std::vector<float>& values) {
  double squares = 0;
  for (const float value : values) squares += static_cast<double>(value) * value;
  return std::sqrt(squares / static_cast<double>(values.size()));
}

TEST(Initialization, HeAndXavierHaveTheirDeviations) {
  Network network = mlp();
  initialize(network, {.kind = InitializationKind::kHe}, 1);
  EXPECT_NEAR(deviation(network.parameters[0].values), std::sqrt(2.0 / 784), 3e-4);
  initialize(network, {.kind = InitializationKind::kXavier}, 1);
  EXPECT_NEAR(deviation(network.parameters[0].values), std::sqrt(2.0 / 884), 3e-4);
}

TEST(Initialization, TruncatedNormalStaysWithinTwoDeviations) {
  Network network = mlp();
  initialize(network, {.kind = InitializationKind::kTruncatedNormal, .deviation = 0.1}, 1);
  for (const float value : network.parameters[0].values) ASSERT_LE(std::abs(value), 0.2f);
  EXPECT_GT(deviation(network.parameters[0].values), 0.08);
}

TEST(Initialization, BiasesAreZeroAndNormsAreTheIdentity) {
  Network network = Network::zeros(
      {Family::kCnn, {testing::convolution(4, 3), BatchNorm{}, testing::linear(10)}});
  initialize(network, {}, 1);
  for (const Parameter& parameter : network.parameters) {
    if (parameter.role == ParameterRole::kWeight) continue;
    const bool one = parameter.role == ParameterRole::kNormScale ||
                     parameter.role == ParameterRole::kRunningVariance;
    for (const float value : parameter.values)
      EXPECT_EQ(value, one ? 1.0f : 0.0f) << parameter.name;
  }
}

TEST(Initialization, DependsOnTheSeedAlone) {
  Network a = mlp(), b = mlp(), c = mlp();
  initialize(a, {}, 1);
  initialize(b, {}, 1);
  initialize(c, {}, 2);
  EXPECT_EQ(copy_values(a), copy_values(b));
  EXPECT_NE(copy_values(a), copy_values(c));
}

TEST(Initialization, SinePositionsTellRowsAndColumnsApart) {
  Network network = Network::zeros(
      {Family::kTransformer, {testing::patches(7, 8), PositionEmbedding{}, testing::linear(10)}});
  initialize(network, {}, 1);
  for (const Parameter& parameter : network.parameters) {
    if (parameter.role != ParameterRole::kPosition) continue;
    ASSERT_EQ(parameter.rows, 16);
    const auto row = [&](int place) {
      return std::vector(&parameter.values[static_cast<std::size_t>(place) * 8],
                         &parameter.values[static_cast<std::size_t>(place) * 8] + 8);
    };
    for (int a = 0; a < 16; ++a)
      for (int b = 0; b < a; ++b) EXPECT_NE(row(a), row(b)) << a << " " << b;
  }
}

}  // namespace
}  // namespace second_opinion
