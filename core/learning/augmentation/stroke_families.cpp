// Families that change the strokes or where they lie: other pens, other frames, other hands.
#include <utility>

#include "core/learning/augmentation/disturbance_families.hpp"
#include "core/learning/augmentation/picture_reading.hpp"

namespace second_opinion::disturbances {
namespace {

// The brightest or darkest of a pixel and its four neighbours, blended in by `share`.
void grow(bool thicker, float share, Pixels pixels) {
  const Copy from = copy_of(pixels);
  for_each_pixel(pixels, [&](int x, int y, float& pixel) {
    const float up = pixel_at(from, x, y - 1), down = pixel_at(from, x, y + 1),
                left = pixel_at(from, x - 1, y), right = pixel_at(from, x + 1, y);
    const float extreme = thicker ? std::max({pixel, up, down, left, right})
                                  : std::min({pixel, up, down, left, right});
    pixel += share * (extreme - pixel);
  });
}

// The box around all ink brighter than a fifth; the whole picture where there is none.
struct Box {
  int left = kSide, top = kSide, right = -1, bottom = -1;  // inclusive
};

Box ink_box(Pixels pixels) {
  Box box;
  for_each_pixel(pixels, [&](int x, int y, float pixel) {
    if (pixel < 0.2f) return;
    box.left = std::min(box.left, x), box.right = std::max(box.right, x);
    box.top = std::min(box.top, y), box.bottom = std::max(box.bottom, y);
  });
  if (box.right < 0) return {0, 0, kSide - 1, kSide - 1};
  return box;
}

// The box's content drawn into another, whose edges need not be whole pixels. Averages two by
// two places per pixel, so that shrinking loses no thin stroke.
void redraw(const Box& box, float left, float top, float width, float height, Pixels pixels) {
  const Copy from = copy_of(pixels);
  const float step_x = static_cast<float>(box.right - box.left + 1) / width,
              step_y = static_cast<float>(box.bottom - box.top + 1) / height;
  for_each_pixel(pixels, [&](int x, int y, float& pixel) {
    float sum = 0;
    for (int part = 0; part < 4; ++part) {
      const float fx = static_cast<float>(x) + (static_cast<float>(part % 2) + 0.5f) / 2,
                  fy = static_cast<float>(y) + (static_cast<float>(part / 2) + 0.5f) / 2;
      sum += reading_at(from, static_cast<float>(box.left) + (fx - left) * step_x - 0.5f,
                        static_cast<float>(box.top) + (fy - top) * step_y - 0.5f);
    }
    pixel = sum / 4;
  });
}

}  // namespace

void pen_width(float strength, Random& random, Pixels pixels) {
  const bool thicker = random.unit() < 0.6;
  float amount = strength * (thicker ? 2.0f : 1.0f);
  for (; amount > 0; amount -= 1) grow(thicker, std::min(1.0f, amount), pixels);
}

void hard_edges(float strength, Random& random, Pixels pixels) {
  const float level = random.between(0.15f, 0.65f), slope = 1 + strength * 20;
  for (float& pixel : pixels) pixel = 0.5f + slope * (pixel - level);
  for (float& pixel : pixels) pixel = std::clamp(pixel, 0.0f, 1.0f);
}

// The contour of the strokes, outside or inside their edge, and what is left of their filling.
void outline(float strength, Random& random, Pixels pixels) {
  const bool outside = random.unit() < 0.6, hard = random.unit() < 0.7;
  const float filling = (1 - strength) * random.between(0, 0.6f),
              level = random.between(0.2f, 0.5f);
  if (hard)
    for (float& pixel : pixels) pixel = pixel > level ? 1.0f : 0.0f;
  const Copy whole = copy_of(pixels);
  grow(outside, 1, pixels);
  for_each_pixel(pixels, [&](int x, int y, float& pixel) {
    const float before = pixel_at(whole, x, y);
    pixel = std::abs(pixel - before) + filling * before;
  });
}

// Dashes and dots: a wave across the picture, or a grid of two, lets the ink through or not.
void broken_strokes(float strength, Random& random, Pixels pixels) {
  const bool dots = random.unit() < 0.5;
  const float angle = random.between(0, kTurn), period = random.between(2.5f, 7);
  const float phase_u = random.between(0, kTurn), phase_v = random.between(0, kTurn);
  const float open = random.between(-0.3f, 0.5f);
  const float cosine = std::cos(angle) * kTurn / period, sine = std::sin(angle) * kTurn / period;
  for_each_pixel(pixels, [&](int x, int y, float& pixel) {
    const float fx = static_cast<float>(x), fy = static_cast<float>(y);
    float wave = std::sin(cosine * fx + sine * fy + phase_u);
    if (dots) wave = (wave + std::sin(cosine * fy - sine * fx + phase_v)) * 0.7f;
    const float through = std::clamp(0.5f + 2 * (wave + open), 0.0f, 1.0f);
    pixel *= 1 - strength * (1 - through);
  });
}

// Drawn into a box of any shape, up to the whole picture, as collections do that know no frame.
void stretched(float strength, Random& random, Pixels pixels) {
  const Box box = ink_box(pixels);
  const float width = static_cast<float>(box.right - box.left + 1),
              height = static_cast<float>(box.bottom - box.top + 1);
  const auto towards = [&](float size) {
    return std::clamp(size + strength * (random.between(10, kSide + 1) - size), 3.0f,
                      static_cast<float>(kSide));
  };
  const float new_width = towards(width), new_height = towards(height);
  const float free_x = kSide - new_width, free_y = kSide - new_height;
  redraw(box, free_x * random.between(0.4f, 0.6f), free_y * random.between(0.4f, 0.6f), new_width,
         new_height, pixels);
}

// Another size and another place, all ink still inside.
void moved(float strength, Random& random, Pixels pixels) {
  const Box box = ink_box(pixels);
  const float width = static_cast<float>(box.right - box.left + 1),
              height = static_cast<float>(box.bottom - box.top + 1);
  const float largest = std::min(kSide / width, kSide / height);
  const float scale = std::min(largest, std::exp(strength * random.between(-0.6f, 0.35f)));
  const float free_x = kSide - scale * width, free_y = kSide - scale * height;
  const float reach = 0.5f * strength;
  redraw(box, free_x * random.between(0.5f - reach, 0.5f + reach),
         free_y * random.between(0.5f - reach, 0.5f + reach), scale * width, scale * height,
         pixels);
}

void ripple(float strength, Random& random, Pixels pixels) {
  const Copy from = copy_of(pixels);
  const float angle = random.between(0, kTurn), period = random.between(4, 16);
  const float phase = random.between(0, kTurn), peak = strength * std::min(2.0f, period / 5);
  const float cosine = std::cos(angle), sine = std::sin(angle);
  const bool along = random.unit() < 0.3;  // pushes along the wave's way, otherwise across it
  for_each_pixel(pixels, [&](int x, int y, float& pixel) {
    const float fx = static_cast<float>(x), fy = static_cast<float>(y);
    const float push = peak * std::sin((cosine * fx + sine * fy) * kTurn / period + phase);
    pixel = along ? reading_at(from, fx + push * cosine, fy + push * sine)
                  : reading_at(from, fx - push * sine, fy + push * cosine);
  });
}

}  // namespace second_opinion::disturbances
