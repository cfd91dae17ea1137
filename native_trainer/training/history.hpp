// What happened in a training, epoch by epoch, as the history file tells it.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace second_opinion {

struct EpochRecord {
  int epoch = 0;  // from 1
  double train_loss =
      0;  // mean over the epoch, on augmented pictures, with the weights as they moved
  double train_accuracy = 0;   // likewise
  double validation_loss = 0;  // after the epoch; meaningless in a training on everything
  double validation_accuracy = 0;
  double learning_rate = 0;  // of the last step
  double seconds = 0;        // validation included
};

struct History {
  std::string recipe;
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

// Arrays per epoch beside the facts of the run; no validation arrays' values in a full run (they
// are empty).
nlohmann::ordered_json history_document(const History& history);

}  // namespace second_opinion
