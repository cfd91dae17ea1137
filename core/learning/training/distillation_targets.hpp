// What a student of distillation learns from beside the labels: which augmented
// view each of its epochs shows, and the teachers' logits for a picture there.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/learning/training/training_settings.hpp"
#include "core/learning/training/training_view.hpp"

namespace second_opinion {

// The mean logits of the teachers on every view of every training picture. Refers to the numbers of
// somebody else (a TeacherBank of the trainer), who outlives it.
struct TeacherLogits {
  std::uint64_t seed = 0;                 // of the augmentation that made the views
  int views = 0;                          // ≥ 1
  int light_views = 0;                    // the last so many are lightly augmented
  int images = 0;                         // in the training part
  std::span<const std::uint16_t> values;  // views × images × 10, float16
};

class DistillationTargets {
 public:
  // settings: the student's, whose ordinary and light epochs need views of their kind.
  // training_part: ascending picture indices, in the order of the logits' rows.
  DistillationTargets(const TeacherLogits& logits, const TrainingSettings& settings,
                      std::span<const int> training_part);

  // The student's ordinary epochs go through the ordinary views, again and again if need be; its
  // last, lightly augmented epochs through the light views. With as many views as epochs, epoch e
  // sees view e.
  TrainingView view(int epoch) const;
  // The teachers' mean logits for a picture of the training part.
  void logits(const TrainingView& view, int image, std::span<float, kDigitCount> out) const;

 private:
  TeacherLogits logits_;
  int first_light_epoch_;
  std::vector<int> row_;  // by picture index; -1 = not in the training part
};

}  // namespace second_opinion
