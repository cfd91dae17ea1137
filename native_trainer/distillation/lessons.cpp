// Views are counted from the front for ordinary epochs and from the first light
// view for light ones.
#include "native_trainer/distillation/lessons.hpp"

#include <algorithm>
#include <cassert>
#include <cstdlib>

#include "core/base/half.hpp"

namespace second_opinion {

std::optional<std::string> bank_misfit(const TeacherBank& bank, const Recipe& recipe,
                                       const BankSubject& subject) {
  const std::string remedy = "; make a bank for this recipe with `trainer teach`";
  if (bank.subject.data != subject.data)
    return "the bank was made from other pictures than this training's; check --data" + remedy;
  if (bank.subject.split != subject.split || bank.subject.images != subject.images)
    return "the bank covers another part of the training set (" +
           std::to_string(bank.subject.images) + " pictures; this training has " +
           std::to_string(subject.images) +
           "): both need the same --full, --split, validation_fraction and training_images" +
           remedy;
  if (bank.subject.augmentation != subject.augmentation)
    return "the bank shows pictures with another augmentation (" + bank.subject.augmentation +
           ") than the recipe (" + subject.augmentation + ")" + remedy;
  const int light_epochs = recipe.augmentation.light_last_epochs;
  if (light_epochs > 0 && bank.light_views == 0)
    return "the recipe ends with lightly augmented epochs, of which the bank has no views" + remedy;
  if (light_epochs < recipe.epochs && bank.light_views == bank.views)
    return "the bank has only lightly augmented views" + remedy;
  return std::nullopt;
}

std::optional<std::string> bank_picture_misfit(const TeacherBank& bank, const Recipe& recipe,
                                               const Dataset& data,
                                               std::span<const int> training_part) {
  constexpr int kTolerance = 2;
  if (bank.sample.empty()) return std::nullopt;
  const TrainingView first{bank.seed, 0, bank.light_views == bank.views};
  const auto now = sample_view(PictureViews(recipe.augmentation), data, training_part, first);
  const auto close = [](unsigned char a, unsigned char b) { return std::abs(a - b) <= kTolerance; };
  if (std::equal(now.begin(), now.end(), bank.sample.begin(), bank.sample.end(), close))
    return std::nullopt;
  return "the bank's pictures are not those that this trainer draws for the same augmentation and "
         "seed (its augmentation has "
         "changed since); make the bank anew with `trainer teach`";
}

Lessons::Lessons(const TeacherBank& bank, const Recipe& recipe, std::span<const int> training_part)
    : bank_(bank), light_from_(recipe.epochs - recipe.augmentation.light_last_epochs) {
  assert(static_cast<int>(training_part.size()) == bank.subject.images);
  for (std::size_t row = 0; row < training_part.size(); ++row) {
    row_.resize(static_cast<std::size_t>(training_part[row]) + 1, -1);
    row_.back() = static_cast<int>(row);
  }
}

TrainingView Lessons::view(int epoch) const {
  const int ordinary = bank_.views - bank_.light_views;
  if (epoch < light_from_) return {bank_.seed, epoch % ordinary, false};
  return {bank_.seed, ordinary + (epoch - light_from_) % bank_.light_views, true};
}

void Lessons::answer(const TrainingView& view, int image,
                     std::span<float, kDigitCount> logits) const {
  const std::size_t row =
      static_cast<std::size_t>(view.number) * static_cast<std::size_t>(bank_.subject.images) +
      static_cast<std::size_t>(row_[static_cast<std::size_t>(image)]);
  for (std::size_t k = 0; k < kDigitCount; ++k)
    logits[k] = half_to_float(bank_.logits[row * kDigitCount + k]);
}

}  // namespace second_opinion
