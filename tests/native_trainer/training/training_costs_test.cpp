// Covers core/learning/training/training_step.cpp: what a step costs in memory,
// which the trainer's counting operator new sees. What it computes is held by
// tests/core/learning/training/training_step_test.
#include <gtest/gtest.h>

#include <numeric>

#include "core/learning/training/training_step.hpp"
#include "native_trainer/threads/aligned_new.hpp"
#include "native_trainer/threads/thread_pool.hpp"
#include "tests/support/bars_dataset.hpp"
#include "tests/support/small_training.hpp"

namespace second_opinion {
namespace {

using namespace testing;

NetworkSpec residual_cnn() {
  const ResidualEnd end{.rate = 0.2f};
  return {Family::kCnn,
          {convolution(16, 3, 1), BatchNorm{}, Relu{}, MaxPool{2, 2}, ResidualBegin{},
           convolution(16, 3, 1, 1, false), end, GlobalAverageMaxPool{}, Dropout{.rate = 0.1f},
           linear(10)}};
}

NetworkSpec class_token_transformer() {
  return {Family::kTransformer,
          {patches(7, 12), ClassToken{}, PositionEmbedding{}, ResidualBegin{}, LayerNorm{},
           attention(3), ResidualEnd{}, linear(20, false), Gelu{}, FirstToken{}, linear(10)}};
}

TrainingSettings settings_of(NetworkSpec network) {
  TrainingSettings settings;
  settings.network = std::move(network);
  settings.optimizer = {.kind = OptimizerKind::kAdam, .learning_rate = 0.001};
  settings.augmentation = {.rotation_degrees = 10, .elastic_probability = 0.5};
  settings.sub_batch = 8;
  return settings;
}

std::vector<int> images(int count) {
  std::vector<int> indices(static_cast<std::size_t>(count));
  std::iota(indices.begin(), indices.end(), 0);
  return indices;
}

// One thread: which buffers another one has filled already would be left to chance.
void expect_no_allocations(const TrainingSettings& settings) {
  const Dataset data = bars_dataset(40);
  const std::vector<int> batch = images(20);
  Network network = Network::zeros(settings.network);
  initialize(network, {}, 0);
  Optimizer optimizer(settings.optimizer, network);
  ThreadPool pool(1);
  TrainingStep step(settings, data, pool);
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

TEST(TrainingCosts, AStepAllocatesNothingOnceItRuns) {
  expect_no_allocations(settings_of(residual_cnn()));
  expect_no_allocations(settings_of(class_token_transformer()));
}

// Each buffer of gradients is some allocations: twenty times the sub-batches must not need more.
TEST(TrainingCosts, MemoryDoesNotGrowWithTheNumberOfSubBatches) {
  TrainingSettings settings = settings_of(linear_spec());
  settings.sub_batch = 1;
  const Dataset data = bars_dataset(400);
  const Network network = Network::zeros(settings.network);
  ThreadPool pool(2);
  const auto allocations = [&](int batch) {
    const std::vector<int> indices = images(batch);
    TrainingStep step(settings, data, pool);
    const std::uint64_t before = allocation_count();
    step.run(network, indices, 0, 0);
    return allocation_count() - before;
  };
  const auto few = allocations(20), many = allocations(400);
  // The workers' own buffers are allocated by whichever of them gets a part: some leeway.
  EXPECT_LE(many, few + 40);
}

}  // namespace
}  // namespace second_opinion
