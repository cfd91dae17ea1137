// Covers core/learning/optimizer.cpp: two steps of every rule on one weight,
// against the papers' formulas written out in double precision.
#include "core/learning/optimizer.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace second_opinion {
namespace {

// One parameter per role, each a single number.
Network network_of(std::initializer_list<ParameterRole> roles, float value) {
  Network network;
  for (const ParameterRole role : roles)
    network.parameters.push_back({"p", role, 0, 1, 1, {value}});
  return network;
}

// The weight after two steps with gradients 0.5 and -0.2 from 1.
double after_two_steps(const OptimizerSettings& settings) {
  Network network = network_of({ParameterRole::kWeight}, 1);
  Optimizer optimizer(settings, network);
  optimizer.step(network, {{0.5f}}, settings.learning_rate);
  optimizer.step(network, {{-0.2f}}, settings.learning_rate);
  return network.parameters[0].values[0];
}

TEST(Optimizer, SgdStepsDownTheGradient) {
  EXPECT_NEAR(after_two_steps({.learning_rate = 0.1}), 1 - 0.05 + 0.02, 1e-6);
}

TEST(Optimizer, SgdMomentumAndNesterov) {
  const double v2 = 0.9 * 0.5 - 0.2;
  EXPECT_NEAR(after_two_steps({.learning_rate = 0.1, .momentum = 0.9}), 1 - 0.1 * 0.5 - 0.1 * v2,
              1e-6);
  const double first = 0.5 + 0.9 * 0.5, second = -0.2 + 0.9 * v2;
  EXPECT_NEAR(after_two_steps({.learning_rate = 0.1, .momentum = 0.9, .nesterov = true}),
              1 - 0.1 * first - 0.1 * second, 1e-6);
}

TEST(Optimizer, Adam) {
  const double m1 = 0.1 * 0.5, v1 = 0.001 * 0.25, m2 = 0.9 * m1 - 0.1 * 0.2,
               v2 = 0.999 * v1 + 0.001 * 0.04;
  double w = 1 - 0.01 * (m1 / 0.1) / (std::sqrt(v1 / 0.001) + 1e-8);
  w -= 0.01 * (m2 / (1 - 0.81)) / (std::sqrt(v2 / (1 - 0.999 * 0.999)) + 1e-8);
  EXPECT_NEAR(after_two_steps({.kind = OptimizerKind::kAdam, .learning_rate = 0.01}), w, 1e-5);
}

TEST(Optimizer, Adamax) {
  const double m1 = 0.1 * 0.5, u1 = 0.5, m2 = 0.9 * m1 - 0.1 * 0.2, u2 = 0.999 * u1;
  const double w = 1 - 0.01 / 0.1 * m1 / u1 - 0.01 / 0.19 * m2 / u2;
  EXPECT_NEAR(after_two_steps({.kind = OptimizerKind::kAdamax, .learning_rate = 0.01}), w, 1e-6);
}

TEST(Optimizer, Rmsprop) {
  const double v1 = 0.1 * 0.25, v2 = 0.9 * v1 + 0.1 * 0.04;
  const double w = 1 - 0.01 * 0.5 / (std::sqrt(v1) + 1e-8) + 0.01 * 0.2 / (std::sqrt(v2) + 1e-8);
  EXPECT_NEAR(after_two_steps({.kind = OptimizerKind::kRmsprop, .learning_rate = 0.01, .rho = 0.9}),
              w, 1e-6);
}

TEST(Optimizer, Adagrad) {
  const double w = 1 - 0.1 * 0.5 / 0.5 + 0.1 * 0.2 / std::sqrt(0.25 + 0.04);
  EXPECT_NEAR(
      after_two_steps({.kind = OptimizerKind::kAdagrad, .learning_rate = 0.1, .epsilon = 1e-10}), w,
      1e-6);
}

TEST(Optimizer, Adadelta) {
  const double e = 1e-6, v1 = 0.1 * 0.25, d1 = std::sqrt(e) / std::sqrt(v1 + e) * 0.5,
               s1 = 0.1 * d1 * d1;
  const double v2 = 0.9 * v1 + 0.1 * 0.04, d2 = std::sqrt(s1 + e) / std::sqrt(v2 + e) * -0.2;
  EXPECT_NEAR(after_two_steps(
                  {.kind = OptimizerKind::kAdadelta, .learning_rate = 1, .rho = 0.9, .epsilon = e}),
              1 - d1 - d2, 1e-6);
}

TEST(Optimizer, DecoupledDecayShrinksBesideTheStep) {
  const double w1 = 1 * (1 - 0.1 * 0.5) - 0.1 * 0.5, w2 = w1 * (1 - 0.1 * 0.5) + 0.1 * 0.2;
  EXPECT_NEAR(after_two_steps({.learning_rate = 0.1, .weight_decay = 0.5, .decoupled = true}), w2,
              1e-6);
}

TEST(Optimizer, CoupledDecayIsPartOfTheGradient) {
  const double w1 = 1 - 0.1 * (0.5 + 0.5 * 1), w2 = w1 - 0.1 * (-0.2 + 0.5 * w1);
  EXPECT_NEAR(after_two_steps({.learning_rate = 0.1, .weight_decay = 0.5}), w2, 1e-6);
}

TEST(Optimizer, OnlyWeightsDecayUnlessAsked) {
  const auto roles = {ParameterRole::kWeight, ParameterRole::kBias, ParameterRole::kNormScale,
                      ParameterRole::kPosition};
  for (const bool all : {false, true}) {
    Network network = network_of(roles, 1);
    Optimizer optimizer({.weight_decay = 0.5, .decoupled = true, .decay_norms_and_biases = all},
                        network);
    optimizer.step(network, {{0}, {0}, {0}, {0}}, 0.1);
    EXPECT_LT(network.parameters[0].values[0], 1);
    for (std::size_t p = 1; p < 4; ++p) EXPECT_EQ(network.parameters[p].values[0] < 1, all) << p;
  }
}

TEST(Optimizer, LeavesRunningStatisticsAlone) {
  Network network = network_of({ParameterRole::kRunningMean, ParameterRole::kRunningVariance}, 2);
  Optimizer optimizer({.weight_decay = 0.5, .decay_norms_and_biases = true}, network);
  optimizer.step(network, {{1}, {1}}, 0.1);
  for (const Parameter& parameter : network.parameters) EXPECT_EQ(parameter.values[0], 2);
}

TEST(Optimizer, ClippingKeepsTheDirectionAndLimitsTheNorm) {
  ParameterValues gradients{{3, 0}, {4}};
  EXPECT_DOUBLE_EQ(clip_gradients(gradients, 0), 5);
  EXPECT_EQ(gradients[0][0], 3);
  EXPECT_DOUBLE_EQ(clip_gradients(gradients, 1), 5);
  EXPECT_FLOAT_EQ(gradients[0][0], 0.6f);
  EXPECT_FLOAT_EQ(gradients[1][0], 0.8f);
}

}  // namespace
}  // namespace second_opinion
