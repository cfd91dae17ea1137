// Whether a student may learn from a bank of teacher logits: banks are files,
// and one that was made for other pictures would teach nonsense without a word.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/learning/training/training_view.hpp"
#include "native_trainer/distillation/teacher_bank.hpp"
#include "native_trainer/recipe/recipe.hpp"

namespace second_opinion {

// Why a student of this recipe and subject cannot learn from the bank (a whole sentence), or
// nothing when it can.
std::optional<std::string> bank_misfit(const TeacherBank& bank, const Recipe& recipe,
                                       const BankSubject& subject);

// The same for the pictures themselves: whether augmentation still makes of the bank's sample what
// the teachers saw (to two grey levels). A trainer whose augmentation was changed must not use old
// logits. training_part: the bank's own.
std::optional<std::string> bank_picture_misfit(const TeacherBank& bank, const Recipe& recipe,
                                               const Dataset& data,
                                               std::span<const int> training_part);

// The first few (at most 8) of `images` as the view shows them, rounded to bytes, 784 each: what a
// bank keeps so that its pictures can be recognised.
std::vector<unsigned char> sample_view(const AugmentationSettings& augmentation,
                                       const Dataset& data, std::span<const int> images,
                                       const TrainingView& view);

}  // namespace second_opinion
