// How many images a second a recipe trains: real steps (forward, loss, backward,
// clipping, optimizer, average of weights) on seeded random pictures, augmented
// only if the recipe says so. Waits for lines on stdin and answers each with the
// images per second of one round, so that a script can take turns with other
// programs: by the clock, and by processor time, which busy neighbours disturb
// less. Measures; judges nothing.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <numeric>
#include <string>

#include "core/base/random.hpp"
#include "core/kernels/gemm.hpp"
#include "core/learning/training/split.hpp"
#include "core/learning/training/training_loop.hpp"
#include "native_trainer/recipe/recipe.hpp"
#include "native_trainer/threads/thread_pool.hpp"

namespace second_opinion {
namespace {

// An epoch of this many pictures never ends within a measurement.
constexpr int kPictures = 60000;
constexpr int kWarmUpSteps = 8;

Dataset random_pictures(std::uint64_t seed) {
  Random random(seed);
  Dataset data;
  data.pixels.resize(static_cast<std::size_t>(kPictures) * kImagePixels);
  data.labels.resize(kPictures);
  for (unsigned char& pixel : data.pixels) pixel = static_cast<unsigned char>(random.bits() >> 56);
  for (unsigned char& label : data.labels) label = static_cast<unsigned char>(random.below(10));
  return data;
}

struct Speed {
  double by_clock = 0;      // images a second
  double by_processor = 0;  // images a second of processor time, all threads together
};

Speed images_per_second(TrainingLoop& loop, int batch, int steps) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t processor_start = std::clock();
  for (int step = 0; step < steps; ++step) {
    if (!loop.run_step()) return {};
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double processor_seconds =
      static_cast<double>(std::clock() - processor_start) / CLOCKS_PER_SEC;
  return {batch * steps / seconds, batch * steps / processor_seconds};
}

int run(const char* path, int threads, int steps) {
  auto read = read_recipe(path);
  if (!read) {
    std::fprintf(stderr, "training_speed: %s\n", read.error().c_str());
    return 1;
  }
  const Recipe recipe = std::move(read).value();
  const Dataset data = random_pictures(recipe.seed);
  Split everything;
  everything.training.resize(kPictures);
  std::iota(everything.training.begin(), everything.training.end(), 0);
  ThreadPool pool(threads);
  TrainingLoop loop(recipe, data, everything, pool);
  images_per_second(loop, recipe.batch, kWarmUpSteps);
  // Name, kernels and work per image first: 2 operations per multiply-add, forward and two
  // gradients.
  std::printf("%s %s %.0f\n", recipe.name.c_str(), std::string(gemm_instruction_set()).c_str(),
              6 * multiply_adds(loop.state().network));
  std::fflush(stdout);
  for (std::string line; std::getline(std::cin, line);) {
    const Speed speed = images_per_second(loop, recipe.batch, steps);
    std::printf("%.1f %.1f\n", speed.by_clock, speed.by_processor);
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace second_opinion

int main(int count, char** arguments) {
  if (count != 4) {
    std::fprintf(
        stderr,
        "usage: training_speed RECIPE.json THREADS STEPS   (one round per line of stdin)\n");
    return 2;
  }
  return second_opinion::run(arguments[1], std::atoi(arguments[2]), std::atoi(arguments[3]));
}
