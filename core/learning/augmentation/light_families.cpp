// Families of light and paper: how bright the paper is, where, and how much darker or brighter the
// ink.
#include "core/learning/augmentation/disturbance_families.hpp"
#include "core/learning/augmentation/picture_reading.hpp"
#include "core/learning/augmentation/smooth_field.hpp"

namespace second_opinion::disturbances {
namespace {

Field cloud(float least_spacing, float most_spacing, Random& random) {
  Field field;
  draw_smooth_field(random.between(least_spacing, most_spacing), random, field);
  for (float& value : field) value = std::clamp(0.5f + 0.8f * value, 0.0f, 1.0f);
  return field;
}

// 1 inside a band, a half-plane, a disc or a box with edges at random places, 0 outside; the
// larger, the stronger.
Field region(float strength, Random& random) {
  const std::uint32_t kind = random.below(4);
  const float angle = random.between(0, kTurn), cosine = std::cos(angle), sine = std::sin(angle);
  const float at = random.between(-7, 7), across = random.between(-7, 7);
  const float most = 3 + 6 * strength, beyond = 8 * (1 - strength);
  const float half = random.between(2, most), half_across = random.between(2, most);
  const bool upright = random.unit() < 0.4;  // along the picture's sides
  Field inside;
  for_each_pixel(inside, [&](int x, int y, float& pixel) {
    const float fx = static_cast<float>(x) - kCentre, fy = static_cast<float>(y) - kCentre;
    const float u = (upright ? fx : cosine * fx + sine * fy) - at,
                v = (upright ? fy : cosine * fy - sine * fx) - across;
    const bool in = kind == 0   ? u > beyond
                    : kind == 1 ? std::abs(u) < half
                    : kind == 2 ? u * u + v * v < half * half
                                : std::abs(u) < half && std::abs(v) < half_across;
    pixel = in ? 1.0f : 0.0f;
  });
  return inside;
}

}  // namespace

void faint_ink(float strength, Random& random, Pixels pixels) {
  const float ink = 1 - strength * random.between(0.5f, 0.85f);
  const float power = std::exp(strength * random.between(-0.8f, 0.8f));
  for (float& pixel : pixels) pixel = ink * std::pow(pixel, power);
}

void shade(float strength, Random& random, Pixels pixels) {
  const Field field = cloud(5, 25, random);
  const float depth = strength * random.between(0.5f, 0.95f);
  for (std::size_t i = 0; i < kImagePixels; ++i) pixels[i] *= 1 - depth * field[i];
}

void grey_paper(float strength, Random& random, Pixels pixels) {
  const float paper = strength * random.between(0.1f, 0.85f);
  const float ink = paper + (1 - paper) * (1 - strength * random.between(0, 0.75f));
  for (float& pixel : pixels) pixel = paper + (ink - paper) * pixel;
}

void dark_ink(float strength, Random& random, Pixels pixels) {
  const float paper = 1 - strength * random.between(0, 0.6f);
  const float ink = paper * strength * random.between(0, 0.75f);
  for (float& pixel : pixels) pixel = paper + (ink - paper) * pixel;
}

// From one side of the picture to the other, as beside a lamp or a window.
void slope_of_light(float strength, Random& random, Pixels pixels) {
  const float angle = random.between(0, kTurn), cosine = std::cos(angle), sine = std::sin(angle);
  const float darkest = random.between(0, 0.4f) * strength,
              brightest = darkest + strength * random.between(0.2f, 0.6f);
  const float bulge = random.between(-0.5f, 0.5f), ink = random.between(0.4f, 1);
  for_each_pixel(pixels, [&](int x, int y, float& pixel) {
    const float fx = (static_cast<float>(x) - kCentre) / kCentre,
                fy = (static_cast<float>(y) - kCentre) / kCentre;
    const float place = (1 + (cosine * fx + sine * fy) / 1.4f) / 2;
    const float paper = darkest + (brightest - darkest) * (place + bulge * place * (1 - place));
    pixel = paper + (1 - paper) * ink * pixel;
  });
}

// Mist: bright clouds over or between paper and eye.
void clouds(float strength, Random& random, Pixels pixels) {
  Field field = cloud(4, 16, random);
  if (random.unit() < 0.5) {  // finer ones among them, each half as strong
    const Field finer = cloud(2, 6, random);
    for (std::size_t i = 0; i < kImagePixels; ++i) field[i] = (2 * field[i] + finer[i]) / 3;
  }
  const float density = strength * random.between(0.4f, 0.9f);
  const std::uint32_t kind = random.below(3);
  for (std::size_t i = 0; i < kImagePixels; ++i) {
    const float mist = density * field[i];
    pixels[i] = kind == 0   ? pixels[i] * (1 - mist) + mist             // hides and brightens
                : kind == 1 ? pixels[i] * (1 - density) + mist          // a fainter digit in it
                            : 1 - (1 - pixels[i]) * (1 - mist * 0.9f);  // adds light
  }
}

void negative_patch(float strength, Random& random, Pixels pixels) {
  const Field inside = region(strength, random);
  const float mix = random.unit() < 0.6 ? 1.0f : random.between(0.75f, 1);
  for (std::size_t i = 0; i < kImagePixels; ++i) pixels[i] += inside[i] * mix * (1 - 2 * pixels[i]);
}

// A piece of brighter paper, or of a shadow's edge.
void bright_patch(float strength, Random& random, Pixels pixels) {
  const Field inside = region(strength, random);
  const float paper = strength * random.between(0.2f, 0.75f);
  const bool outside = random.unit() < 0.4;
  for (std::size_t i = 0; i < kImagePixels; ++i) {
    const float level = paper * (outside ? 1 - inside[i] : inside[i]);
    pixels[i] = level + (1 - level) * pixels[i];
  }
}

}  // namespace second_opinion::disturbances
