// The distance from every pixel to every segment is computed, and outlines are tested at several
// places of each pixel: slow, but simple and exact.
#include "native_trainer/synthetic/stroke_drawing.hpp"

#include <algorithm>
#include <cmath>

namespace second_opinion {
namespace {

float distance_to_segment(float px, float py, Point a, Point b) {
  const float dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const float t =
      length > 0 ? std::clamp(((px - a.x) * dx + (py - a.y) * dy) / length, 0.0f, 1.0f) : 0.0f;
  return std::hypot(px - a.x - t * dx, py - a.y - t * dy);
}

struct Box {
  float left = 1e9f, right = -1e9f, top = 1e9f, bottom = -1e9f;
  float side() const { return std::max({right - left, bottom - top, 1e-3f}); }
};

Box box_around(const std::vector<Stroke>& strokes) {
  Box box;
  for (const Stroke& stroke : strokes) {
    for (const Point point : stroke) {
      box.left = std::min(box.left, point.x), box.right = std::max(box.right, point.x);
      box.top = std::min(box.top, point.y), box.bottom = std::max(box.bottom, point.y);
    }
  }
  return box;
}

constexpr float kMiddle = (kImageSide - 1) / 2.0f;

}  // namespace

Stroke smooth_curve(const Stroke& through) {
  constexpr int kPieces = 6;
  if (through.size() < 3) return through;
  Stroke curve;
  for (std::size_t i = 0; i + 1 < through.size(); ++i) {
    const Point a = through[i == 0 ? 0 : i - 1], b = through[i], c = through[i + 1],
                d = through[std::min(i + 2, through.size() - 1)];
    for (int piece = 0; piece < kPieces; ++piece) {
      const float t = static_cast<float>(piece) / kPieces;
      const auto blend = [&](float p, float q, float r, float s) {
        return 0.5f * (2 * q + t * (r - p) + t * t * (2 * p - 5 * q + 4 * r - s) +
                       t * t * t * (3 * q - p - 3 * r + s));
      };
      curve.push_back({blend(a.x, b.x, c.x, d.x), blend(a.y, b.y, c.y, d.y)});
    }
  }
  curve.push_back(through.back());
  return curve;
}

void draw_stroke(const Stroke& stroke, float radius, Picture& picture) {
  for (std::size_t i = 0; i < stroke.size(); ++i) {
    const Point a = stroke[i], b = stroke[std::min(i + 1, stroke.size() - 1)];
    for (int p = 0; p < kImagePixels; ++p) {
      const float distance = distance_to_segment(static_cast<float>(p % kImageSide),
                                                 static_cast<float>(p / kImageSide), a, b);
      float& pixel = picture[static_cast<std::size_t>(p)];
      pixel = std::max(pixel, 255 * std::clamp(radius + 0.5f - distance, 0.0f, 1.0f));
    }
  }
}

void fill_outline(const std::vector<Stroke>& outline, Picture& picture) {
  constexpr int kRows = 4;  // of each pixel; along a row edges are soft by their exact place
  constexpr float kShare = 255.0f / kRows;
  struct Crossing {
    float x;
    int turn;
  };
  std::vector<Crossing> crossings;
  for (int line = 0; line < kRows * kImageSide; ++line) {
    const float y = (static_cast<float>(line) + 0.5f) / kRows - 0.5f;
    crossings.clear();
    for (const Stroke& contour : outline) {
      for (std::size_t i = 0; i < contour.size(); ++i) {
        const Point a = contour[i], b = contour[(i + 1) % contour.size()];
        if ((a.y <= y) == (b.y <= y)) continue;
        crossings.push_back({a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x), a.y < b.y ? 1 : -1});
      }
    }
    std::sort(crossings.begin(), crossings.end(),
              [](const Crossing& a, const Crossing& b) { return a.x < b.x; });
    int winding = 0;
    for (std::size_t i = 0; i + 1 < crossings.size(); ++i) {
      winding += crossings[i].turn;
      if (winding == 0) continue;
      for (int x = 0; x < kImageSide; ++x) {
        const float left = static_cast<float>(x) - 0.5f;
        const float covered =
            std::min(left + 1, crossings[i + 1].x) - std::max(left, crossings[i].x);
        float& pixel = picture[static_cast<std::size_t>(line / kRows * kImageSide + x)];
        if (covered > 0) pixel = std::min(255.0f, pixel + kShare * covered);
      }
    }
  }
}

void frame(std::vector<Stroke>& strokes, float side) {
  const Box box = box_around(strokes);
  const float factor = side / box.side();
  for (Stroke& stroke : strokes)
    for (Point& point : stroke)
      point = {factor * (point.x - (box.left + box.right) / 2) + kMiddle,
               factor * (point.y - (box.top + box.bottom) / 2) + kMiddle};
}

Picture draw_framed(std::vector<Stroke> strokes, float radius) {
  const float factor = (20 - 2 * radius) / box_around(strokes).side();
  float mean_x = 0, mean_y = 0, count = 0;
  for (Stroke& stroke : strokes) {
    for (Point& point : stroke) {
      point = {factor * point.x, factor * point.y};
      mean_x += point.x, mean_y += point.y, ++count;
    }
  }
  Picture picture{};
  for (Stroke& stroke : strokes) {
    for (Point& point : stroke)
      point = {point.x - mean_x / count + kMiddle, point.y - mean_y / count + kMiddle};
    draw_stroke(stroke, radius, picture);
  }
  return picture;
}

}  // namespace second_opinion
