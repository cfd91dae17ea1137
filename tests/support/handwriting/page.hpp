// A sheet of paper in colour, digits written on it, and where each of them stands. What light and
// camera make of it is camera.hpp's.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "core/preparation/pixel_box.hpp"
#include "tests/support/handwriting/pen_digits.hpp"

namespace second_opinion::testing {

using Color = std::array<float, 3>;  // red, green, blue, 0..255

struct TrueDigit {
  int digit = 0;
  PixelBox box;
};

struct Page {
  int width = 0;
  int height = 0;
  std::vector<Color> pixels;
  std::vector<TrueDigit> digits;  // in reading order

  Page(int page_width, int page_height, const Color& paper)
      : width(page_width),
        height(page_height),
        pixels(static_cast<std::size_t>(page_width) * static_cast<std::size_t>(page_height),
               paper) {}

  Color& at(int x, int y) {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                  static_cast<std::size_t>(x)];
  }
  // cover: 0..1
  void blend(int x, int y, const Color& ink, float cover) {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    Color& pixel = at(x, y);
    for (std::size_t c = 0; c < 3; ++c) pixel[c] += (ink[c] - pixel[c]) * cover;
  }
};

// Ink of one digit before it is on the page, so that strokes that cross are no darker there.
struct Cover {
  int left = 0, top = 0, width = 0, height = 0;
  std::vector<float> ink;

  Cover(int x, int y, int cover_width, int cover_height)
      : left(x),
        top(y),
        width(cover_width),
        height(cover_height),
        ink(static_cast<std::size_t>(cover_width) * static_cast<std::size_t>(cover_height)) {}
  float& at(int x, int y) { return ink[static_cast<std::size_t>(y * width + x)]; }

  // Page coordinates; radius in pixels.
  void line(PenPoint a, PenPoint b, float radius) {
    const float dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const auto begin = [&](float value, int origin) {
      return std::max(0, static_cast<int>(value - radius - 2) - origin);
    };
    const int right = std::min(width, static_cast<int>(std::max(a.x, b.x) + radius + 2) - left);
    const int bottom = std::min(height, static_cast<int>(std::max(a.y, b.y) + radius + 2) - top);
    for (int y = begin(std::min(a.y, b.y), top); y < bottom; ++y) {
      for (int x = begin(std::min(a.x, b.x), left); x < right; ++x) {
        const float px = static_cast<float>(x + left) + 0.5f - a.x;
        const float py = static_cast<float>(y + top) + 0.5f - a.y;
        const float t = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0f, 1.0f) : 0;
        const float distance = std::hypot(px - t * dx, py - t * dy);
        at(x, y) = std::max(at(x, y), std::clamp(radius - distance + 0.5f, 0.0f, 1.0f));
      }
    }
  }

  // Onto the page; returns where at least half of a pixel is inked.
  PixelBox print(Page& page, const Color& color, float opacity) {
    int x0 = page.width, x1 = 0, y0 = page.height, y1 = 0;
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        if (at(x, y) == 0) continue;
        page.blend(x + left, y + top, color, at(x, y) * opacity);
        if (at(x, y) < 0.5f) continue;
        x0 = std::min(x0, x + left), x1 = std::max(x1, x + left);
        y0 = std::min(y0, y + top), y1 = std::max(y1, y + top);
      }
    }
    return {x0, y0, x1 - x0 + 1, y1 - y0 + 1};
  }
};

struct Pen {
  Color color{};
  float width = 4;    // pixels
  float opacity = 1;  // 0..1
};

// With its middle at (x, y); height in pixels.
inline void write(Page& page, int digit, const Hand& hand, const Pen& pen, float x, float y,
                  float height, Random& random) {
  const int reach = static_cast<int>(height + pen.width);
  Cover cover(static_cast<int>(x) - reach, static_cast<int>(y) - reach, 2 * reach, 2 * reach);
  for (const PenStroke& stroke : written(digit, hand, random)) {
    for (std::size_t i = 0; i < stroke.size(); ++i) {
      const auto on_page = [&](const PenPoint& point) {
        return PenPoint{x + (point.x - 0.3f) * height, y + (point.y - 0.5f) * height};
      };
      cover.line(on_page(stroke[i == 0 ? 0 : i - 1]), on_page(stroke[i]), pen.width / 2);
    }
  }
  page.digits.push_back({digit, cover.print(page, pen.color, pen.opacity)});
}

// A digit of 28 × 28 bytes, its 20 pixels enlarged to `height`, as if a pen had written it: soft
// edges one pixel of the page wide.
inline void stamp(Page& page, int digit, std::span<const unsigned char> source, const Pen& pen,
                  float x, float y, float height) {
  const float scale = height / 20;
  const int reach = static_cast<int>(14 * scale) + 1;
  Cover cover(static_cast<int>(x) - reach, static_cast<int>(y) - reach, 2 * reach, 2 * reach);
  const auto grey = [&](int column, int row) {
    const bool inside = column >= 0 && row >= 0 && column < 28 && row < 28;
    return inside ? static_cast<float>(source[static_cast<std::size_t>(row * 28 + column)]) / 255
                  : 0.0f;
  };
  for (int py = 0; py < cover.height; ++py) {
    for (int px = 0; px < cover.width; ++px) {
      const float u = (static_cast<float>(px + cover.left) + 0.5f - x) / scale + 13.5f;
      const float v = (static_cast<float>(py + cover.top) + 0.5f - y) / scale + 13.5f;
      const int column = static_cast<int>(std::floor(u)), row = static_cast<int>(std::floor(v));
      const float fx = u - static_cast<float>(column), fy = v - static_cast<float>(row);
      const float value = (grey(column, row) * (1 - fx) + grey(column + 1, row) * fx) * (1 - fy) +
                          (grey(column, row + 1) * (1 - fx) + grey(column + 1, row + 1) * fx) * fy;
      cover.at(px, py) = value < 0.02f ? 0 : value;
    }
  }
  page.digits.push_back({digit, cover.print(page, pen.color, pen.opacity)});
}

// Printed lines, `distance` apart; a positive or a negative slope is the camera's to make.
inline void rule(Page& page, const Color& color, float distance, float width, bool across,
                 float offset) {
  const int length = across ? page.width : page.height, depth = across ? page.height : page.width;
  for (float place = offset; place < static_cast<float>(depth); place += distance) {
    for (int d = static_cast<int>(place - width); d <= static_cast<int>(place + width) + 1; ++d) {
      const float cover =
          std::clamp(width / 2 - std::abs(static_cast<float>(d) + 0.5f - place) + 0.5f, 0.0f, 1.0f);
      for (int i = 0; cover > 0 && i < length; ++i)
        page.blend(across ? i : d, across ? d : i, color, cover);
    }
  }
}

}  // namespace second_opinion::testing
