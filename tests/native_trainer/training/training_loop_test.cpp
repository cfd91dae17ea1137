// Covers native_trainer/training/training_loop.cpp and training_step.cpp: that a
// training learns, and that nothing but recipe, data and seed decides its bits.
#include "native_trainer/training/training_loop.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

ParameterValues train(const Recipe& recipe, const Dataset& data, int threads,
                      History* history = nullptr) {
  ThreadPool pool(threads);
  const Split split = split_indices(data.size(), recipe.validation_fraction);
  TrainingLoop loop(recipe, data, split, pool);
  while (!loop.finished()) EXPECT_TRUE(loop.run_step());
  if (history != nullptr) *history = loop.state().history;
  return copy_values(loop.result());
}

TEST(TrainingLoop, LearnsAnEasyTask) {
  History history;
  train(testing::small_recipe(), testing::bars_dataset(400), 2, &history);
  ASSERT_EQ(history.epochs.size(), 3u);
  EXPECT_EQ(history.training_images, 320);
  EXPECT_EQ(history.validation_images, 80);
  EXPECT_LT(history.epochs[2].train_loss, history.epochs[0].train_loss);
  EXPECT_GT(history.epochs[2].validation_accuracy, 0.9);
}

TEST(TrainingLoop, AnyNumberOfThreadsGivesTheSameBits) {
  const Dataset data = testing::bars_dataset(130);
  const ParameterValues one = train(testing::small_recipe(), data, 1);
  EXPECT_EQ(one, train(testing::small_recipe(), data, 2));
  EXPECT_EQ(one, train(testing::small_recipe(), data, 3));
}

TEST(TrainingLoop, AnotherSeedGivesAnotherNetwork) {
  const Dataset data = testing::bars_dataset(60);
  Recipe recipe = testing::small_recipe();
  const ParameterValues first = train(recipe, data, 2);
  ++recipe.seed;
  EXPECT_NE(first, train(recipe, data, 2));
}

TEST(TrainingLoop, ShipsTheBestOnValidation) {
  const Dataset data = testing::bars_dataset(200);
  Recipe recipe = testing::small_recipe();
  History history;
  train(recipe, data, 2, &history);
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
  Recipe recipe = testing::small_recipe();
  recipe.optimizer.learning_rate =
      1e-9;  // nothing moves, so that at most chance makes an epoch better
  recipe.ema_half_life_epochs = 0;
  recipe.epochs = 40;
  recipe.early_stopping_patience = 2;
  History history;
  train(recipe, testing::bars_dataset(60), 2, &history);
  EXPECT_LT(history.epochs.size(), 40u);
  EXPECT_EQ(static_cast<int>(history.epochs.size()), history.best_epoch + 2);
}

TEST(TrainingLoop, ReportsALossThatIsNotFinite) {
  Recipe recipe = testing::small_recipe();
  recipe.optimizer = {.kind = OptimizerKind::kSgd, .learning_rate = 1e30};
  recipe.gradient_clip = 0;
  const Dataset data = testing::bars_dataset(60);
  ThreadPool pool(1);
  const Split split = split_indices(data.size(), 0.2);
  TrainingLoop loop(recipe, data, split, pool);
  bool finite = true;
  for (int step = 0; step < 6 && finite; ++step) finite = loop.run_step();
  EXPECT_FALSE(finite);
}

TEST(TrainingLoop, ASubsetUsesTheFirstTrainingImages) {
  Recipe recipe = testing::small_recipe();
  recipe.training_images = 20;
  History history;
  train(recipe, testing::bars_dataset(100), 1, &history);
  EXPECT_EQ(history.training_images, 20);
  EXPECT_EQ(history.validation_images, 20);
}

TEST(TrainingLoop, TheGradientOfABatchIsTheMeanOverItsImages) {
  // Without batch norm and noise, the cut into sub-batches may change rounding only.
  nlohmann::json document = nlohmann::json::parse(testing::kSmallRecipe);
  document["layers"] = {{{"kind", "linear"}, {"units", 10}, {"flatten", true}}};
  document["augmentation"] = nlohmann::json::object();
  const Dataset data = testing::bars_dataset(20);
  std::vector<int> batch(20);
  for (int i = 0; i < 20; ++i) batch[static_cast<std::size_t>(i)] = i;
  ParameterValues gradients[2];
  for (const int variant : {0, 1}) {
    document["sub_batch"] = variant == 0 ? 20 : 3;
    const Recipe recipe = parse_recipe(document.dump()).value();
    Network network = Network::zeros(recipe.network);
    initialize(network, {}, 1);
    ThreadPool pool(2);
    TrainingStep step(recipe, data, pool);
    EXPECT_GT(step.run(network, batch, 0, 0).objective, 0);
    gradients[variant] = step.gradients().values;
  }
  for (std::size_t i = 0; i < gradients[0][0].size(); ++i)
    ASSERT_NEAR(gradients[0][0][i], gradients[1][0][i], 1e-6);
}

}  // namespace
}  // namespace second_opinion
