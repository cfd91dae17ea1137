// Covers core/learning/training/batch_statistics.cpp: pooled moments against plain ones.
#include "core/learning/training/batch_statistics.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "core/image/network_input.hpp"
#include "core/learning/initialization.hpp"
#include "tests/support/bars_dataset.hpp"
#include "tests/support/small_training.hpp"

namespace second_opinion {
namespace {

TEST(BatchStatistics, AreThoseOfAllPicturesTogether) {
  // A 1×1 convolution with weight 2 in front: the statistics are those of the input, doubled.
  Network network = Network::zeros(
      {Family::kCnn, {testing::convolution(1, 1, 0, 1, false), BatchNorm{}, testing::linear(10)}});
  initialize(network, {}, 1);
  network.parameters[0].values = {2};
  const Dataset data = testing::bars_dataset(300);  // more than two portions
  std::vector<int> all(300);
  std::iota(all.begin(), all.end(), 0);
  TrainingSettings settings;
  settings.input_mean = 0.5f;
  settings.input_deviation = 0.25f;
  measure_batch_statistics(network, data, all, settings, testing::shuffling_runner(3));
  std::vector<float> inputs(data.pixels.begin(), data.pixels.end());
  prepare_network_input(inputs, InkScale::kByte, 0.5f, 0.25f);
  double sum = 0, squares = 0;
  for (const float input : inputs) {
    const double value = 2 * static_cast<double>(input);
    sum += value;
    squares += value * value;
  }
  const double count = static_cast<double>(data.pixels.size()), mean = sum / count;
  for (const Parameter& parameter : network.parameters) {
    if (parameter.role == ParameterRole::kRunningMean) {
      EXPECT_NEAR(parameter.values[0], mean, 1e-4);
    }
    if (parameter.role == ParameterRole::kRunningVariance) {
      EXPECT_NEAR(parameter.values[0], squares / count - mean * mean, 1e-3);
    }
  }
}

TEST(BatchStatistics, AreThoseOfTheLastEpochsPictures) {
  const auto statistics = [](const DisturbanceSettings& disturbance) {
    Network network = Network::zeros(
        {Family::kCnn,
         {testing::convolution(1, 1, 0, 1, false), BatchNorm{}, testing::linear(10)}});
    initialize(network, {}, 1);
    std::vector<int> all(100);
    std::iota(all.begin(), all.end(), 0);
    TrainingSettings settings;
    settings.disturbance = disturbance;
    measure_batch_statistics(network, testing::bars_dataset(100), all, settings);
    ParameterValues values;
    for (const Parameter& parameter : network.parameters) values.push_back(parameter.values);
    return values;
  };
  EXPECT_EQ(statistics({.probability = 1, .last_epochs = 1}), statistics({}));
  EXPECT_NE(statistics({.probability = 1}), statistics({}));
}

TEST(BatchStatistics, NetworksWithoutBatchNormStayAsTheyAre) {
  Network network = Network::zeros({Family::kLinear, {testing::linear(10)}});
  EXPECT_FALSE(has_batch_norm(network));
  const std::vector<int> indices{0};
  measure_batch_statistics(network, testing::bars_dataset(1), indices, {});
  EXPECT_EQ(network.parameters[0].values[0], 0);
}

}  // namespace
}  // namespace second_opinion
