// All threads work at once while the clock runs, because they share caches and memory: an estimate
// from one thread alone would be too low.
#include "native_trainer/studies/sweep/sweep_cost.hpp"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <string>

#include "core/base/random.hpp"
#include "core/learning/training/training_loop.hpp"
#include "native_trainer/threads/thread_pool.hpp"

namespace second_opinion {
namespace {

constexpr int kTimedSteps = 2;

double operations_per_image(const SweepGrid& grid, const SweepRun& run) {
  const auto recipe = run_recipe(grid, run);
  if (!recipe) return 0;
  return 2 * plan_network(recipe.value().network).value().multiply_adds;
}

// Forward passes' worth of images in one run: training counts three times.
double passes(const SweepGrid& grid, const SweepSize& size) {
  return grid.epochs * (3.0 * size.training_images + size.validation_images) +
         size.training_images + size.validation_images + size.test_images;
}

Dataset noise(int count) {
  Dataset data;
  Random random(random_key(1, Purpose::kNoise));
  for (int i = 0; i < count; ++i)
    data.labels.push_back(static_cast<unsigned char>(random.below(10)));
  data.pixels.resize(static_cast<std::size_t>(count) * kImagePixels);
  for (unsigned char& pixel : data.pixels) pixel = static_cast<unsigned char>(random.below(256));
  return data;
}

struct Seconds {
  double wall = 0;
  double work = 0;  // of the processor, for this thread: what would pass if nobody else wanted it
};

double thread_work() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Of `steps` steps after one that warms up, on this thread.
Seconds time_steps(const Recipe& recipe, const Dataset& data, int steps) {
  ThreadPool pool(1);
  Split split;
  split.training.resize(static_cast<std::size_t>(data.size()));
  std::iota(split.training.begin(), split.training.end(), 0);
  TrainingLoop loop(recipe, data, split, pool);
  loop.run_step();
  const auto start = std::chrono::steady_clock::now();
  const double work = thread_work();
  for (int i = 0; i < steps; ++i) loop.run_step();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
          thread_work() - work};
}

// Seconds of one thread for one operation of this network, while all threads are at it.
Seconds seconds_per_operation(const SweepGrid& grid, const SweepRun& run, int threads) {
  auto recipe = run_recipe(grid, run);
  if (!recipe) return {};
  const Dataset data = noise(grid.batch * (kTimedSteps + 2));
  recipe.value().training_images = 0;
  ThreadPool pool(threads);
  std::vector<Seconds> seconds(static_cast<std::size_t>(pool.size()));
  // As many tasks as threads: none is done twice by the same one unless it is the faster, which
  // only averages.
  pool.run(pool.size(), [&](int task, int) {
    seconds[static_cast<std::size_t>(task)] = time_steps(recipe.value(), data, kTimedSteps);
  });
  const double operations =
      3 * operations_per_image(grid, run) * grid.batch * kTimedSteps * pool.size();
  Seconds sum;
  for (const Seconds& s : seconds) sum = {sum.wall + s.wall, sum.work + s.work};
  return {sum.wall / operations, sum.work / operations};
}

}  // namespace

std::vector<double> run_costs(const SweepGrid& grid, std::span<const SweepRun> runs,
                              const SweepSize& size) {
  std::vector<double> costs;
  for (const SweepRun& run : runs)
    costs.push_back(operations_per_image(grid, run) * passes(grid, size));
  return costs;
}

SweepEstimate estimate_sweep(const SweepGrid& grid, std::span<const SweepRun> runs,
                             const SweepSize& size, int threads) {
  const std::vector<double> costs = run_costs(grid, runs, size);
  std::map<std::string, Seconds> rates;  // by network
  SweepEstimate estimate;
  double longest = 0;
  const int workers = ThreadPool(threads).size();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const SweepRun& run = runs[i];
    const std::string network = std::to_string(run.channels) + " " +
                                std::to_string(run.convolutions) + " " + std::to_string(run.dense);
    if (costs[i] == 0) continue;
    if (!rates.contains(network)) rates[network] = seconds_per_operation(grid, run, threads);
    estimate.operations += costs[i];
    estimate.seconds += costs[i] * rates[network].work / workers;
    estimate.seconds_now += costs[i] * rates[network].wall / workers;
    longest = std::max(longest, costs[i] * rates[network].work);
  }
  estimate.seconds = std::max(estimate.seconds, longest);
  return estimate;
}

}  // namespace second_opinion
