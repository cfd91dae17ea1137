// The table, and the draw of what happens to one picture.
#include "core/learning/augmentation/disturbance.hpp"

#include <algorithm>
#include <array>

#include "core/learning/augmentation/disturbance_families.hpp"

namespace second_opinion {
namespace {

constexpr auto kFirst = FamilyHalf::kFirst;
constexpr auto kSecond = FamilyHalf::kSecond;

// First: pens, light and lenses. Second: places, marks, negatives, filters and noise.
constexpr std::array<DisturbanceFamily, 30> kFamilies{{
    {"stretched", kSecond, disturbances::stretched},
    {"moved", kSecond, disturbances::moved},
    {"ripple", kSecond, disturbances::ripple},
    {"pen_width", kFirst, disturbances::pen_width},
    {"hard_edges", kFirst, disturbances::hard_edges},
    {"outline", kFirst, disturbances::outline},
    {"broken_strokes", kFirst, disturbances::broken_strokes},
    {"lines", kSecond, disturbances::lines},
    {"scribble", kSecond, disturbances::scribble},
    {"splashes", kSecond, disturbances::splashes},
    {"ruled_paper", kSecond, disturbances::ruled_paper},
    {"edge_bars", kSecond, disturbances::edge_bars},
    {"faint_ink", kFirst, disturbances::faint_ink},
    {"shade", kFirst, disturbances::shade},
    {"grey_paper", kFirst, disturbances::grey_paper},
    {"dark_ink", kFirst, disturbances::dark_ink},
    {"slope_of_light", kFirst, disturbances::slope_of_light},
    {"clouds", kFirst, disturbances::clouds},
    {"negative_patch", kSecond, disturbances::negative_patch},
    {"bright_patch", kSecond, disturbances::bright_patch},
    {"soft_focus", kFirst, disturbances::soft_focus},
    {"motion", kFirst, disturbances::motion},
    {"mosaic", kFirst, disturbances::mosaic},
    {"random_filter", kSecond, disturbances::random_filter},
    {"scattered", kSecond, disturbances::scattered},
    {"blotches", kSecond, disturbances::blotches},
    {"grain", kSecond, disturbances::grain},
    {"brightness_noise", kSecond, disturbances::brightness_noise},
    {"salt_and_pepper", kSecond, disturbances::salt_and_pepper},
    {"lost_lines", kSecond, disturbances::lost_lines},
}};

bool is_chosen(const DisturbanceFamily& family, FamilyChoice choice) {
  return choice == FamilyChoice::kAll ||
         (choice == FamilyChoice::kFirstHalf) == (family.half == FamilyHalf::kFirst);
}

}  // namespace

std::span<const DisturbanceFamily> disturbance_families() {
  return kFamilies;
}

void apply_disturbance(const DisturbanceFamily& family, float strength, Random& random,
                       Pixels pixels) {
  family.apply(strength, random, pixels);
  for (float& pixel : pixels) pixel = std::clamp(pixel, 0.0f, 1.0f);
}

DisturbanceSettings in_epoch(DisturbanceSettings settings, int epoch, int epochs) {
  if (epoch >= epochs - settings.last_epochs) settings.probability = settings.last_probability;
  return settings;
}

void disturb(const DisturbanceSettings& settings, std::uint64_t key, Pixels pixels) {
  constexpr float kFullByte = 255;
  if (settings.probability == 0) return;
  Random random(key);
  if (!(random.unit() < settings.probability)) return;
  std::array<std::size_t, kFamilies.size()> chosen;
  std::size_t count = 0;
  for (std::size_t i = 0; i < kFamilies.size(); ++i)
    if (is_chosen(kFamilies[i], settings.families)) chosen[count++] = i;
  std::size_t drawn = 0;
  const auto most = std::min(count, static_cast<std::size_t>(std::max(1, settings.most)));
  do {
    const std::size_t other = drawn + random.below(static_cast<std::uint32_t>(count - drawn));
    std::swap(chosen[drawn++], chosen[other]);
  } while (drawn < most && random.unit() < 0.5);
  std::sort(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(drawn));
  for (float& pixel : pixels) pixel /= kFullByte;
  for (std::size_t i = 0; i < drawn; ++i) {
    const float strength = random.between(static_cast<float>(settings.least_strength),
                                          static_cast<float>(settings.most_strength));
    apply_disturbance(kFamilies[chosen[i]], strength, random, pixels);
  }
  for (float& pixel : pixels) pixel *= kFullByte;
}

}  // namespace second_opinion
