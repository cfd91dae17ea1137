// The strokes are scaled so that they fill MNIST's 20 pixels with their pen, and drawn at several
// times that size: a pixel is inked when its centre lies within half a pen of a stroke.
#include "core/preparation/strokes.hpp"

#include <algorithm>
#include <cmath>

#include "core/preparation/digit_fit.hpp"

namespace second_opinion {
namespace {

constexpr int kFine = 8;            // pixels drawn for one of the 20
constexpr float kDigitSide = 20;    // pixels of MNIST
constexpr float kPen = 2.2f;        // pixels of MNIST, at pressure 0.5
constexpr float kLeastSpan = 0.1f;  // of the pad: what is smaller is not enlarged further

bool on_pad(const InkPoint& point) {
  return point.x >= 0 && point.x <= 1 && point.y >= 0 && point.y <= 1 && point.pressure >= 0 &&
         point.pressure <= 1;  // each false for NaN
}

// Half the pen's width: pressure gives or takes a fifth.
float radius_of(float pressure) {
  return kPen / 2 * (0.8f + 0.4f * pressure);
}

struct Canvas {
  int width;
  int height;
  std::vector<float> ink;

  // From a to b with the pen's half width going over from one to the other.
  void draw(InkPoint a, InkPoint b) {
    const float ra = radius_of(a.pressure) * kFine, rb = radius_of(b.pressure) * kFine;
    const float reach = std::max(ra, rb), dx = b.x - a.x, dy = b.y - a.y;
    const float length = dx * dx + dy * dy;
    const int left = std::max(0, static_cast<int>(std::min(a.x, b.x) - reach));
    const int right = std::min(width - 1, static_cast<int>(std::max(a.x, b.x) + reach));
    const int top = std::max(0, static_cast<int>(std::min(a.y, b.y) - reach));
    const int bottom = std::min(height - 1, static_cast<int>(std::max(a.y, b.y) + reach));
    for (int y = top; y <= bottom; ++y) {
      for (int x = left; x <= right; ++x) {
        const float px = static_cast<float>(x) + 0.5f - a.x;
        const float py = static_cast<float>(y) + 0.5f - a.y;
        const float along =
            length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0f, 1.0f) : 0.0f;
        const float ex = px - along * dx, ey = py - along * dy, radius = ra + along * (rb - ra);
        if (ex * ex + ey * ey <= radius * radius) ink[static_cast<std::size_t>(y * width + x)] = 1;
      }
    }
  }
};

}  // namespace

std::optional<PreparedDigit> prepare_strokes(std::span<const Stroke> strokes) {
  float left = 1, right = 0, top = 1, bottom = 0;
  for (const Stroke& stroke : strokes) {
    for (const InkPoint& point : stroke.points) {
      if (!on_pad(point)) continue;
      left = std::min(left, point.x), right = std::max(right, point.x);
      top = std::min(top, point.y), bottom = std::max(bottom, point.y);
    }
  }
  if (left > right) return std::nullopt;
  const float span = std::max({right - left, bottom - top, kLeastSpan});
  const float scale = (kDigitSide - kPen) * kFine / span, margin = kPen * kFine;
  const auto side_of = [&](float size) { return static_cast<int>(size * scale + 2 * margin) + 1; };
  Canvas canvas{side_of(right - left), side_of(bottom - top), {}};
  canvas.ink.resize(static_cast<std::size_t>(canvas.width) *
                    static_cast<std::size_t>(canvas.height));
  for (const Stroke& stroke : strokes) {
    const InkPoint* last = nullptr;
    InkPoint from{};
    for (const InkPoint& point : stroke.points) {
      if (!on_pad(point)) continue;
      const InkPoint to{(point.x - left) * scale + margin, (point.y - top) * scale + margin,
                        point.pressure};
      canvas.draw(last ? from : to, to);
      from = to;
      last = &point;
    }
  }
  int first_x = canvas.width, last_x = 0, first_y = canvas.height, last_y = 0;
  for (int y = 0; y < canvas.height; ++y) {
    for (int x = 0; x < canvas.width; ++x) {
      if (canvas.ink[static_cast<std::size_t>(y * canvas.width + x)] == 0) continue;
      first_x = std::min(first_x, x), last_x = std::max(last_x, x);
      first_y = std::min(first_y, y), last_y = std::max(last_y, y);
    }
  }
  std::vector<float> ink;
  for (int y = first_y; y <= last_y; ++y)
    for (int x = first_x; x <= last_x; ++x)
      ink.push_back(canvas.ink[static_cast<std::size_t>(y * canvas.width + x)]);
  const auto in_pad = [](float share) { return static_cast<int>(share * kPadPixels); };
  return PreparedDigit{{in_pad(left), in_pad(top), in_pad(right) - in_pad(left) + 1,
                        in_pad(bottom) - in_pad(top) + 1},
                       fit_digit(ink, last_x - first_x + 1, last_y - first_y + 1)};
}

}  // namespace second_opinion
