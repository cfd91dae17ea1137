// What long work tells while it runs, and how it is asked to end early. The work
// itself prints nothing and knows no signals: whoever runs it (commands/) turns
// events into lines and signals into an answer.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <variant>

#include "core/learning/training/training_state.hpp"

namespace second_opinion {

// Asked between steps, by any thread: true when the work should end at the next point from which it
// can go on later. An empty function never asks for that.
using StopAsked = std::function<bool()>;

inline bool stop_asked(const StopAsked& stop) {
  return stop && stop();
}

// Before the first step.
struct TrainingBegan {
  std::string name;  // the recipe's
  std::size_t parameters = 0;
  double multiply_adds = 0;  // of one image's forward pass
  int training_images = 0;
  int validation_images = 0;
  std::uint64_t seed = 0;
  int epochs = 0;
  int threads = 0;
};

// After every step that does not end an epoch; means are over the epoch so far.
struct StepDone {
  int epoch = 0;  // from 1
  int epochs = 0;
  double share = 0;  // of the whole training, 0..1
  double loss = 0;
  double accuracy = 0;
  double images_per_second = 0;
  double seconds_left = 0;
};

struct EpochDone {
  EpochRecord record;
  int epochs = 0;
  bool validated = false;
  bool best = false;  // on validation so far
  double images_per_second = 0;
};

using TrainingEvent = std::variant<TrainingBegan, StepDone, EpochDone>;
using TrainingListener = std::function<void(const TrainingEvent&)>;

}  // namespace second_opinion
