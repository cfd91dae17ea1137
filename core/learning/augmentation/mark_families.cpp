// Families of what else lies on the paper: lines through the digit, scribbles, splashes, ruling.
#include "core/learning/augmentation/disturbance_families.hpp"
#include "core/learning/augmentation/picture_reading.hpp"

namespace second_opinion::disturbances {
namespace {

// Bright as ink, or now and then the paper's own black, which cuts the strokes instead.
float mark_level(Random& random) {
  return random.unit() < 0.7 ? random.between(0.35f, 1) : -random.between(0.5f, 1);
}

int some(float strength, float most, Random& random) {
  return 1 + static_cast<int>(random.between(0, strength * most));
}

// Ink `level` within `radius` pixels of the segment from (x0, y0) to (x1, y1), one soft pixel at
// its edge. Levels below 0 take ink away instead.
void draw_segment(float x0, float y0, float x1, float y1, float radius, float level,
                  Pixels pixels) {
  const auto first = [&](float a, float b) {
    return std::clamp(static_cast<int>(std::floor(std::min(a, b) - radius)), 0, kSide - 1);
  };
  const auto last = [&](float a, float b) {
    return std::clamp(static_cast<int>(std::ceil(std::max(a, b) + radius)), 0, kSide - 1);
  };
  const float dx = x1 - x0, dy = y1 - y0, length = dx * dx + dy * dy;
  for (int y = first(y0, y1); y <= last(y0, y1); ++y) {
    for (int x = first(x0, x1); x <= last(x0, x1); ++x) {
      const float px = static_cast<float>(x) - x0, py = static_cast<float>(y) - y0;
      const float along = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0f, 1.0f) : 0;
      const float distance = std::hypot(px - along * dx, py - along * dy);
      const float ink = std::clamp(radius + 0.5f - distance, 0.0f, 1.0f);
      float& pixel = pixels[static_cast<std::size_t>(y * kSide + x)];
      pixel = level >= 0 ? std::max(pixel, ink * level) : pixel * (1 + ink * level);
    }
  }
}

}  // namespace

// Straight through the picture: struck through, underlined, folded.
void lines(float strength, Random& random, Pixels pixels) {
  for (int left = some(strength, 3, random); left > 0; --left) {
    const float angle = random.between(0, kTurn), offset = random.between(-9, 9);
    const float x = kCentre + offset * std::cos(angle), y = kCentre + offset * std::sin(angle);
    const float reach_x = 30 * std::sin(angle), reach_y = -30 * std::cos(angle);
    const float from = random.unit() < 0.6 ? 1.0f : random.between(0, 0.4f);
    draw_segment(x - from * reach_x, y - from * reach_y, x + reach_x, y + reach_y,
                 random.between(0.2f, 0.4f + strength * 0.8f), mark_level(random), pixels);
  }
}

// One pen that wanders: from loose curves to tight zigzags.
void scribble(float strength, Random& random, Pixels pixels) {
  const int segments = 2 + static_cast<int>(strength * random.between(2, 12));
  const float step = random.between(4, 14), turn = random.between(0.3f, 3);
  const float level = random.between(0.4f, 1), radius = random.between(0.2f, 0.9f);
  float x = random.between(0, kSide - 1), y = random.between(0, kSide - 1);
  float angle = std::atan2(kCentre - y, kCentre - x) + random.between(-0.7f, 0.7f);
  float side = 1;
  const bool zigzag = random.unit() < 0.5;
  for (int i = 0; i < segments; ++i) {
    const float to_x = std::clamp(x + step * std::cos(angle), -1.0f, kSide + 0.0f),
                to_y = std::clamp(y + step * std::sin(angle), -1.0f, kSide + 0.0f);
    draw_segment(x, y, to_x, to_y, radius, level, pixels);
    x = to_x, y = to_y;
    side = -side;
    angle += zigzag ? side * turn : random.between(-turn, turn);
  }
}

void splashes(float strength, Random& random, Pixels pixels) {
  const float level = mark_level(random);
  const float largest = random.between(0.3f, 2.5f);
  for (int left = some(strength, largest > 1.2f ? 8 : 24, random); left > 0; --left) {
    const float x = random.between(0, kSide - 1), y = random.between(0, kSide - 1);
    const float tail = random.unit() < 0.3 ? random.between(0, 4) : 0,
                angle = random.between(0, kTurn);
    draw_segment(x, y, x + tail * std::cos(angle), y + tail * std::sin(angle),
                 random.between(0.1f, largest), level, pixels);
  }
}

// Parallel lines at one distance, or two such sets at right angles.
void ruled_paper(float strength, Random& random, Pixels pixels) {
  const bool squared = random.unit() < 0.5;
  const float period = random.between(3.5f, 12),
              angle = random.unit() < 0.7 ? random.between(-0.1f, 0.1f) : random.between(0, kTurn);
  const float level = strength * random.between(0.3f, 0.9f), width = random.between(0.5f, 1.6f);
  const float phase_u = random.between(0, period), phase_v = random.between(0, period);
  const float cosine = std::cos(angle), sine = std::sin(angle);
  const auto line = [&](float place) {
    const float away = std::abs(place - period * std::round(place / period));
    return std::clamp(width / 2 + 0.5f - away, 0.0f, 1.0f);
  };
  for_each_pixel(pixels, [&](int x, int y, float& pixel) {
    const float fx = static_cast<float>(x), fy = static_cast<float>(y);
    float ink = line(cosine * fy - sine * fx + phase_u);
    if (squared) ink = std::max(ink, line(cosine * fx + sine * fy + phase_v));
    pixel = std::max(pixel, level * ink);
  });
}

// What a crop too wide shows: a frame's bar, a neighbour's ink at one or two sides.
void edge_bars(float strength, Random& random, Pixels pixels) {
  for (int left = some(strength, 2, random); left > 0; --left) {
    const std::uint32_t side = random.below(4);
    const float depth = random.between(0, 0.5f + 3 * strength), level = random.between(0.4f, 1);
    const float from = random.between(-4, 16), to = from + random.between(6, 36);
    const float at = side < 2 ? depth - 1 : kSide - depth;
    if (side % 2 == 0)
      draw_segment(from, at, to, at + random.between(-2, 2), 1, level, pixels);
    else
      draw_segment(at, from, at + random.between(-2, 2), to, 1, level, pixels);
  }
}

}  // namespace second_opinion::disturbances
