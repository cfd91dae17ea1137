// What was drawn on the pad → one digit, drawn again with a pen as wide as MNIST's and prepared as
// any other. Knows no screen and no pointer.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/preparation/preparation.hpp"

namespace second_opinion {

struct InkPoint {
  float x = 0;            // 0..1 of the pad's side, from the left
  float y = 0;            // 0..1, from the top
  float pressure = 0.5f;  // 0..1; 0.5 where the device cannot tell
};

// From pen down to pen up. A stroke of one point is a dot.
struct Stroke {
  std::vector<InkPoint> points;
};

// PreparedDigit::box counts the pad's side as this many pixels.
inline constexpr int kPadPixels = 280;

// How wide the pad should show a stroke of pressure 0.5, as a share of the pad's side.
inline constexpr float kPadBrush = 0.08f;

// All strokes are one digit; none without a point. Points outside the pad, or none at all in
// numbers (NaN), are left out. The pen's width follows the digit's size, as if everybody had
// written as large as the pad.
std::optional<PreparedDigit> prepare_strokes(std::span<const Stroke> strokes);

}  // namespace second_opinion
