// One table says what each disturbance is called, by which amounts it works and how.
#include "native_trainer/synthetic/stress_set.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace second_opinion {
namespace {

constexpr std::uint64_t kStressSeed = 28;
constexpr std::uint64_t kStressStream = 1;  // apart from other users of Purpose::kNoise

float either_way(Random& random) {
  return random.unit() < 0.5 ? -1.0f : 1.0f;
}

Picture with_specks(const Picture& whole, float count, Random& random) {
  Picture picture = whole;
  for (int speck = 0; speck < static_cast<int>(count); ++speck) {
    const auto x = random.below(kImageSide - 1), y = random.below(kImageSide - 1);
    const float ink = random.between(100, 255);
    const std::uint32_t side = 1 + random.below(2);
    for (std::uint32_t i = 0; i < side * side; ++i) {
      float& pixel = picture[(y + i / side) * kImageSide + x + i % side];
      pixel = std::max(pixel, ink);
    }
  }
  return picture;
}

// A strip without ink through the picture, at a random angle past its middle.
Picture with_gap(const Picture& whole, float width, Random& random) {
  Picture picture = whole;
  const float angle = random.between(0, 3.14159f), offset = random.between(-5, 5);
  for (int i = 0; i < kImagePixels; ++i) {
    const float x = static_cast<float>(i % kImageSide) - 13.5f,
                y = static_cast<float>(i / kImageSide) - 13.5f;
    const float distance = std::abs(x * std::cos(angle) + y * std::sin(angle) - offset);
    picture[static_cast<std::size_t>(i)] *= std::clamp(distance - width / 2 + 0.5f, 0.0f, 1.0f);
  }
  return picture;
}

template <typename Change>
Picture each_pixel(Picture picture, Change change) {
  for (float& value : picture) value = std::clamp(change(value), 0.0f, 255.0f);
  return picture;
}

Picture shifted(const Picture& picture, float pixels, Random& random) {
  const float angle = random.between(0, 6.28318f);
  return mapped(picture,
                {.shift_x = pixels * std::cos(angle), .shift_y = pixels * std::sin(angle)});
}

using P = const Picture&;
using R = Random&;
constexpr std::array<Disturbance, 15> kDisturbances{{
    {"smaller",
     "of its size",
     {0.9f, 0.8f, 0.7f},
     [](P p, float amount, R) { return mapped(p, scaling(amount, amount)); }},
    {"larger",
     "of its size",
     {1.1f, 1.2f, 1.3f},
     [](P p, float amount, R) { return mapped(p, scaling(amount, amount)); }},
    {"shifted", "pixels", {1, 2, 3}, shifted},
    {"rotated",
     "degrees",
     {8, 16, 24},
     [](P p, float amount, R random) { return mapped(p, rotation(amount * either_way(random))); }},
    {"slanted",
     "degrees",
     {10, 20, 30},
     [](P p, float amount, R random) { return mapped(p, slant(amount * either_way(random))); }},
    {"thicker",
     "pixels a side",
     {0.5f, 1, 1.5f},
     [](P p, float amount, R) { return thickened(p, amount); }},
    {"thinner",
     "pixels a side",
     {0.3f, 0.6f, 0.9f},
     [](P p, float amount, R) { return thickened(p, -amount); }},
    {"blurred",
     "pixels (standard deviation)",
     {0.5f, 0.8f, 1.1f},
     [](P p, float amount, R) { return blurred(p, amount); }},
    {"fainter",
     "of its brightness",
     {0.7f, 0.5f, 0.3f},
     [](P p, float amount, R) { return each_pixel(p, [&](float v) { return amount * v; }); }},
    {"hard edges",
     "times the contrast",
     {2, 4, 16},
     [](P p, float amount, R) {
       return each_pixel(p, [&](float v) { return 127.5f + amount * (v - 127.5f); });
     }},
    {"grey paper",
     "of 255",
     {20, 40, 60},
     [](P p, float amount, R) {
       return each_pixel(p, [&](float v) { return amount + v * (255 - amount) / 255; });
     }},
    {"noise",
     "of 255 (standard deviation)",
     {20, 40, 60},
     [](P p, float amount, R random) {
       return each_pixel(p, [&](float v) { return v + amount * random.normal(); });
     }},
    {"bent", "pixels at most", {1, 2, 3}, bent},
    {"specks", "specks", {3, 6, 12}, with_specks},
    {"a gap", "pixels wide", {1, 2, 3}, with_gap},
}};

}  // namespace

std::span<const Disturbance> disturbances() {
  return kDisturbances;
}

PictureBytes disturbed(std::span<const unsigned char, kImagePixels> image, std::size_t disturbance,
                       int strength, std::uint64_t key) {
  Random random(key);
  const Disturbance& chosen = kDisturbances[disturbance];
  const float amount = chosen.amounts[static_cast<std::size_t>(strength)];
  return to_bytes(chosen.apply(to_picture(image), amount, random));
}

Dataset disturbed(const Dataset& digits, std::size_t disturbance, int strength) {
  Dataset out;
  out.labels = digits.labels;
  out.pixels.reserve(digits.pixels.size());
  for (int i = 0; i < digits.size(); ++i) {
    const std::uint64_t key =
        random_key(kStressSeed, Purpose::kNoise,
                   {kStressStream, disturbance, static_cast<std::uint64_t>(strength),
                    static_cast<std::uint64_t>(i)});
    const PictureBytes picture = disturbed(digits.image(i), disturbance, strength, key);
    out.pixels.insert(out.pixels.end(), picture.begin(), picture.end());
  }
  return out;
}

GreySheet stress_sheet(const Dataset& digits, int index) {
  GreySheet sheet;
  sheet.columns = 1 + static_cast<int>(kDisturbances.size());
  for (int strength = 0; strength < kStressStrengths; ++strength) {
    sheet.add(digits.image(index));
    for (std::size_t d = 0; d < kDisturbances.size(); ++d) {
      const std::uint64_t key = random_key(
          kStressSeed, Purpose::kNoise, {kStressStream, d, 0, static_cast<std::uint64_t>(index)});
      sheet.add(disturbed(digits.image(index), d, strength, key));
    }
  }
  return sheet;
}

}  // namespace second_opinion
