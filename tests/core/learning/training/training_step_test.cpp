// Covers core/learning/training/training_step.cpp: the gradient that it sums up.
// What a step costs is held by tests/native_trainer/training/training_costs_test.
#include "core/learning/training/training_step.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/support/bars_dataset.hpp"
#include "tests/support/small_training.hpp"

namespace second_opinion {
namespace {

std::vector<int> first_images(int count) {
  std::vector<int> images(static_cast<std::size_t>(count));
  std::iota(images.begin(), images.end(), 0);
  return images;
}

ParameterValues gradients_of(const TrainingSettings& settings, const Dataset& data,
                             const PartRunner& runner = {}) {
  Network network = Network::zeros(settings.network);
  initialize(network, {}, 1);
  TrainingStep step(settings, data, runner);
  EXPECT_GT(step.run(network, first_images(data.size()), 0, 0).objective, 0);
  return step.gradients().values;
}

// Without batch norm and noise, the cut into sub-batches may change rounding only.
TEST(TrainingStep, TheGradientOfABatchIsTheMeanOverItsImages) {
  TrainingSettings settings = testing::small_settings();
  settings.network = testing::linear_spec();
  settings.augmentation = {};
  const Dataset data = testing::bars_dataset(40);
  settings.sub_batch = 40;
  const ParameterValues whole = gradients_of(settings, data);
  for (const int sub_batch : {1, 3, 20}) {
    settings.sub_batch = sub_batch;
    const ParameterValues cut = gradients_of(settings, data);
    for (std::size_t i = 0; i < whole[0].size(); ++i) ASSERT_NEAR(whole[0][i], cut[0][i], 1e-6);
  }
}

// In the last epochs another share of the pictures is disturbed, here none.
TEST(TrainingStep, TakesTheShareOfTheEpoch) {
  TrainingSettings settings = testing::small_settings();
  const Dataset data = testing::bars_dataset(40);
  const ParameterValues clean = gradients_of(settings, data);
  settings.disturbance = {.probability = 1};
  const ParameterValues disturbed = gradients_of(settings, data);
  settings.disturbance.last_epochs = settings.epochs;
  EXPECT_EQ(gradients_of(settings, data), clean);
  EXPECT_NE(disturbed, clean);
}

// Many more sub-batches than gradient buffers, however many workers share them.
TEST(TrainingStep, SumsSubBatchesInTheirOrder) {
  TrainingSettings settings = testing::small_settings();
  settings.sub_batch = 2;
  const Dataset data = testing::bars_dataset(120);
  const ParameterValues in_order = gradients_of(settings, data);
  for (const int workers : {1, 2, 3, 16})
    EXPECT_EQ(in_order, gradients_of(settings, data, testing::shuffling_runner(workers)))
        << workers;
}

}  // namespace
}  // namespace second_opinion
