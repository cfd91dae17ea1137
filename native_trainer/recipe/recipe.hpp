// Everything that decides a training, as one JSON file describes it: the
// network, its first values, loss, optimizer, schedule, augmentation. Checked
// completely before anything runs; unknown keys are errors.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/learning/training/split.hpp"
#include "core/learning/training/training_settings.hpp"
#include "core/weights/weights_file.hpp"

namespace second_opinion {

// The settings of a training, and what its driver needs beside them.
struct Recipe : TrainingSettings {
  std::string description;
  double validation_fraction = 0.2;
  SplitKind split = SplitKind::kRandom;
  Storage storage = Storage::kFloat32;  // of the weights file
  // The recipe as it was read, compact: for provenance, and to recognise a checkpoint's recipe.
  std::string text;
};

Result<Recipe, std::string> parse_recipe(std::string_view json);
Result<Recipe, std::string> read_recipe(const std::filesystem::path& path);

// The recipe for another number of epochs: warm-up and steps keep their share of the whole.
Recipe with_epochs(Recipe recipe, int epochs);

}  // namespace second_opinion
