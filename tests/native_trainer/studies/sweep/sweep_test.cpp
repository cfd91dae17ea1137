// Covers native_trainer/studies/sweep/sweep and sweep_training: same results for any number of
// threads, rows survive, failures are noted, foreign rows refused.
#include "native_trainer/studies/sweep/sweep.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "native_trainer/io/disk.hpp"
#include "tests/support/sweep_data.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using testing::TemporaryFolder;

class Sweep : public ::testing::Test {
 protected:
  Result<std::vector<SweepRow>, std::string> run(const SweepGrid& grid, int threads = 1,
                                                 bool keep_weights = false,
                                                 const StopAsked& stop = {}) {
    const SweepJob job{grid, folder_.path(), threads, keep_weights};
    const auto data = prepare_sweep_data(grid, train_, test_);
    EXPECT_TRUE(data.ok());
    told_.clear();
    ::testing::internal::CaptureStdout();
    auto rows = run_sweep(
        job, data.value(), [this](const SweepEvent& event) { note(event); }, stop);
    EXPECT_EQ(::testing::internal::GetCapturedStdout(), "") << "commands print, the library tells";
    if (rows.ok()) {
      EXPECT_EQ(write_sweep(job, data.value(), rows.value()), std::nullopt);
    }
    return rows;
  }
  void note(const SweepEvent& event) {
    if (const auto* began = std::get_if<SweepBegan>(&event)) finished_before_ = began->finished;
    if (const auto* done = std::get_if<SweepRunDone>(&event)) {
      told_.push_back(run_name(done->row.run));
      EXPECT_EQ(done->finished, finished_before_ + told_.size());
      EXPECT_GE(done->seconds_left, 0);
    }
  }
  std::string text(const std::string& name) {
    const auto bytes = read_file(folder_ / name, 1 << 24);
    EXPECT_TRUE(bytes.ok()) << name;
    return bytes.ok() ? std::string(bytes.value().begin(), bytes.value().end()) : "";
  }

  const TemporaryFolder folder_;
  const Dataset train_ = testing::bars_dataset(100), test_ = testing::bars_dataset(30);
  const SweepGrid grid_ = testing::small_grid();
  std::size_t finished_before_ = 0;
  std::vector<std::string> told_;  // names of the runs that were trained
};

TEST_F(Sweep, ResultsDoNotDependOnThreads) {
  ASSERT_TRUE(run(grid_, 1).ok());
  std::vector<std::string> first;
  const std::vector<std::string> names{"tiny.csv", "tiny.json", "tiny.xlsx", "tiny_optimizers.svg",
                                       "tiny_sizes.svg"};
  for (const std::string& name : names) first.push_back(text(name));
  std::filesystem::remove_all(folder_ / "tiny.rows");
  const auto rows = run(grid_, 3);
  ASSERT_TRUE(rows.ok()) << rows.error();
  for (std::size_t i = 0; i < rows.value().size(); ++i)
    EXPECT_EQ(rows.value()[i].run.number, static_cast<int>(i) + 1);
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(text(names[i]), first[i]) << names[i];
}

TEST_F(Sweep, FinishedRowsAreNotTrainedAgain) {
  ASSERT_TRUE(run(grid_).ok());
  const std::string all = text("tiny.json");
  std::filesystem::remove(folder_ / "tiny.rows/adam-mse-0.01-c1-n2-d1-s0.json");
  ASSERT_TRUE(run(grid_).ok());
  EXPECT_EQ(finished_before_, 7u);
  EXPECT_THAT(told_, ::testing::ElementsAre("adam-mse-0.01-c1-n2-d1-s0"));
  EXPECT_EQ(text("tiny.json"), all);
}

TEST_F(Sweep, RowsOfAnotherGridOrOtherDataAreRefused) {
  ASSERT_TRUE(run(grid_).ok());
  std::string other = testing::kSmallGrid;
  other.replace(other.find("\"epochs\": 2"), 11, "\"epochs\": 3");
  const auto rows = run(parse_sweep_grid(other).value());
  ASSERT_FALSE(rows.ok());
  EXPECT_THAT(rows.error(), HasSubstr("another grid"));
  EXPECT_THAT(rows.error(), HasSubstr("--out"));
  const Dataset more = testing::bars_dataset(110);
  const auto data = prepare_sweep_data(grid_, more, test_);
  EXPECT_FALSE(run_sweep({grid_, folder_.path(), 1, false}, data.value()).ok());
}

TEST_F(Sweep, GoesOnWhereItWasAskedToStop) {
  ASSERT_TRUE(run(grid_).ok());
  const std::string all = text("tiny.json");
  std::filesystem::remove_all(folder_ / "tiny.rows");
  const auto stopped = run(grid_, 1, false, [this] { return told_.size() == 3; });
  ASSERT_FALSE(stopped.ok());
  EXPECT_THAT(stopped.error(), HasSubstr("stopped"));
  EXPECT_EQ(told_.size(), 3u);
  ASSERT_TRUE(run(grid_).ok());
  EXPECT_EQ(finished_before_, 3u);
  EXPECT_EQ(text("tiny.json"), all);
}

TEST_F(Sweep, ADescriptionMayChange) {
  ASSERT_TRUE(run(grid_).ok());
  std::string other = testing::kSmallGrid;
  other.replace(other.find("for tests"), 9, "explained");
  EXPECT_TRUE(run(parse_sweep_grid(other).value()).ok());
  EXPECT_EQ(finished_before_, 8u);
}

TEST_F(Sweep, RunsThatDivergeAreNotedAndSkipped) {
  std::string text_of_grid = testing::kSmallGrid;
  text_of_grid.replace(text_of_grid.find("[0.01]"), 6, "[0.01, 100]");
  // Deep enough that steps of 100 overflow.
  text_of_grid.replace(text_of_grid.find("[0, 1]"), 6, "[0, 16]");
  const auto rows = run(parse_sweep_grid(text_of_grid).value());
  ASSERT_TRUE(rows.ok()) << rows.error();
  int failed = 0;
  for (const SweepRow& row : rows.value()) {
    if (row.ok()) continue;
    ++failed;
    EXPECT_EQ(row.run.learning_rate, 100);
    EXPECT_THAT(row.failure, HasSubstr("not a finite number"));
  }
  EXPECT_GT(failed, 0);
  const auto study = nlohmann::json::parse(text("tiny.json"));
  EXPECT_EQ(study["failed"], failed);
  EXPECT_THAT(text("tiny.csv"), HasSubstr("failed: "));
}

TEST_F(Sweep, TheStudyAgreesWithItsRows) {
  const auto rows = run(grid_, 2, true);
  ASSERT_TRUE(rows.ok()) << rows.error();
  const auto study = nlohmann::json::parse(text("tiny.json"));
  EXPECT_EQ(study["schema"], 1);
  EXPECT_EQ(study["runs"], 8);
  EXPECT_EQ(study["training_images"], 40);
  EXPECT_EQ(study["validation_images"], 10);
  EXPECT_EQ(study["rows"].size(), 8u);
  EXPECT_EQ(study["rows"][0].size(), study["columns"].size());
  EXPECT_EQ(study["best"].size(), 8u);
  EXPECT_EQ(study["winner"]["test_errors"].get<std::size_t>(), study["winner"]["wrong"].size());
  EXPECT_EQ(study["effects"].size(), 4u);
  EXPECT_EQ(study["sizes"].size(), 2u);
  EXPECT_FALSE(text("tiny.json").find("seconds") != std::string::npos) << "no times";
  const auto weights = load_weights(folder_ / "tiny.rows/sgd-mse-0.01-c1-n2-d0-s0.weights");
  EXPECT_TRUE(weights.ok()) << weights.error();
}

TEST_F(Sweep, LearnsSomething) {
  std::string text_of_grid = testing::kSmallGrid;
  text_of_grid.replace(text_of_grid.find("\"epochs\": 2"), 11, "\"epochs\": 20");
  text_of_grid.replace(text_of_grid.find("\"channels\": [1]"), 15, "\"channels\": [4]");
  const auto rows = run(parse_sweep_grid(text_of_grid).value(), 2);
  ASSERT_TRUE(rows.ok()) << rows.error();
  const SweepRow& adam = rows.value()[2];
  EXPECT_GT(adam.validation.accuracy, 0.8);
  EXPECT_GT(adam.train.accuracy, 0.8);
  EXPECT_GT(adam.test.accuracy, 0.8);
  EXPECT_LT(adam.validation.mse, 0.05);
}

}  // namespace
}  // namespace second_opinion
