// Covers native_trainer/training/training_run.cpp: the files that a training
// leaves, its events, stopping and resuming.
#include "native_trainer/training/training_run.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/learning/training/validation.hpp"
#include "native_trainer/io/disk.hpp"
#include "tests/support/banks.hpp"
#include "tests/support/small_networks.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using testing::TemporaryFolder;

std::vector<unsigned char> bytes_of(const std::filesystem::path& path) {
  return read_file(path, 1 << 24).value();
}

class TrainingRun : public ::testing::Test {
 protected:
  // Whether the training finished; `error_` says why not.
  bool finishes(const TrainingJob& job) {
    const auto outcome = run_training(job, data_);
    error_ = outcome ? "" : outcome.error();
    return outcome && std::holds_alternative<TrainingFinished>(outcome.value());
  }
  TrainingJob job(const std::string& name) {
    TrainingJob job;
    job.recipe = testing::small_recipe();
    job.weights = folder_ / (name + ".weights");
    job.threads = 2;
    return job;
  }

  const TemporaryFolder folder_;
  const Dataset data_ = testing::bars_dataset(110);
  std::string error_;
};

TEST_F(TrainingRun, WritesWeightsAndHistory) {
  ASSERT_TRUE(finishes(job("a"))) << error_;
  const auto file = load_weights(folder_ / "a.weights");
  ASSERT_TRUE(file.ok()) << file.error();
  EXPECT_EQ(file.value().network.spec.family, Family::kCnn);
  EXPECT_FLOAT_EQ(file.value().input_mean, 0.2f);
  EXPECT_GT(file.value().temperature, 0);
  const auto provenance = nlohmann::json::parse(file.value().provenance);
  EXPECT_EQ(provenance["recipe"]["name"], "small");
  EXPECT_EQ(provenance["seed"], 3);
  const auto text = bytes_of(folder_ / "a.history.json");
  const auto history = nlohmann::json::parse(text.begin(), text.end());
  EXPECT_EQ(history["epoch"], (std::vector{1, 2, 3}));
  for (const char* name : {"train_loss", "train_accuracy", "validation_loss", "validation_accuracy",
                           "learning_rate", "seconds"})
    EXPECT_EQ(history[name].size(), 3u) << name;
  EXPECT_EQ(history["training_images"], 88);
}

TEST_F(TrainingRun, TheSameSeedGivesTheSameBytesForAnyNumberOfThreads) {
  TrainingJob other = job("three");
  other.threads = 3;
  ASSERT_TRUE(finishes(job("two")));
  ASSERT_TRUE(finishes(other));
  EXPECT_EQ(bytes_of(folder_ / "two.weights"), bytes_of(folder_ / "three.weights"));
}

TEST_F(TrainingRun, TellsItsBeginningStepsAndEpochs) {
  std::vector<TrainingEvent> events;
  const auto outcome = run_training(job("told"), data_,
                                    [&](const TrainingEvent& event) { events.push_back(event); });
  ASSERT_TRUE(outcome.ok()) << outcome.error();
  ASSERT_EQ(events.size(), 1u + 3 * 5);  // five steps an epoch, the last of which ends it
  const auto& began = std::get<TrainingBegan>(events.front());
  EXPECT_EQ(began.name, "small");
  EXPECT_EQ(began.training_images, 88);
  EXPECT_EQ(began.validation_images, 22);
  EXPECT_EQ(began.threads, 2);
  const auto& step = std::get<StepDone>(events[7]);
  EXPECT_EQ(step.epoch, 2);
  EXPECT_DOUBLE_EQ(step.share, 7.0 / 15);
  EXPECT_GT(step.images_per_second, 0);
  const auto& last = std::get<EpochDone>(events.back());
  EXPECT_EQ(last.record.epoch, 3);
  EXPECT_TRUE(last.validated);
  EXPECT_EQ(std::get<TrainingFinished>(outcome.value()).bytes,
            std::filesystem::file_size(folder_ / "told.weights"));
}

TEST_F(TrainingRun, AskedToStopItLeavesACheckpointThatResumesToTheSameBytes) {
  ASSERT_TRUE(finishes(job("whole"))) << error_;
  for (const int steps : {2, 5, 7}) {  // in the first epoch, at its end, in the second
    TrainingJob stopped = job("stopped");
    int asked = 0;
    const auto outcome = run_training(stopped, data_, nullptr, [&] { return ++asked == steps; });
    ASSERT_TRUE(outcome.ok()) << outcome.error();
    EXPECT_EQ(std::get<TrainingStopped>(outcome.value()).checkpoint,
              folder_ / "stopped.checkpoint");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "stopped.weights"));
    stopped.resume = true;
    ASSERT_TRUE(finishes(stopped)) << error_;
    EXPECT_EQ(bytes_of(folder_ / "whole.weights"), bytes_of(folder_ / "stopped.weights"));
    std::filesystem::remove(folder_ / "stopped.weights");
  }
}

TEST_F(TrainingRun, ResumingNeedsACheckpointOfTheSameTraining) {
  TrainingJob resumed = job("b");
  resumed.resume = true;
  EXPECT_FALSE(finishes(resumed));
  EXPECT_NE(error_.find("b.checkpoint"), std::string::npos);
  ASSERT_TRUE(finishes(job("b")));
  ++resumed.recipe.seed;
  EXPECT_FALSE(finishes(resumed));
  EXPECT_NE(error_.find("another recipe"), std::string::npos);
}

TEST_F(TrainingRun, AFullTrainingUsesEverythingAndShipsTheGivenTemperature) {
  TrainingJob full = job("full");
  full.full = true;
  full.temperature = 1.75;
  ASSERT_TRUE(finishes(full)) << error_;
  EXPECT_FLOAT_EQ(load_weights(folder_ / "full.weights").value().temperature, 1.75f);
  const auto text = bytes_of(folder_ / "full.history.json");
  const auto history = nlohmann::json::parse(text.begin(), text.end());
  EXPECT_EQ(history["training_images"], 110);
  EXPECT_TRUE(history["validation_loss"].empty());
  EXPECT_EQ(history["best_epoch"], 3);
}

TEST_F(TrainingRun, AFailedTrainingSaysWhatToDo) {
  TrainingJob wild = job("wild");
  wild.recipe.optimizer = {.kind = OptimizerKind::kSgd, .learning_rate = 1e30};
  wild.recipe.gradient_clip = 0;
  EXPECT_FALSE(finishes(wild));
  EXPECT_NE(error_.find("recipe.optimizer.learning_rate"), std::string::npos);
}

// Losses far above that of an answer that knows nothing, yet finite, after an epoch that went well.
TEST_F(TrainingRun, ADivergedTrainingKeepsItsLastGoodCheckpointAndWritesNoWeights) {
  TrainingJob wild = job("wild");
  wild.recipe.network = testing::linear_spec();
  wild.recipe.optimizer = {.kind = OptimizerKind::kSgd, .learning_rate = 0.01};
  wild.recipe.schedule = {.kind = ScheduleKind::kStep, .step_epochs = 1.5, .step_factor = 1e20};
  wild.recipe.gradient_clip = 0;
  EXPECT_FALSE(finishes(wild));
  EXPECT_NE(error_.find("diverged"), std::string::npos) << error_;
  EXPECT_NE(error_.find("the checkpoint is that of epoch 1"), std::string::npos) << error_;
  EXPECT_FALSE(std::filesystem::exists(folder_ / "wild.weights"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "wild.history.json"));
  int epochs = 0;
  wild.resume = true;  // from the good epoch, into the same wall
  const auto outcome = run_training(wild, data_, [&](const TrainingEvent& event) {
    epochs += std::holds_alternative<EpochDone>(event);
  });
  EXPECT_FALSE(outcome.ok());
  EXPECT_EQ(epochs, 0);
}

// The squared error of a softmax is bounded, whatever became of the weights.
TEST_F(TrainingRun, LogitsThatNoTemperatureCalibratesAreADivergenceToo) {
  TrainingJob wild = job("wild");
  wild.recipe.network = testing::linear_spec();
  wild.recipe.loss = {.kind = LossKind::kMse};
  wild.recipe.initialization = {.kind = InitializationKind::kNormal, .deviation = 1e4};
  wild.recipe.optimizer = {.kind = OptimizerKind::kSgd, .learning_rate = 1e-9};
  EXPECT_FALSE(finishes(wild));
  EXPECT_NE(error_.find("logits"), std::string::npos) << error_;
  EXPECT_FALSE(std::filesystem::exists(folder_ / "wild.weights"));
}

// The temperature meets its bound here too, and yet nothing in the network is out of bounds.
TEST_F(TrainingRun, LabelsThatCannotBeLearnedAreNoDivergence) {
  TrainingJob idle = job("idle");
  idle.recipe = read_recipe("native_trainer/recipes/linear.json").value();  // begins with zeros
  idle.recipe.epochs = 2;
  const Dataset unlearnable = testing::with_unlearnable_labels(
      data_, split_indices(data_.size(), idle.recipe.validation_fraction).validation);
  const auto outcome = run_training(idle, unlearnable);
  ASSERT_TRUE(outcome.ok()) << outcome.error();
  const auto& finished = std::get<TrainingFinished>(outcome.value());
  EXPECT_TRUE(finished.learned_nothing);
  EXPECT_NEAR(finished.temperature, kGreatestTemperature, 0.1);
  EXPECT_TRUE(load_weights(folder_ / "idle.weights").ok());

  const auto honest = run_training(idle, data_);
  ASSERT_TRUE(honest.ok()) << honest.error();
  EXPECT_FALSE(std::get<TrainingFinished>(honest.value()).learned_nothing);
}

TEST_F(TrainingRun, ABankTeachesAndIsNamedInTheWeights) {
  TrainingJob taught = job("taught");
  taught.recipe = testing::distilled_recipe();
  taught.bank = testing::small_bank(taught.recipe, data_);
  taught.recipe.seed = 77;  // the bank's pictures, whatever the seed
  ASSERT_TRUE(finishes(taught)) << error_;
  const auto provenance = nlohmann::json::parse(load_weights(taught.weights).value().provenance);
  EXPECT_EQ(provenance["bank"]["checksum"], taught.bank->checksum);
  EXPECT_EQ(provenance["bank"]["teachers"][1]["file"], "b.weights");
  EXPECT_EQ(provenance["recipe"]["distillation"]["weight"], 0.5);
  TrainingJob other = taught;
  other.weights = folder_ / "other.weights";
  for (std::uint16_t& half : other.bank->logits) half ^= 0x8000;  // the opposite answers
  ASSERT_TRUE(finishes(other)) << error_;
  EXPECT_NE(bytes_of(taught.weights), bytes_of(other.weights));
}

TEST_F(TrainingRun, ACheckpointBelongsToItsBank) {
  TrainingJob taught = job("taught");
  taught.recipe = testing::distilled_recipe();
  taught.bank = testing::small_bank(taught.recipe, data_);
  ASSERT_TRUE(finishes(taught)) << error_;
  taught.resume = true;
  EXPECT_TRUE(finishes(taught)) << error_;
  ++taught.bank->checksum;
  EXPECT_FALSE(finishes(taught));
  EXPECT_NE(error_.find("another recipe"), std::string::npos);
}

TEST_F(TrainingRun, BankAndRecipeGoTogether) {
  TrainingJob alone = job("alone");
  alone.recipe = testing::distilled_recipe();
  EXPECT_FALSE(finishes(alone));
  EXPECT_NE(error_.find("--bank"), std::string::npos);
  TrainingJob plain = job("plain");
  plain.bank = testing::small_bank(testing::distilled_recipe(), data_);
  EXPECT_FALSE(finishes(plain));
  EXPECT_NE(error_.find("\"distillation\""), std::string::npos);
  TrainingJob full = alone;
  full.bank = plain.bank;
  full.full = true;
  EXPECT_FALSE(finishes(full));
  EXPECT_NE(error_.find("another part"), std::string::npos);
  full.bank = testing::small_bank(full.recipe, data_, true);
  EXPECT_TRUE(finishes(full)) << error_;
}

}  // namespace
}  // namespace second_opinion
