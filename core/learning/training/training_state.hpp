// Everything that a training carries from step to step: what a checkpoint must
// hold so that a resumed training ends with the same bits, and what is told of
// its epochs.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/learning/ema.hpp"
#include "core/learning/optimizer.hpp"
#include "core/network/network.hpp"

namespace second_opinion {

struct EpochRecord {
  int epoch = 0;  // from 1
  // Means over the epoch, on augmented pictures, with the weights as they moved.
  double train_loss = 0;
  double train_accuracy = 0;
  // After the epoch; mean nothing in a training without validation.
  double validation_loss = 0;
  double validation_accuracy = 0;
  double learning_rate = 0;  // of the last step
  double seconds = 0;        // validation included
};

struct History {
  std::string recipe;  // its name
  std::uint64_t seed = 0;
  bool full = false;  // trained on everything: no validation
  int training_images = 0;
  int validation_images = 0;
  int threads = 0;
  std::vector<EpochRecord> epochs;
  int best_epoch = 0;  // the one that ships, from 1; 0 = none yet
  double temperature = 1;

  double wall_seconds() const;
};

// Of the epoch that is under way.
struct EpochSums {
  double loss = 0;
  std::int64_t right = 0;
  std::int64_t images = 0;
  double seconds = 0;
};

// The best network on validation so far, statistics included.
struct BestNetwork {
  double loss = std::numeric_limits<double>::infinity();
  ParameterValues values;
};

struct TrainingState {
  Network network;
  Optimizer optimizer;
  std::optional<WeightAverage> average;
  int epoch = 0;  // finished ones
  int step = 0;   // finished ones in this epoch
  EpochSums sums;
  History history;
  BestNetwork best;
};

// Parameter values out of a network and into one of the same shape.
ParameterValues copy_values(const Network& network);
void set_values(Network& network, const ParameterValues& values);

}  // namespace second_opinion
