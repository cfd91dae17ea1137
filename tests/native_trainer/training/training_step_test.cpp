// Covers native_trainer/training/training_step.cpp: what it costs. What it computes is held by
// training_loop_test.
#include "native_trainer/training/training_step.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <string>

#include "native_trainer/threads/aligned_new.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

constexpr const char* kCnn = R"([
  {"kind": "convolution", "units": 16, "kernel": 3, "padding": 1}, {"kind": "batch_norm"}, {"kind": "relu"},
  {"kind": "max_pool", "kernel": 2, "stride": 2},
  {"kind": "residual_begin"}, {"kind": "convolution", "units": 16, "kernel": 3, "padding": 1, "bias": false},
  {"kind": "residual_end", "rate": 0.2}, {"kind": "global_average_max_pool"}, {"kind": "dropout", "rate": 0.1},
  {"kind": "linear", "units": 10, "flatten": true}])";
constexpr const char* kTransformer = R"([
  {"kind": "patch_embedding", "kernel": 7, "units": 12}, {"kind": "class_token"}, {"kind": "position_embedding"},
  {"kind": "residual_begin"}, {"kind": "layer_norm"}, {"kind": "attention", "heads": 3}, {"kind": "residual_end"},
  {"kind": "linear", "units": 20}, {"kind": "gelu"}, {"kind": "first_token"}, {"kind": "linear", "units": 10, "flatten": true}])";

Recipe recipe_of(const std::string& family, const std::string& layers) {
  return parse_recipe(
             R"({"name": "test", "family": ")" + family + R"(", "layers": )" + layers +
             R"(, "loss": {"kind": "cross_entropy"}, "optimizer": {"kind": "adam", "learning_rate": 0.001},
                          "batch": 20, "sub_batch": 8, "epochs": 4,
                          "augmentation": {"rotation_degrees": 10, "elastic_probability": 0.5}})")
      .value();
}

// One thread: which buffers another one has filled already would be left to chance.
void expect_no_allocations(const Recipe& recipe) {
  const Dataset data = testing::bars_dataset(40);
  std::vector<int> batch(20);
  std::iota(batch.begin(), batch.end(), 0);
  Network network = Network::zeros(recipe.network);
  initialize(network, recipe.initialization, recipe.seed);
  Optimizer optimizer(recipe.optimizer, network);
  ThreadPool pool(1);
  TrainingStep step(recipe, data, pool);
  std::uint64_t before = 0;
  for (int i = 0; i < 6; ++i) {
    // Two buffers that change places may each grow once.
    if (i == 3) before = allocation_count();
    step.run(network, batch, 0, i);
    clip_gradients(step.gradients().values, 1);
    optimizer.step(network, step.gradients().values, 0.001);
  }
  EXPECT_EQ(allocation_count(), before);
}

TEST(TrainingStep, AllocatesNothingOnceItRuns) {
  expect_no_allocations(recipe_of("cnn", kCnn));
  expect_no_allocations(recipe_of("transformer", kTransformer));
}

}  // namespace
}  // namespace second_opinion
