// A training with everything around it: files in and out, progress, signals,
// checkpoints. What the `train` command does once its arguments are read.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "native_trainer/data/dataset.hpp"
#include "native_trainer/distillation/teacher_bank.hpp"
#include "native_trainer/recipe/recipe.hpp"
#include "native_trainer/training/training_state.hpp"

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
  std::function<void(const TrainingState&)> after_step;  // for whoever watches
};

// An exit code; errors have been printed.
int run_training(const TrainingJob& job, const Dataset& data);

// The recipe for another number of epochs: warm-up and steps keep their share of the whole.
Recipe with_epochs(Recipe recipe, int epochs);

}  // namespace second_opinion
