// Everything that a training carries from step to step: what a checkpoint must
// hold so that a resumed training ends with the same bits.
#pragma once

#include <limits>
#include <optional>

#include "core/learning/ema.hpp"
#include "core/learning/optimizer.hpp"
#include "core/network/network.hpp"
#include "native_trainer/training/history.hpp"

namespace second_opinion {

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

ParameterValues copy_values(const Network& network);
void set_values(Network& network, const ParameterValues& values);

}  // namespace second_opinion
