// Covers native_trainer/training/training_run.cpp: the files a training leaves, signals, resuming.
#include "native_trainer/training/training_run.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "native_trainer/commands/commands.hpp"
#include "native_trainer/io/disk.hpp"
#include "tests/support/banks.hpp"
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
  // Runs without printing into the test's output.
  int run(const TrainingJob& job) {
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int code = run_training(job, data_);
    printed_ = ::testing::internal::GetCapturedStdout();
    complained_ = ::testing::internal::GetCapturedStderr();
    return code;
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
  std::string printed_;
  std::string complained_;
};

TEST_F(TrainingRun, WritesWeightsAndHistory) {
  ASSERT_EQ(run(job("a")), kExitDone) << complained_;
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
  EXPECT_EQ(std::count(printed_.begin(), printed_.end(), '\n'),
            6);                                       // two to begin, one an epoch, one to end
  EXPECT_EQ(printed_.find('\r'), std::string::npos);  // no bar in a pipe
}

TEST_F(TrainingRun, TheSameSeedGivesTheSameBytesForAnyNumberOfThreads) {
  TrainingJob other = job("three");
  other.threads = 3;
  ASSERT_EQ(run(job("two")), kExitDone);
  ASSERT_EQ(run(other), kExitDone);
  EXPECT_EQ(bytes_of(folder_ / "two.weights"), bytes_of(folder_ / "three.weights"));
}

TEST_F(TrainingRun, ASignalLeavesACheckpointThatResumesToTheSameBytes) {
  ASSERT_EQ(run(job("whole")), kExitDone);
  for (const int number : {SIGTERM, SIGINT}) {
    TrainingJob stopped = job("stopped");
    stopped.after_step = [number](const TrainingState& state) {
      if (state.epoch == 1 && state.step == 2) std::raise(number);
    };
    EXPECT_EQ(run(stopped), 128 + number);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "stopped.weights"));
    stopped.after_step = nullptr;
    stopped.resume = true;
    ASSERT_EQ(run(stopped), kExitDone) << complained_;
    EXPECT_EQ(bytes_of(folder_ / "whole.weights"), bytes_of(folder_ / "stopped.weights"));
    std::filesystem::remove(folder_ / "stopped.weights");
  }
}

TEST_F(TrainingRun, ResumingNeedsACheckpointOfTheSameTraining) {
  TrainingJob resumed = job("b");
  resumed.resume = true;
  EXPECT_EQ(run(resumed), kExitFailure);
  EXPECT_NE(complained_.find("b.checkpoint"), std::string::npos);
  ASSERT_EQ(run(job("b")), kExitDone);
  ++resumed.recipe.seed;
  EXPECT_EQ(run(resumed), kExitFailure);
  EXPECT_NE(complained_.find("another recipe"), std::string::npos);
}

TEST_F(TrainingRun, AFullTrainingUsesEverythingAndShipsTheGivenTemperature) {
  TrainingJob full = job("full");
  full.full = true;
  full.temperature = 1.75;
  ASSERT_EQ(run(full), kExitDone) << complained_;
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
  EXPECT_EQ(run(wild), kExitFailure);
  EXPECT_NE(complained_.find("recipe.optimizer.learning_rate"), std::string::npos);
}

TEST_F(TrainingRun, ABankTeachesAndIsNamedInTheWeights) {
  TrainingJob taught = job("taught");
  taught.recipe = testing::distilled_recipe();
  taught.bank = testing::small_bank(taught.recipe, data_);
  taught.recipe.seed = 77;  // the bank's pictures, whatever the seed
  ASSERT_EQ(run(taught), kExitDone) << complained_;
  const auto provenance = nlohmann::json::parse(load_weights(taught.weights).value().provenance);
  EXPECT_EQ(provenance["bank"]["checksum"], taught.bank->checksum);
  EXPECT_EQ(provenance["bank"]["teachers"][1]["file"], "b.weights");
  EXPECT_EQ(provenance["recipe"]["distillation"]["weight"], 0.5);
  TrainingJob other = taught;
  other.weights = folder_ / "other.weights";
  for (std::uint16_t& half : other.bank->logits) half ^= 0x8000;  // the opposite answers
  ASSERT_EQ(run(other), kExitDone) << complained_;
  EXPECT_NE(bytes_of(taught.weights), bytes_of(other.weights));
}

TEST_F(TrainingRun, ACheckpointBelongsToItsBank) {
  TrainingJob taught = job("taught");
  taught.recipe = testing::distilled_recipe();
  taught.bank = testing::small_bank(taught.recipe, data_);
  ASSERT_EQ(run(taught), kExitDone) << complained_;
  taught.resume = true;
  EXPECT_EQ(run(taught), kExitDone) << complained_;
  ++taught.bank->checksum;
  EXPECT_EQ(run(taught), kExitFailure);
  EXPECT_NE(complained_.find("another recipe"), std::string::npos);
}

TEST_F(TrainingRun, BankAndRecipeGoTogether) {
  TrainingJob alone = job("alone");
  alone.recipe = testing::distilled_recipe();
  EXPECT_EQ(run(alone), kExitFailure);
  EXPECT_NE(complained_.find("--bank"), std::string::npos);
  TrainingJob plain = job("plain");
  plain.bank = testing::small_bank(testing::distilled_recipe(), data_);
  EXPECT_EQ(run(plain), kExitFailure);
  EXPECT_NE(complained_.find("\"distillation\""), std::string::npos);
  TrainingJob full = alone;
  full.bank = plain.bank;
  full.full = true;
  EXPECT_EQ(run(full), kExitFailure);
  EXPECT_NE(complained_.find("another part"), std::string::npos);
  full.bank = testing::small_bank(full.recipe, data_, true);
  EXPECT_EQ(run(full), kExitDone) << complained_;
}

TEST(WithEpochs, KeepsTheSharesOfTheSchedule) {
  Recipe recipe = testing::small_recipe();
  recipe.epochs = 10;
  recipe.schedule.warmup_epochs = 3;
  recipe.augmentation.light_last_epochs = 2;
  recipe = with_epochs(recipe, 2);
  EXPECT_EQ(recipe.epochs, 2);
  EXPECT_DOUBLE_EQ(recipe.schedule.warmup_epochs, 0.6);
  EXPECT_EQ(recipe.augmentation.light_last_epochs, 1);
}

}  // namespace
}  // namespace second_opinion
