// Covers native_trainer/recipe/recipe.cpp, recipe_network.cpp and json_reader.cpp:
// every shipped recipe is read, and every kind of slip is refused by its path.
#include "native_trainer/recipe/recipe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Slip {
  const char* pointer;  // where the small recipe is changed …
  json value;           // … to this
  const char* path;     // what the message begins with
  const char* says;
};

TEST(Recipe, ReadsEveryPart) {
  const Recipe recipe = testing::small_recipe();
  EXPECT_EQ(recipe.name, "small");
  EXPECT_EQ(recipe.network.family, Family::kCnn);
  EXPECT_EQ(recipe.network.layers.size(), 6u);
  const auto& first = std::get<Convolution>(recipe.network.layers[0]);
  EXPECT_EQ(first.stride, 2);
  EXPECT_FALSE(first.bias);
  EXPECT_EQ(recipe.optimizer.kind, OptimizerKind::kAdamw);
  EXPECT_TRUE(recipe.optimizer.decoupled);
  EXPECT_EQ(recipe.schedule.warmup_epochs, 1);
  EXPECT_EQ(recipe.augmentation.thickness_probability, 0.3);
  EXPECT_EQ(recipe.storage, Storage::kFloat16);
  EXPECT_EQ(recipe.seed, 3u);
}

TEST(Recipe, RefusesSlipsByTheirPath) {
  const std::vector<Slip> table{
      {"/epoch", 3, "recipe.epoch", "not a known key"},
      {"/name", 7, "recipe.name", "text"},
      {"/family", "cnnn", "recipe.family", "\"cnnn\" is unknown; must be one of linear, mlp"},
      {"/epochs", 0, "recipe.epochs", "is 0; must be a whole number from 1"},
      {"/epochs", 2.5, "recipe.epochs", "whole number"},
      {"/epochs", nullptr, "recipe.epochs", "whole number"},
      {"/batch", "20", "recipe.batch", "whole number"},
      {"/validation_fraction", 1.5, "recipe.validation_fraction", "from 0.001 to 0.9"},
      {"/optimizer/momentum", 0.9, "recipe.optimizer.momentum", "not a known key"},  // of AdamW
      {"/optimizer/kind", "lion", "recipe.optimizer.kind", "unknown"},
      {"/optimizer/learning_rate", -1, "recipe.optimizer.learning_rate", "is -1"},
      {"/optimizer", {{"kind", "sgd"}}, "recipe.optimizer.learning_rate", "is missing"},
      {"/optimizer",
       {{"kind", "sgd"}, {"learning_rate", 0.1}, {"nesterov", true}},
       "recipe.optimizer.nesterov",
       "momentum"},
      {"/optimizer", 3, "recipe.optimizer", "must be an object"},
      {"/loss", {{"kind", "mse"}}, "recipe.loss.output", "is missing"},
      {"/loss/output", "linear", "recipe.loss.output",
       "not a known key"},  // cross-entropy has but one
      {"/split", "people", "recipe.split", "must be one of random, writers"},
      {"/distillation", {{"weight", 0.5}}, "recipe.distillation.temperature", "is missing"},
      {"/distillation",
       {{"weight", 1.5}, {"temperature", 2}},
       "recipe.distillation.weight",
       "from 0 to 1"},
      {"/distillation",
       {{"weight", 1}, {"temperature", 2}, {"teacher", "x"}},
       "recipe.distillation.teacher",
       "not a known key"},
      {"/loss/label_smoothing", 0.9, "recipe.loss.label_smoothing", "is 0.9"},
      {"/schedule/warmup_epochs", 4, "recipe.schedule.warmup_epochs", "from 0 to 3"},
      {"/schedule/step_epochs", 4, "recipe.schedule.step_epochs", "not a known key"},
      {"/initialization", {{"kind", "normal"}}, "recipe.initialization.deviation", "is missing"},
      {"/augmentation/rotation", 3, "recipe.augmentation.rotation", "not a known key"},
      {"/augmentation/scale", 2, "recipe.augmentation.scale", "from 0 to 0.9"},
      {"/input/deviation", 0, "recipe.input.deviation", "must be a number"},
      {"/storage", "int4", "recipe.storage", "unknown"},
      {"/layers", json::array(), "recipe.layers", "at least one"},
      {"/layers/1/units", 3, "recipe.layers[1].units", "not a known key"},
      {"/layers/0/kernel", 0, "recipe.layers[0].kernel", "is 0"},
      {"/layers/2/kind", "swish", "recipe.layers[2].kind", "\"swish\""},
      {"/layers/4/rate", 1.0, "recipe.layers[4].rate", "is 1"},
      {"/layers/5/units", 9, "recipe.layers", ""},  // not ten outputs
      {"/layers/2",
       {{"repeat", 300}, {"layers", {{{"kind", "relu"}}}}},
       "recipe.layers[2].repeat",
       "is 300"},
      {"/layers/2",
       {{"repeat", 200}, {"layers", {{{"kind", "relu"}}, {{"kind", "relu"}}}}},
       "recipe.layers[2].layers[0]",
       "more than 256 layers"},
  };
  for (const Slip& slip : table) {
    json document = json::parse(testing::kSmallRecipe);
    document[json::json_pointer(slip.pointer)] = slip.value;
    const auto recipe = parse_recipe(document.dump());
    ASSERT_FALSE(recipe.ok()) << slip.pointer << " = " << slip.value;
    EXPECT_THAT(recipe.error(), StartsWith(std::string(slip.path) + ": "));
    EXPECT_THAT(recipe.error(), HasSubstr(slip.says));
  }
}

TEST(Recipe, RefusesWhatIsNoJson) {
  EXPECT_THAT(parse_recipe("{\"name\": ").error(), HasSubstr("not valid JSON"));
  EXPECT_THAT(parse_recipe("[]").error(), HasSubstr("must be an object"));
  EXPECT_FALSE(parse_recipe("").ok());
}

TEST(Recipe, RepeatsBlocks) {
  json document = json::parse(testing::kSmallRecipe);
  document["layers"][2] = {{"repeat", 3},
                           {"layers", {{{"kind", "relu"}}, {{"kind", "repeat_of_nothing"}}}}};
  EXPECT_FALSE(parse_recipe(document.dump()).ok());
  document["layers"][2] = {{"repeat", 3}, {"layers", {{{"kind", "relu"}}, {{"kind", "sigmoid"}}}}};
  const auto recipe = parse_recipe(document.dump());
  ASSERT_TRUE(recipe.ok()) << recipe.error();
  ASSERT_EQ(recipe.value().network.layers.size(), 11u);
  EXPECT_TRUE(is<Relu>(recipe.value().network.layers[6]));
  EXPECT_TRUE(is<Sigmoid>(recipe.value().network.layers[7]));
}

TEST(Recipe, ShippedRecipesAreRight) {
  int count = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator("native_trainer/recipes")) {
    // Grids and lists of changes lie beside the recipes and have tests of their own.
    const std::string folder = entry.path().parent_path().filename().string();
    if (entry.path().extension() != ".json" || folder == "sweep" ||
        entry.path().filename() == "study.json")
      continue;
    const auto recipe = read_recipe(entry.path());
    EXPECT_TRUE(recipe.ok()) << recipe.error();
    ++count;
  }
  EXPECT_GE(count, 10);
}

TEST(Recipe, AMissingFileIsNamed) {
  EXPECT_THAT(read_recipe("no/such.json").error(), HasSubstr("no/such.json"));
}

TEST(WithEpochs, KeepsTheSharesOfTheSchedule) {
  Recipe recipe = testing::small_recipe();
  recipe.epochs = 10;
  recipe.schedule.warmup_epochs = 3;
  recipe.augmentation.light_last_epochs = 2;
  recipe.disturbance.last_epochs = 5;
  recipe = with_epochs(recipe, 2);
  EXPECT_EQ(recipe.epochs, 2);
  EXPECT_DOUBLE_EQ(recipe.schedule.warmup_epochs, 0.6);
  EXPECT_EQ(recipe.augmentation.light_last_epochs, 1);
  EXPECT_EQ(recipe.disturbance.last_epochs, 1);
}

}  // namespace
}  // namespace second_opinion
