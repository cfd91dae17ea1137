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

}  // namespace

std::string percentage(float probability) {
  const double percent = 100.0 * probability;
  if (percent > 99.99 && percent < 100) return ">\u200a99.99\u2009%";
  if (percent < 0.01 && percent > 0) return "<\u200a0.01\u2009%";
  char text[24];
  std::snprintf(text, sizeof text, "%.2f\u2009%%", percent);
  return text;
}

float probability_bars_height() {
  return 10 * kRow;
}

void draw_probability_bars(const PageCanvas& canvas, const Rect& place,
                           std::span<const float> probabilities, const ProbabilityBarsLook& look) {
  const Theme& theme = *canvas.theme;
  const float track_x = canvas.snap(place.x + kLabelWidth);
  const float track_width = std::max(place.w - kLabelWidth - kPercentWidth, 1.0f);
  for (int digit = 0; digit < static_cast<int>(probabilities.size()); ++digit) {
    const float probability = probabilities[static_cast<std::size_t>(digit)];
    const bool wins = digit == look.winner;
    const float middle = place.y + (static_cast<float>(digit) + 0.5f) * kRow;
    const TextStyle style{.face = wins ? Face::kSansBold : Face::kSans,
                          .size = 15,
                          .color = wins ? theme.ink : theme.muted,
                          .tabular = true};
    const char label[2] = {static_cast<char>('0' + digit), 0};
    draw_label(canvas, {place.x, middle}, label, style, Align::kLeft);
    const float top = canvas.snap(middle - kBar / 2);
    const float bottom = canvas.snap(middle + kBar / 2);
    canvas.list->AddRectFilled({track_x, top}, {track_x + track_width, bottom},
                               with_alpha(theme.ink, 0.07f), 3);
    // A sliver stays visible, so that "almost nothing" differs from "nothing drawn".
    const float length =
        std::max(track_width * probability * look.grown, probability > 0 ? 2.0f : 0.0f);
    canvas.list->AddRectFilled({track_x, top}, {track_x + length, bottom},
                               wins ? look.accent : with_alpha(look.accent, 0.6f),
                               std::min(3.0f, length / 2));
    draw_label(canvas, {place.x + place.w, middle}, percentage(probability), style, Align::kRight);
  }
}

}  // namespace second_opinion
