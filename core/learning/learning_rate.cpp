// Every schedule is a closed form of the place in the training, so that a resumed
// training needs no state of it.
#include "core/learning/learning_rate.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace second_opinion {
namespace {

// Half a cosine from `from` (share 0) to `to` (share 1).
double cosine_between(double from, double to, double share) {
  return to + (from - to) * 0.5 * (1 + std::cos(std::numbers::pi * std::clamp(share, 0.0, 1.0)));
}

double warm_up(const ScheduleSettings& settings, double share) {
  if (settings.kind == ScheduleKind::kOneCycle)
    return cosine_between(settings.start_factor, 1, share);
  return settings.start_factor + (1 - settings.start_factor) * share;
}

}  // namespace

double learning_rate_factor(const ScheduleSettings& settings, double epoch, double epochs) {
  if (epoch < settings.warmup_epochs) return warm_up(settings, epoch / settings.warmup_epochs);
  const double since = epoch - settings.warmup_epochs;
  switch (settings.kind) {
    case ScheduleKind::kConstant:
      return 1;
    case ScheduleKind::kStep:
      return std::pow(settings.step_factor, std::floor(since / settings.step_epochs));
    case ScheduleKind::kCosine:
    case ScheduleKind::kOneCycle:
      return cosine_between(1, settings.final_factor,
                            since / std::max(epochs - settings.warmup_epochs, 1e-9));
  }
  return 1;
}

}  // namespace second_opinion
