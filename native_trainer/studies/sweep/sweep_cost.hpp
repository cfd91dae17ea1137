// What a sweep would cost: counted in floating-point operations, and in time by
// timing a few steps of every network on this machine as it is now.
#pragma once

#include <span>
#include <vector>

#include "native_trainer/studies/sweep/sweep_training.hpp"

namespace second_opinion {

struct SweepSize {
  int training_images = 0;
  int validation_images = 0;
  int test_images = 0;
};

// Floating-point operations of each run (two per multiply-add; a training step is three forward
// passes); 0 for a network that cannot be built. Also the order in which runs are started: the
// dearest first.
std::vector<double> run_costs(const SweepGrid& grid, std::span<const SweepRun> runs,
                              const SweepSize& size);

struct SweepEstimate {
  double operations = 0;
  double seconds = 0;      // with all threads at work and nothing else on the machine
  double seconds_now = 0;  // with whatever else it did while the clock ran
};

// Trains a few batches of noise with every network of the grid on every thread, which takes
// seconds.
SweepEstimate estimate_sweep(const SweepGrid& grid, std::span<const SweepRun> runs,
                             const SweepSize& size, int threads);

}  // namespace second_opinion
