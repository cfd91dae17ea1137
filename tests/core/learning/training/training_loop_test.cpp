// Covers core/learning/training/training_loop.cpp: that a training learns, and
// that nothing but settings, data and seed decides its bits.
#include "core/learning/training/training_loop.hpp"

#include <gtest/gtest.h>

#include "tests/support/bars_dataset.hpp"
#include "tests/support/small_training.hpp"

namespace second_opinion {
namespace {

ParameterValues train(const TrainingSettings& settings, const Dataset& data,
                      const PartRunner& runner, History* history = nullptr) {
  const Split split = split_indices(data.size(), 0.2);
  TrainingLoop loop(settings, data, split, runner);
  while (!loop.finished()) EXPECT_TRUE(loop.run_step());
  if (history != nullptr) *history = loop.state().history;
  return copy_values(loop.result());
}

TEST(TrainingLoop, LearnsAnEasyTask) {
  History history;
  train(testing::small_settings(), testing::bars_dataset(400), {}, &history);
  ASSERT_EQ(history.epochs.size(), 3u);
  EXPECT_EQ(history.training_images, 320);
  EXPECT_EQ(history.validation_images, 80);
  EXPECT_LT(history.epochs[2].train_loss, history.epochs[0].train_loss);
  EXPECT_GT(history.epochs[2].validation_accuracy, 0.9);
}

TEST(TrainingLoop, AnyNumberOfWorkersAndAnyOrderGiveTheSameBits) {
  const Dataset data = testing::bars_dataset(130);
  const ParameterValues in_order = train(testing::small_settings(), data, {});
  for (const int workers : {1, 2, 5})
    EXPECT_EQ(in_order, train(testing::small_settings(), data, testing::shuffling_runner(workers)));
}

TEST(TrainingLoop, AnotherSeedGivesAnotherNetwork) {
  const Dataset data = testing::bars_dataset(60);
  TrainingSettings settings = testing::small_settings();
  const ParameterValues first = train(settings, data, {});
  ++settings.seed;
  EXPECT_NE(first, train(settings, data, {}));
}

TEST(TrainingLoop, ShipsTheBestOnValidation) {
  const Dataset data = testing::bars_dataset(200);
  TrainingSettings settings = testing::small_settings();
  History history;
  train(settings, data, {}, &history);
  double least = 1e9;
  int best = 0;
  for (const EpochRecord& record : history.epochs) {
    if (record.validation_loss >= least) continue;
    least = record.validation_loss;
    best = record.epoch;
  }
  EXPECT_EQ(history.best_epoch, best);
}

TEST(TrainingLoop, StopsEarlyWhenValidationDoesNotGetBetter) {
  TrainingSettings settings = testing::small_settings();
  settings.optimizer.learning_rate =
      1e-9;  // nothing moves, so that at most chance makes an epoch better
  settings.ema_half_life_epochs = 0;
  settings.epochs = 40;
  settings.early_stopping_patience = 2;
  History history;
  train(settings, testing::bars_dataset(60), {}, &history);
  EXPECT_LT(history.epochs.size(), 40u);
  EXPECT_EQ(static_cast<int>(history.epochs.size()), history.best_epoch + 2);
}

TEST(TrainingLoop, ReportsALossThatIsNotFinite) {
  TrainingSettings settings = testing::small_settings();
  settings.optimizer = {.kind = OptimizerKind::kSgd, .learning_rate = 1e30};
  settings.gradient_clip = 0;
  const Dataset data = testing::bars_dataset(60);
  const Split split = split_indices(data.size(), 0.2);
  TrainingLoop loop(settings, data, split);
  bool finite = true;
  for (int step = 0; step < 6 && finite; ++step) finite = loop.run_step();
  EXPECT_FALSE(finite);
}

// The gradient of cross-entropy is bounded: a linear network never leaves the finite numbers,
// however far its steps go.
TEST(TrainingLoop, ReportsALossThatIsFiniteButMeaningless) {
  TrainingSettings settings = testing::small_settings();
  settings.network = testing::linear_spec();
  settings.optimizer = {.kind = OptimizerKind::kSgd, .learning_rate = 1e18};
  settings.gradient_clip = 0;
  const Dataset data = testing::bars_dataset(60);
  for (const double held_out : {0.2, 0.0}) {
    const Split split = split_indices(data.size(), held_out);
    TrainingLoop loop(settings, data, split);
    int steps = 0;
    while (!loop.finished() && loop.run_step()) ++steps;
    EXPECT_FALSE(loop.finished()) << held_out;
    EXPECT_EQ(steps, loop.steps_per_epoch() - 1) << "the first epoch's end shows it";
    EXPECT_TRUE(loop.state().history.epochs.empty());
    EXPECT_NE(loop.divergence().find(held_out > 0 ? "the validation loss" : "the mean training"),
              std::string::npos)
        << loop.divergence();
  }
}

TEST(TrainingLoop, ASubsetUsesTheFirstTrainingImages) {
  TrainingSettings settings = testing::small_settings();
  settings.training_images = 20;
  History history;
  train(settings, testing::bars_dataset(100), {}, &history);
  EXPECT_EQ(history.training_images, 20);
  EXPECT_EQ(history.validation_images, 20);
}

}  // namespace
}  // namespace second_opinion
