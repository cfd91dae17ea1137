// Draws ten rows, each with the digit, a track, the bar on it and the percentage.
#include "web/canvas/probability_bars.hpp"

#include <algorithm>
#include <cstdio>

namespace second_opinion {
namespace {

constexpr float kRow = 24;
constexpr float kBar = 12;
constexpr float kLabelWidth = 22;
constexpr float kPercentWidth = 74;
constexpr float kCompactRow = 20;
constexpr float kCompactLabel = 18;
constexpr float kCompactPercent = 46;

// "98 %", and still never 100 % or 0 % for what is neither.
std::string whole_percentage(float probability) {
  const double percent = 100.0 * probability;
  if (percent > 99.5 && percent < 100) return ">\u200a99\u2009%";
  if (percent < 0.5 && percent > 0) return "<\u200a1\u2009%";
  char text[16];
  std::snprintf(text, sizeof text, "%.0f\u2009%%", percent);
  return text;
}

}  // namespace

std::string percentage(float probability) {
  const double percent = 100.0 * probability;
  if (percent > 99.99 && percent < 100) return ">\u200a99.99\u2009%";
  if (percent < 0.01 && percent > 0) return "<\u200a0.01\u2009%";
  char text[24];
  std::snprintf(text, sizeof text, "%.2f\u2009%%", percent);
  return text;
}

float probability_bars_height(bool compact) {
  return 10 * (compact ? kCompactRow : kRow);
}

void draw_probability_bars(const PageCanvas& canvas, const Rect& place,
                           std::span<const float> probabilities, const ProbabilityBarsLook& look) {
  const Theme& theme = *canvas.theme;
  const float row = look.compact ? kCompactRow : kRow;
  const float label_width = look.compact ? kCompactLabel : kLabelWidth;
  const float percent_width = look.compact ? kCompactPercent : kPercentWidth;
  const float track_x = canvas.snap(place.x + label_width);
  const float track_width = std::max(place.w - label_width - percent_width, 1.0f);
  for (int digit = 0; digit < static_cast<int>(probabilities.size()); ++digit) {
    const float probability = probabilities[static_cast<std::size_t>(digit)];
    const bool wins = digit == look.winner;
    const float middle = place.y + (static_cast<float>(digit) + 0.5f) * row;
    const TextStyle style{.face = wins ? Face::kSansBold : Face::kSans,
                          .size = look.compact ? 14.0f : 15.0f,
                          .color = wins ? theme.ink : theme.muted,
                          .tabular = true};
    const char label[2] = {static_cast<char>('0' + digit), 0};
    draw_label(canvas, {place.x, middle}, label, style, Align::kLeft);
    const float top = canvas.snap(middle - kBar / 2);
    const float bottom = canvas.snap(middle + kBar / 2);
    canvas.list->AddRectFilled({track_x, top}, {track_x + track_width, bottom},
                               with_alpha(theme.ink, 0.07f), 3);
    if (look.winner < 0) continue;
    // A sliver stays visible, so that "almost nothing" differs from "nothing drawn".
    const float length =
        std::max(track_width * probability * look.grown, probability > 0 ? 2.0f : 0.0f);
    canvas.list->AddRectFilled({track_x, top}, {track_x + length, bottom},
                               wins ? look.accent : with_alpha(look.accent, 0.6f),
                               std::min(3.0f, length / 2));
    draw_label(canvas, {place.x + place.w, middle},
               look.compact ? whole_percentage(probability) : percentage(probability), style,
               Align::kRight);
  }
}

}  // namespace second_opinion
