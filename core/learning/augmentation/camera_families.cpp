// Families of lenses and sensors: blur, coarseness, filters and noise of many kinds.
#include "core/learning/augmentation/disturbance_families.hpp"
#include "core/learning/augmentation/picture_reading.hpp"
#include "core/learning/augmentation/smooth_field.hpp"

namespace second_opinion::disturbances {
namespace {

constexpr int kFilterReach = 2;
constexpr int kFilterSide = 2 * kFilterReach + 1;

// Noise of a strength may still be of any level up to `most` times it.
float noise_level(float strength, float most, Random& random) {
  return strength * random.between(0.3f, 1) * most;
}

}  // namespace

void soft_focus(float strength, Random& random, Pixels pixels) {
  constexpr int kReach = 5;
  const float sigma = 0.4f + strength * random.between(0.5f, 1.6f);
  std::array<float, 2 * kReach + 1> weights;
  float sum = 0;
  for (int i = -kReach; i <= kReach; ++i) {
    const float t = static_cast<float>(i) / sigma;
    sum += weights[static_cast<std::size_t>(i + kReach)] = std::exp(-t * t / 2);
  }
  for (const bool along_x : {true, false}) {
    const Copy from = copy_of(pixels);
    for_each_pixel(pixels, [&](int x, int y, float& pixel) {
      float value = 0;
      for (int i = -kReach; i <= kReach; ++i)
        value += weights[static_cast<std::size_t>(i + kReach)] *
                 pixel_at(from, along_x ? x + i : x, along_x ? y : y + i);
      pixel = value / sum;
    });
  }
}

// The mean along a line, straight or turned about the picture's middle.
void motion(float strength, Random& random, Pixels pixels) {
  const Copy from = copy_of(pixels);
  const float length = 1.5f + strength * random.between(2, 9);
  const float angle = random.between(0, kTurn), dx = std::cos(angle), dy = std::sin(angle);
  const bool turned = random.unit() < 0.2;
  const int steps = 1 + static_cast<int>(std::ceil(length));
  for_each_pixel(pixels, [&](int x, int y, float& pixel) {
    const float fx = static_cast<float>(x), fy = static_cast<float>(y);
    const float way_x = turned ? -(fy - kCentre) / 9 : dx, way_y = turned ? (fx - kCentre) / 9 : dy;
    float sum = 0;
    for (int step = 0; step < steps; ++step) {
      const float way = length * (static_cast<float>(step) / static_cast<float>(steps - 1) - 0.5f);
      sum += reading_at(from, fx + way * way_x, fy + way * way_y);
    }
    pixel = sum / static_cast<float>(steps);
  });
}

// As few pixels as 7 by 7, each the mean of its part, drawn as blocks or smoothly; in a few steps
// of grey, as coarse scans have them.
void mosaic(float strength, Random& random, Pixels pixels) {
  const float block = 1.2f + strength * random.between(0.3f, 2.8f);
  const bool smooth = random.unit() < 0.5;
  const int greys = random.unit() < 0.5 ? 2 + static_cast<int>(random.below(15)) : 256;
  const float offset_x = random.between(0, block), offset_y = random.between(0, block);
  const Copy from = copy_of(pixels);
  constexpr int kMostBlocks = 26;
  const int blocks = std::min(kMostBlocks, static_cast<int>(std::ceil(kSide / block)) + 2);
  std::array<float, kMostBlocks * kMostBlocks> means;
  for (int by = 0; by < blocks; ++by) {
    for (int bx = 0; bx < blocks; ++bx) {
      float sum = 0;
      for (int part = 0; part < 9; ++part)
        sum += reading_at(
            from,
            (static_cast<float>(bx) + (static_cast<float>(part % 3) - 1) / 3) * block - offset_x,
            (static_cast<float>(by) + (static_cast<float>(part / 3) - 1) / 3) * block - offset_y);
      const float steps = static_cast<float>(greys - 1);
      means[static_cast<std::size_t>(by * blocks + bx)] = std::round(sum / 9 * steps) / steps;
    }
  }
  const auto mean = [&](int bx, int by) {
    return means[static_cast<std::size_t>(std::clamp(by, 0, blocks - 1) * blocks +
                                          std::clamp(bx, 0, blocks - 1))];
  };
  for_each_pixel(pixels, [&](int x, int y, float& pixel) {
    const float u = (static_cast<float>(x) + offset_x) / block,
                v = (static_cast<float>(y) + offset_y) / block;
    if (!smooth) {
      pixel = mean(static_cast<int>(std::lround(u)), static_cast<int>(std::lround(v)));
      return;
    }
    const int bx = static_cast<int>(u), by = static_cast<int>(v);
    const float fx = u - static_cast<float>(bx), fy = v - static_cast<float>(by);
    pixel = (1 - fy) * ((1 - fx) * mean(bx, by) + fx * mean(bx + 1, by)) +
            fy * ((1 - fx) * mean(bx, by + 1) + fx * mean(bx + 1, by + 1));
  });
}

// Any small filter at all, of weights that sum to 1 or, like an edge detector's, to less.
void random_filter(float strength, Random& random, Pixels pixels) {
  std::array<float, kFilterSide * kFilterSide> weights;
  const bool small = random.unit() < 0.5;
  float sum = 0;
  for (int i = 0; i < kFilterSide * kFilterSide; ++i) {
    const bool used = !small || (std::abs(i % kFilterSide - kFilterReach) < 2 &&
                                 std::abs(i / kFilterSide - kFilterReach) < 2);
    sum += weights[static_cast<std::size_t>(i)] = used ? random.normal() : 0.0f;
  }
  const float centre = random.between(0, 2);
  weights[kFilterSide * kFilterReach + kFilterReach] += centre;
  sum += centre;
  // A sum near 0 would blow the picture up; such filters are left to answer in absolute values.
  const bool edges = std::abs(sum) < 1;
  const float scale = 1 / (edges ? 2.0f : sum);
  const Copy from = copy_of(pixels);
  for_each_pixel(pixels, [&](int x, int y, float& pixel) {
    float value = 0;
    for (int i = 0; i < kFilterSide * kFilterSide; ++i)
      value +=
          weights[static_cast<std::size_t>(i)] *
          pixel_at(from, x + i % kFilterSide - kFilterReach, y + i / kFilterSide - kFilterReach);
    value = std::clamp(edges ? std::abs(value * scale) : value * scale, 0.0f, 1.0f);
    pixel += strength * (value - pixel);
  });
}

// Every pixel read from a random place near by, as through frosted glass or on rough paper.
void scattered(float strength, Random& random, Pixels pixels) {
  const float reach = 0.4f + strength * random.between(0.4f, 1.8f);
  const bool soft = random.unit() < 0.5;
  const Copy from = copy_of(pixels);
  for_each_pixel(pixels, [&](int x, int y, float& pixel) {
    const float u = static_cast<float>(x) + random.between(-reach, reach),
                v = static_cast<float>(y) + random.between(-reach, reach);
    pixel =
        soft ? reading_at(from, u, v)
             : pixel_at(from, static_cast<int>(std::lround(u)), static_cast<int>(std::lround(v)));
  });
  if (random.unit() < 0.3) soft_focus(0.2f * strength, random, pixels);
}

void blotches(float strength, Random& random, Pixels pixels) {
  Field field;
  draw_smooth_field(random.between(1.2f, 5), random, field);
  const float level = noise_level(strength, 1.2f, random);
  for (std::size_t i = 0; i < kImagePixels; ++i) pixels[i] += level * field[i];
}

void grain(float strength, Random& random, Pixels pixels) {
  const float level = noise_level(strength, 0.6f, random);
  const bool even = random.unit() < 0.3;  // evenly spread values instead of normal ones
  for (float& pixel : pixels)
    pixel += level * (even ? random.between(-1.7f, 1.7f) : random.normal());
}

// Noise that grows with the light: of counted photons, or as large a share of every brightness.
void brightness_noise(float strength, Random& random, Pixels pixels) {
  const bool counted = random.unit() < 0.5;
  const float level = noise_level(strength, counted ? 0.8f : 1.2f, random),
              dark = counted ? random.between(0, 0.1f) : 0;
  for (float& pixel : pixels)
    pixel += level * random.normal() * (counted ? std::sqrt(pixel + dark) : pixel);
}

void salt_and_pepper(float strength, Random& random, Pixels pixels) {
  const float share = noise_level(strength, 0.4f, random);
  const float salt = random.unit() < 0.6 ? 0.5f : random.between(0, 1);
  const bool any = random.unit() < 0.2;  // any brightness instead of black and white
  for (float& pixel : pixels) {
    if (static_cast<float>(random.unit()) >= share) continue;
    const float value = static_cast<float>(random.unit());
    pixel = any ? value : value < salt ? 1.0f : 0.0f;
  }
}

// Whole rows or columns without a picture, or shifted, as from a worn print head or a bad cable.
void lost_lines(float strength, Random& random, Pixels pixels) {
  const bool rows = random.unit() < 0.5, shifted = random.unit() < 0.4;
  const float share = strength * random.between(0.1f, 0.4f),
              level = random.unit() < 0.6 ? 0.0f : random.between(0, 1);
  const Copy from = copy_of(pixels);
  for (int line = 0; line < kSide; ++line) {
    if (static_cast<float>(random.unit()) >= share) continue;
    const int by = static_cast<int>(std::lround(random.between(-2.5f, 2.5f)));
    for (int i = 0; i < kSide; ++i) {
      const int x = rows ? i : line, y = rows ? line : i;
      pixels[static_cast<std::size_t>(y * kSide + x)] =
          shifted ? pixel_at(from, rows ? x + by : x, rows ? y : y + by) : level;
    }
  }
}

}  // namespace second_opinion::disturbances
