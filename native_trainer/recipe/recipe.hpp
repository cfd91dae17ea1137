// Everything that decides a training, as one JSON file describes it: the
// network, its first values, loss, optimizer, schedule, augmentation. Checked
// completely before anything runs; unknown keys are errors.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/learning/augmentation.hpp"
#include "core/learning/distillation_loss.hpp"
#include "core/learning/initialization.hpp"
#include "core/learning/learning_rate.hpp"
#include "core/learning/loss.hpp"
#include "core/learning/optimizer.hpp"
#include "core/network/network.hpp"
#include "core/weights/weights_file.hpp"
#include "native_trainer/data/split.hpp"

namespace second_opinion {

struct Recipe {
  std::string name;
  std::string description;
  NetworkSpec network;
  InitializationSettings initialization;
  LossSettings loss;
  std::optional<DistillationSettings>
      distillation;  // with it, a training needs a bank of teachers' answers
  OptimizerSettings optimizer;
  ScheduleSettings schedule;
  AugmentationSettings augmentation;
  int epochs = 10;
  int batch = 128;
  int sub_batch =
      32;  // images that one thread handles at a time; part of the result, not of the machine
  double gradient_clip = 0;         // largest norm of a step's gradient; 0 = any
  double ema_half_life_epochs = 0;  // 0 = no averaging of weights
  int early_stopping_patience = 0;  // epochs without a better validation loss; 0 = never stop early
  int training_images = 0;          // use only so many of the training part (its first); 0 = all
  double validation_fraction = 0.2;
  SplitKind split = SplitKind::kRandom;
  float input_mean = 0;
  float input_deviation = 1;
  std::uint64_t seed = 0;
  Storage storage = Storage::kFloat32;
  std::string text;  // the recipe as it was read, compact: for provenance and to recognise a
                     // checkpoint's recipe
};

Result<Recipe, std::string> parse_recipe(std::string_view json);
Result<Recipe, std::string> read_recipe(const std::filesystem::path& path);

}  // namespace second_opinion
