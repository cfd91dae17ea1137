// A training with its files: the recipe's split, checkpoints, the weights and
// the history that it leaves. Prints nothing and listens to no signals; it tells
// events and asks whether to stop (events.hpp).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "core/base/result.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/distillation/teacher_bank.hpp"
#include "native_trainer/recipe/recipe.hpp"
#include "native_trainer/training/events.hpp"

namespace second_opinion {

struct TrainingJob {
  Recipe recipe;
  std::filesystem::path weights;  // FILE.weights; beside it FILE.history.json and FILE.checkpoint
  int threads = 0;                // 0 = all cores
  std::filesystem::path writers;  // table for a split by writers (writers.hpp)
  bool full = false;              // no validation, no early stopping, the last network ships
  bool resume = false;
  std::optional<TeacherBank> bank;  // goes with recipe.distillation
  double temperature = 1;           // what a full training ships; otherwise fitted on validation
};

// The weights and the history stand.
struct TrainingFinished {
  std::size_t bytes = 0;  // of the weights file
  int epoch = 0;          // the one that ships
  double temperature = 1;
  double seconds = 0;
  // Whether its answers for the held-out pictures are worth no more than a guess: every temperature
  // makes them worse than ten equal probabilities. So it is when labels mean nothing, or when they
  // were learned by heart; the training itself has not failed.
  bool learned_nothing = false;
};

// Asked to stop before the end; the checkpoint holds everything so far.
struct TrainingStopped {
  std::filesystem::path checkpoint;
};

using TrainingOutcome = std::variant<TrainingFinished, TrainingStopped>;

// A checkpoint is written after every epoch and when the work is asked to stop. The error says what
// failed, where, and what to do; no weights are written then. A training that diverges is such an
// error: its last good checkpoint stays. It has diverged when a loss is not finite or is a thousand
// times that of a guess (core/learning/training/training_loop), and when the logits of the network
// that would ship are so large that no temperature up to the greatest one calibrates them.
Result<TrainingOutcome, std::string> run_training(const TrainingJob& job, const Dataset& data,
                                                  const TrainingListener& listener = nullptr,
                                                  const StopAsked& stop = nullptr);

}  // namespace second_opinion
