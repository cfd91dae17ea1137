// Covers native_trainer/studies/overfitting_study: who trains on what, and refusals.
#include "native_trainer/studies/overfitting_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/report/report_file.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

std::vector<Recipe> recipes(int epochs) {
  std::vector<Recipe> out;
  for (const char* name : {"mlp", "cnn"}) {
    auto recipe = read_recipe(std::string("native_trainer/recipes/overfitting/") + name + ".json");
    EXPECT_TRUE(recipe.ok()) << recipe.error();
    out.push_back(recipe.value());
    out.back().epochs = epochs;
    out.back().batch = out.back().sub_batch = 10;
  }
  return out;
}

TEST(OverfittingStudy, FewImagesAreLearnedByHeart) {
  const Dataset data = testing::bars_dataset(120);
  const std::vector<int> sizes{20, 100};
  const auto study = make_overfitting_study(recipes(12), sizes, data, 2);
  ASSERT_TRUE(study.ok()) << study.error();
  const auto json = nlohmann::json::parse(write_study(study.value()));
  EXPECT_EQ(json["validation_images"], 20);
  for (const char* name : {"mlp", "cnn"}) {
    const auto& network = json["networks"][name];
    ASSERT_EQ(network["runs"].size(), 2u);
    EXPECT_EQ(network["runs"][0]["images"], 20);
    EXPECT_EQ(network["runs"][1]["images"], 100);
    for (const auto& run : network["runs"]) {
      for (const char* key :
           {"train_loss", "train_accuracy", "validation_loss", "validation_accuracy"})
        EXPECT_EQ(run[key].size(), 12u) << key;
      EXPECT_GE(run["best_epoch"], 1);
    }
    EXPECT_GT(network["parameters"], 1000);
  }
  EXPECT_EQ(json["networks"]["cnn"]["layers"][0]["padding"], 1);
  EXPECT_EQ(write_study(study.value()),
            write_study(make_overfitting_study(recipes(12), sizes, data, 1).value()))
      << "whatever the threads";
}

TEST(OverfittingStudy, EndsWhenItIsAskedTo) {
  const std::vector<int> sizes{20};
  const auto study =
      make_overfitting_study(recipes(1), sizes, testing::bars_dataset(120), 1, [] { return true; });
  EXPECT_THAT(study.error(), HasSubstr("stopped"));
}

TEST(OverfittingStudy, RefusesWhatItCannotDraw) {
  const Dataset data = testing::bars_dataset(120);
  const std::vector<int> sizes{20}, many{101};
  EXPECT_THAT(make_overfitting_study(recipes(1), many, data, 1).error(), HasSubstr("at most 100"));
  const std::vector<Recipe> averaged{testing::small_recipe()};
  EXPECT_THAT(make_overfitting_study(averaged, sizes, data, 1).error(), HasSubstr("batch norm"));
}

}  // namespace
}  // namespace second_opinion
