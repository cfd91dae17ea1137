// Covers native_trainer/studies/ablation_plan and ablation_study: patches, seeds, kept runs, and
// the two tables.
#include "native_trainer/studies/ablation_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/report/report_file.hpp"
#include "native_trainer/io/disk.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

constexpr const char* kPlan =
    R"({"common": [{"op": "replace", "path": "/epochs", "value": 1}],
  "groups": [{"base": "base.json", "changes": [
    {"name": "base", "change": "The recipe"},
    {"name": "slow", "change": "A small rate",
     "patch": [{"op": "replace", "path": "/optimizer/learning_rate", "value": 1e-7}]}]}]})";

class Ablation : public ::testing::Test {
 protected:
  Ablation() {
    EXPECT_EQ(write_file(folder_ / "base.json", testing::kSmallRecipe), std::nullopt);
    EXPECT_EQ(write_file(folder_ / "study.json", kPlan), std::nullopt);
  }
  Result<AblationErrors, std::string> run(const AblationJob& job, const StopAsked& stop = {}) {
    told_.clear();
    ::testing::internal::CaptureStdout();
    auto errors = run_ablation(
        job, data_, [this](const AblationRunDone& run) { told_.push_back(run); }, stop);
    EXPECT_EQ(::testing::internal::GetCapturedStdout(), "") << "commands print, the library tells";
    return errors;
  }
  AblationJob job(int threads = 1) {
    return {read_ablation_plan(folder_.path()).value(), 2, folder_ / "rows", threads};
  }

  const testing::TemporaryFolder folder_;
  const Dataset data_ = testing::bars_dataset(60);
  std::vector<AblationRunDone> told_;
};

TEST_F(Ablation, PatchesChangeTheRecipe) {
  const auto entries = read_ablation_plan(folder_.path());
  ASSERT_TRUE(entries.ok()) << entries.error();
  ASSERT_EQ(entries.value().size(), 2u);
  EXPECT_EQ(entries.value()[0].recipe.epochs, 1);
  EXPECT_EQ(entries.value()[0].recipe.optimizer.learning_rate, 0.02);
  EXPECT_EQ(entries.value()[1].recipe.optimizer.learning_rate, 1e-7);
  EXPECT_EQ(entries.value()[1].base, 0u);
}

TEST_F(Ablation, TheShippedPlanIsSound) {
  const auto entries = read_ablation_plan("native_trainer/recipes/ablation");
  ASSERT_TRUE(entries.ok()) << entries.error();
  std::vector<std::string> first;
  for (std::size_t i = 0; i < 5; ++i) first.push_back(entries.value()[i].name);
  EXPECT_THAT(first, ::testing::ElementsAre("base", "no_augmentation", "no_batch_norm",
                                            "no_weight_average", "sgd"))
      << "the article counts on this order";
  for (const LayerSpec& layer : entries.value()[2].recipe.network.layers) {
    EXPECT_FALSE(is<BatchNorm>(layer));
    EXPECT_EQ(fields_of(layer)[static_cast<std::size_t>(Field::kBias)], 1);
  }
}

TEST_F(Ablation, CountsErrorsPerSeedWhateverTheThreads) {
  const auto errors = run(job());
  ASSERT_TRUE(errors.ok()) << errors.error();
  EXPECT_EQ(errors.value().images, 12);
  ASSERT_EQ(errors.value().errors.size(), 2u);
  EXPECT_EQ(errors.value().errors[0].size(), 2u);
  std::filesystem::remove_all(folder_ / "rows");
  EXPECT_EQ(run(job(3)).value().errors, errors.value().errors);
}

TEST_F(Ablation, FinishedRunsAreKeptAndForeignOnesRefused) {
  const auto first = run(job());
  ASSERT_TRUE(first.ok());
  std::filesystem::remove(folder_ / "rows/slow-s1.json");
  EXPECT_EQ(run(job()).value().errors, first.value().errors);
  ASSERT_EQ(told_.size(), 1u) << "one run was missing";
  EXPECT_EQ(told_[0].name, "slow");
  EXPECT_EQ(told_[0].seed, 1);
  EXPECT_EQ(told_[0].errors, first.value().errors[1][1]);
  EXPECT_EQ(told_[0].finished, told_[0].runs);
  AblationJob other = job();
  other.entries[0].recipe.text += " ";
  EXPECT_THAT(run(other).error(), HasSubstr("another recipe"));
}

TEST_F(Ablation, GoesOnWhereItWasAskedToStop) {
  const auto whole = run(job());
  ASSERT_TRUE(whole.ok());
  std::filesystem::remove_all(folder_ / "rows");
  const auto stopped = run(job(), [this] { return told_.size() == 2; });
  ASSERT_FALSE(stopped.ok());
  EXPECT_THAT(stopped.error(), HasSubstr("stopped"));
  EXPECT_EQ(told_.size(), 2u);
  EXPECT_EQ(run(job()).value().errors, whole.value().errors);
  EXPECT_EQ(told_.size(), 2u) << "the other two";
}

TEST_F(Ablation, TablesAgree) {
  const AblationErrors errors{.images = 100, .errors = {{10, 14}, {13, 19}}};
  const auto study = nlohmann::json::parse(write_study(ablation_study(job(), errors)));
  EXPECT_EQ(study["schema"], 1);
  EXPECT_EQ(study["rows"][0]["accuracy"], 0.88);
  EXPECT_EQ(study["rows"][1]["errors_mean"], 16.0);
  EXPECT_EQ(study["rows"][1]["difference"], 4.0);
  EXPECT_EQ(study["rows"][1]["difference_deviation"], 1.41);
  EXPECT_EQ(study["rows"][0]["difference"], 0.0);
  const auto table = nlohmann::json::parse(ablation_table(job(), errors));
  EXPECT_EQ(table[1]["network"], "cnn");
  EXPECT_EQ(table[1]["errors"], nlohmann::json({13, 19}));
  EXPECT_EQ(table[1]["images"], 100);
}

TEST_F(Ablation, RefusalsNameThePlace) {
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string text = kPlan;
    text.replace(text.find(from), from.size(), to);
    EXPECT_EQ(write_file(folder_ / "study.json", text), std::nullopt);
    const auto entries = read_ablation_plan(folder_.path());
    EXPECT_FALSE(entries.ok()) << to;
    return entries.ok() ? "" : entries.error();
  };
  EXPECT_THAT(refused("/optimizer/learning_rate", "/optimiser/learning_rate"),
              HasSubstr("changes[1]"));
  EXPECT_THAT(refused("1e-7", "-1"), HasSubstr("learning_rate"));
  EXPECT_THAT(refused("\"slow\"", "\"base\""), HasSubstr("twice"));
  EXPECT_THAT(refused("\"slow\"", "\"../slow\""), HasSubstr("letters"));
  EXPECT_THAT(refused("base.json", "missing.json"), HasSubstr("missing.json"));
}

}  // namespace
}  // namespace second_opinion
