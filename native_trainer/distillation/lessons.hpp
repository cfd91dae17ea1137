// A bank of teachers' answers as one student takes it in: which view each of
// its epochs shows, and what the teachers said about a picture there.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "native_trainer/data/training_view.hpp"
#include "native_trainer/distillation/teacher_bank.hpp"
#include "native_trainer/recipe/recipe.hpp"

namespace second_opinion {

// Why a student of this recipe and subject cannot learn from the bank (a whole sentence), or
// nothing when it can.
std::optional<std::string> bank_misfit(const TeacherBank& bank, const Recipe& recipe,
                                       const BankSubject& subject);

// The same for the pictures themselves: whether augmentation still bends the bank's sample as it
// did for the teachers (to two grey levels). A trainer whose augmentation was changed must not use
// old answers. training_part: the bank's own.
std::optional<std::string> bank_picture_misfit(const TeacherBank& bank, const Recipe& recipe,
                                               const Dataset& data,
                                               std::span<const int> training_part);

class Lessons {
 public:
  // The bank fits (bank_misfit) and outlives the lessons; training_part: ascending picture indices,
  // the bank's own.
  Lessons(const TeacherBank& bank, const Recipe& recipe, std::span<const int> training_part);

  // The student's ordinary epochs go through the bank's ordinary views, again and again if need be;
  // its last, lightly augmented epochs through the bank's light views. Equal numbers of both: epoch
  // e sees view e.
  TrainingView view(int epoch) const;
  // The teachers' mean logits for a picture of the training part.
  void answer(const TrainingView& view, int image, std::span<float, kDigitCount> logits) const;

 private:
  const TeacherBank& bank_;
  int light_from_;        // the student's first light epoch
  std::vector<int> row_;  // by picture index; -1 = not in the training part
};

}  // namespace second_opinion
