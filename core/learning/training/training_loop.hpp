// A training from first values to the network that ships, step by step. Whoever
// drives it decides when to stop, what to save and what to show.
#pragma once

#include <optional>
#include <string>

#include "core/learning/training/split.hpp"
#include "core/learning/training/training_state.hpp"
#include "core/learning/training/training_step.hpp"

namespace second_opinion {

class TrainingLoop {
 public:
  // split.validation is empty in a training on everything. Teacher logits go with
  // settings.distillation: both or neither. Settings and data outlive the loop.
  TrainingLoop(const TrainingSettings& settings, const Dataset& data, const Split& split,
               PartRunner runner = {}, const TeacherLogits* teachers = nullptr);

  // All epochs done, or stopped early.
  bool finished() const;
  // One batch; after an epoch's last one also the validation and the record in the history. Returns
  // false when the training has diverged: a loss is not finite, or after an epoch a thousand times
  // that of an answer that knows nothing, from where no training comes back. The state is of no use
  // then.
  bool run_step();
  // Why run_step returned false, in words: which loss, when.
  const std::string& divergence() const { return divergence_; }

  TrainingState& state() { return state_; }
  const TrainingState& state() const { return state_; }
  int steps_per_epoch() const { return steps_per_epoch_; }

  // The network that ships (best on validation, or the last), with the statistics it needs.
  Network result();
  // Its logits on the validation pictures; empty in a full training.
  std::vector<float> validation_logits(const Network& network);
  const Dataset& validation() const { return validation_; }

 private:
  Network current_network();
  double learning_rate(int epoch, int step) const;
  bool finish_epoch(double last_learning_rate);
  // False, and a word about it, when `loss` is that of a training that has diverged.
  bool check_loss(const char* which, double loss);

  const TrainingSettings& settings_;
  const Dataset& data_;
  PartRunner runner_;
  std::vector<int> training_;    // indices
  std::vector<int> statistics_;  // indices of the pictures that batch statistics are measured on
  Dataset validation_;
  std::optional<DistillationTargets> targets_;
  TrainingStep stepper_;
  int steps_per_epoch_;
  std::vector<int> order_;  // of the epoch under way
  int ordered_epoch_ = -1;
  TrainingState state_;
  std::string divergence_;
};

}  // namespace second_opinion
