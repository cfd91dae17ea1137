// A rectangle of pixels.
#pragma once

#include <algorithm>

namespace second_opinion {

struct PixelBox {
  int x = 0;  // of its left column
  int y = 0;  // of its upper row
  int width = 0;
  int height = 0;

  int right() const { return x + width; }  // the first column beyond it
  int bottom() const { return y + height; }
  bool operator==(const PixelBox&) const = default;
};

// The least box that holds both.
inline PixelBox around(const PixelBox& a, const PixelBox& b) {
  const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

// How many columns (rows) two boxes share; minus the gap between them where they share none.
inline int shared_columns(const PixelBox& a, const PixelBox& b) {
  return std::min(a.right(), b.right()) - std::max(a.x, b.x);
}
inline int shared_rows(const PixelBox& a, const PixelBox& b) {
  return std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
}

}  // namespace second_opinion
