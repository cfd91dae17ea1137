// Covers native_trainer/studies/sweep/sweep_grid: how many runs, in which order, which network, and
// what is refused.
#include "native_trainer/studies/sweep/sweep_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/sweep_data.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

SweepGrid shipped(const char* name) {
  auto grid = read_sweep_grid(std::string("native_trainer/recipes/sweep/") + name);
  EXPECT_TRUE(grid.ok()) << grid.error();
  return grid.ok() ? grid.value() : SweepGrid();
}

TEST(SweepGrid, TheCourseworkHasItsRuns) {
  for (const char* name : {"full.json", "scaled.json"}) {
    const auto runs = sweep_runs(shipped(name));
    EXPECT_EQ(runs.size(), 3u * 3 * 3 * 2 * 2 * 3) << name;
    std::set<std::string> names;
    for (const SweepRun& run : runs) names.insert(run_name(run));
    EXPECT_EQ(names.size(), runs.size()) << name << ": every run has a name of its own";
  }
}

TEST(SweepGrid, EveryShippedNetworkCanBeBuilt) {
  for (const char* name : {"full.json", "scaled.json", "size.json"}) {
    const SweepGrid grid = shipped(name);
    for (const SweepRun& run : sweep_runs(grid)) {
      const auto recipe = run_recipe(grid, run);
      EXPECT_TRUE(recipe.ok()) << name << " " << run_name(run) << ": " << recipe.error();
    }
  }
}

TEST(SweepGrid, SizesGoFromAThousandToAMillion) {
  const SweepGrid grid = shipped("size.json");
  const auto runs = sweep_runs(grid);
  const auto parameters = [&](const SweepRun& run) {
    return plan_network(run_recipe(grid, run).value().network).value().parameter_total;
  };
  EXPECT_GT(parameters(runs.front()), 900u);
  EXPECT_LT(parameters(runs.front()), 1500u);
  EXPECT_GT(parameters(runs.back()), 800000u);
  EXPECT_LT(parameters(runs.back()), 1000000u);
}

TEST(SweepGrid, TheLastFactorMovesFastest) {
  const auto runs = sweep_runs(testing::small_grid());
  ASSERT_EQ(runs.size(), 8u);
  EXPECT_EQ(run_name(runs[0]), "adam-mse-0.01-c1-n2-d0-s0");
  EXPECT_EQ(run_name(runs[1]), "adam-mse-0.01-c1-n2-d1-s0");
  EXPECT_EQ(run_name(runs[2]), "adam-cross_entropy-0.01-c1-n2-d0-s0");
  EXPECT_EQ(run_name(runs[7]), "sgd-cross_entropy-0.01-c1-n2-d1-s0");
  for (std::size_t i = 0; i < runs.size(); ++i) EXPECT_EQ(runs[i].number, static_cast<int>(i) + 1);
}

TEST(SweepGrid, NetworksAreAsDescribed) {
  SweepGrid grid = testing::small_grid();
  grid.dense_units = 50;
  const Recipe recipe = run_recipe(grid, {.optimizer = "rmsprop",
                                          .loss = "mae",
                                          .learning_rate = 0.1,
                                          .channels = 4,
                                          .convolutions = 2,
                                          .dense = 4})
                            .value();
  std::vector<std::pair<std::string_view, double>> layers;
  for (const LayerSpec& layer : recipe.network.layers)
    layers.emplace_back(layer_name(layer), fields_of(layer)[0]);
  const auto named = [](std::string_view name, double units) { return std::pair(name, units); };
  const auto relu = named("relu", 0), pool = named("max_pool", 0);
  const auto convolution = [&](int units) { return named("convolution", units); };
  const auto dense = [&](int units) { return named("linear", units); };
  EXPECT_THAT(layers,
              ::testing::ElementsAre(convolution(4), relu, convolution(8), relu, pool,
                                     convolution(16), relu, pool, dense(50), relu, dense(25), relu,
                                     dense(12), relu, dense(10), relu, dense(10)));
  EXPECT_EQ(recipe.loss.kind, LossKind::kMae);
  EXPECT_EQ(recipe.loss.output, OutputKind::kSoftmax);
  EXPECT_EQ(recipe.optimizer.kind, OptimizerKind::kRmsprop);
  EXPECT_EQ(recipe.optimizer.learning_rate, 0.1);
}

TEST(SweepGrid, RefusalsNameThePlace) {
  const auto refused = [](std::string from, std::string to) {
    std::string text = testing::kSmallGrid;
    text.replace(text.find(from), from.size(), to);
    const auto grid = parse_sweep_grid(text);
    EXPECT_FALSE(grid.ok()) << to;
    return grid.ok() ? "" : grid.error();
  };
  EXPECT_THAT(refused("\"adam\"", "\"adamant\""), HasSubstr("grid.factors.optimizer"));
  EXPECT_THAT(refused("[0.01]", "[-1]"), HasSubstr("grid.factors.learning_rate"));
  EXPECT_THAT(refused("[0.01]", "[0.01, 0.01]"), HasSubstr("twice"));
  EXPECT_THAT(refused("[0, 1]", "[0.5]"), HasSubstr("grid.factors.dense"));
  EXPECT_THAT(refused("\"channels\"", "\"chanels\""), HasSubstr("channels"));
  EXPECT_THAT(refused("\"tiny\"", "\"../tiny\""), HasSubstr("grid.name"));
  EXPECT_THAT(refused("\"epochs\": 2", "\"epochs\": 2.5"), HasSubstr("grid.epochs"));
  EXPECT_FALSE(parse_sweep_grid("{").ok());
}

}  // namespace
}  // namespace second_opinion
