// Views are counted from the front for ordinary epochs and from the first light
// view for light ones.
#include "core/learning/training/distillation_targets.hpp"

#include <cassert>

#include "core/base/half.hpp"

namespace second_opinion {

DistillationTargets::DistillationTargets(const TeacherLogits& logits,
                                         const TrainingSettings& settings,
                                         std::span<const int> training_part)
    : logits_(logits),
      first_light_epoch_(settings.epochs - settings.augmentation.light_last_epochs) {
  assert(static_cast<int>(training_part.size()) == logits.images);
  for (std::size_t row = 0; row < training_part.size(); ++row) {
    row_.resize(static_cast<std::size_t>(training_part[row]) + 1, -1);
    row_.back() = static_cast<int>(row);
  }
}

TrainingView DistillationTargets::view(int epoch) const {
  const int ordinary = logits_.views - logits_.light_views;
  if (epoch < first_light_epoch_) return {logits_.seed, epoch % ordinary, false};
  return {logits_.seed, ordinary + (epoch - first_light_epoch_) % logits_.light_views, true};
}

void DistillationTargets::logits(const TrainingView& view, int image,
                                 std::span<float, kDigitCount> out) const {
  const std::size_t row =
      static_cast<std::size_t>(view.number) * static_cast<std::size_t>(logits_.images) +
      static_cast<std::size_t>(row_[static_cast<std::size_t>(image)]);
  for (std::size_t k = 0; k < kDigitCount; ++k)
    out[k] = half_to_float(logits_.values[row * kDigitCount + k]);
}

}  // namespace second_opinion
