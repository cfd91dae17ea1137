// Every refusal says what to do about it.
#include "native_trainer/distillation/bank_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace second_opinion {
namespace {

constexpr std::size_t kSamplePictures = 8;

}  // namespace

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
  const auto now = sample_view(recipe.augmentation, data, training_part, first);
  const auto close = [](unsigned char a, unsigned char b) { return std::abs(a - b) <= kTolerance; };
  if (std::equal(now.begin(), now.end(), bank.sample.begin(), bank.sample.end(), close))
    return std::nullopt;
  return "the bank's pictures are not those that this trainer draws for the same augmentation and "
         "seed (its augmentation has changed since); make the bank anew with `trainer teach`";
}

std::vector<unsigned char> sample_view(const AugmentationSettings& augmentation,
                                       const Dataset& data, std::span<const int> images,
                                       const TrainingView& view) {
  const PictureViews views(augmentation);
  std::vector<unsigned char> sample;
  std::array<float, kImagePixels> pixels{};
  for (const int image : images.first(std::min(kSamplePictures, images.size()))) {
    views.draw(data, image, view, pixels);
    for (const float pixel : pixels)
      sample.push_back(static_cast<unsigned char>(std::clamp(std::lround(pixel), 0l, 255l)));
  }
  return sample;
}

}  // namespace second_opinion
