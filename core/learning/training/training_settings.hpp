// Everything that decides what a training does to its network, as plain values.
// Where they come from (a recipe's JSON, the page) is not known here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/learning/augmentation/augmentation.hpp"
#include "core/learning/augmentation/disturbance.hpp"
#include "core/learning/distillation_loss.hpp"
#include "core/learning/initialization.hpp"
#include "core/learning/learning_rate.hpp"
#include "core/learning/loss.hpp"
#include "core/learning/optimizer.hpp"
#include "core/network/network.hpp"

namespace second_opinion {

struct TrainingSettings {
  std::string name;
  NetworkSpec network;
  InitializationSettings initialization;
  LossSettings loss;
  std::optional<DistillationSettings> distillation;  // with it, a training needs teacher logits
  OptimizerSettings optimizer;
  ScheduleSettings schedule;
  AugmentationSettings augmentation;
  DisturbanceSettings disturbance;  // after the augmentation; teachers never see it
  int epochs = 10;
  int batch = 128;
  // Images of one forward and backward pass, which one worker does at a time. The cut into
  // sub-batches decides batch statistics and rounding, so it belongs to the result.
  int sub_batch = 32;
  double gradient_clip = 0;         // largest norm of a step's gradient; 0 = any
  double ema_half_life_epochs = 0;  // 0 = no averaging of weights
  int early_stopping_patience = 0;  // epochs without a better validation loss; 0 = never stop early
  int training_images = 0;          // use only so many of the training part (its first); 0 = all
  float input_mean = 0;
  float input_deviation = 1;
  std::uint64_t seed = 0;
};

}  // namespace second_opinion
