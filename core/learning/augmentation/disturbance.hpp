// What paper, light, cameras, pens and hands do to a digit beside bending it: a table of many
// unrelated families, from which training draws a few for a picture. A network that has met all of
// them expects none in particular. Our own inventions, on purpose no copy of any benchmark's.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/random.hpp"
#include "core/learning/augmentation/pixels.hpp"

namespace second_opinion {

// Families that resemble each other lie in one half, so that a network trained with one half can be
// judged on what it truly never met.
enum class FamilyHalf { kFirst, kSecond };

struct DisturbanceFamily {
  std::string_view name;
  FamilyHalf half;
  // strength: 0 (hardly seen) to 1 (as far as people still read nearly all digits). Everything else
  // is drawn from `random`. Values may leave 0..1; disturb() clamps them.
  void (*apply)(float strength, Random& random, Pixels pixels);
};

// In the order in which they happen: to the strokes, on the paper, in the light, in the camera.
std::span<const DisturbanceFamily> disturbance_families();

enum class FamilyChoice { kAll, kFirstHalf, kSecondHalf };

struct DisturbanceSettings {
  double probability = 0;  // of a picture to be disturbed at all
  int most = 3;            // families at once; each further one is half as likely as the one before
  double least_strength = 0.1, most_strength = 1;
  FamilyChoice families = FamilyChoice::kAll;
  int last_epochs = 0;          // in so many last epochs …
  double last_probability = 0;  // … this is the probability: the clean digits have the last word
  bool operator==(const DisturbanceSettings&) const = default;
};

// As they hold in one of `epochs` epochs, the first being 0.
DisturbanceSettings in_epoch(DisturbanceSettings settings, int epoch, int epochs);

// pixels: 0..255, in place. With the settings' probability one to `most` families of the choice;
// which, and all that they draw, depends on the key alone. With probability 0 nothing changes.
void disturb(const DisturbanceSettings& settings, std::uint64_t key, Pixels pixels);

// One family alone, pixels 0..1, in place and clamped.
void apply_disturbance(const DisturbanceFamily& family, float strength, Random& random,
                       Pixels pixels);

}  // namespace second_opinion
