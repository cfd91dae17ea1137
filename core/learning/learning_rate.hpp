// How the learning rate moves during training, as a factor of its peak: constant,
// in steps, along a cosine (Loshchilov and Hutter 2017) or one cycle (Smith and
// Topin 2018), each with a warm-up if wanted.
#pragma once

namespace second_opinion {

enum class ScheduleKind { kConstant, kStep, kCosine, kOneCycle };

struct ScheduleSettings {
  ScheduleKind kind = ScheduleKind::kConstant;
  double warmup_epochs = 0;  // rising linearly from start_factor (one-cycle: by half a cosine)
  double start_factor = 0;   // where the warm-up begins; one-cycle: 0.04 unless given
  double final_factor = 0;   // where cosine and one-cycle end
  double step_epochs = 10;   // step: every so many epochs after the warm-up …
  double step_factor = 0.1;  // … times this
};

// epoch: 0 ≤ epoch ≤ epochs, with fractions for steps inside an epoch.
double learning_rate_factor(const ScheduleSettings& settings, double epoch, double epochs);

}  // namespace second_opinion
