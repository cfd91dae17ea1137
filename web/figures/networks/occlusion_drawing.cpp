// The map as an inked picture with outlines, and its sentence.
#include "web/figures/networks/occlusion_drawing.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "web/canvas/probability_bars.hpp"
#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/kit/figure_kit.hpp"

namespace second_opinion {
namespace {

constexpr float kSwatch = 12;
constexpr float kLegendGap = 24;  // between the shades and the words beside them

// Lines between pixels where the answer stays and pixels where it changes.
void outline_changes(const PageCanvas& canvas, const Rect& picture, const OcclusionMap& map) {
  const float cell = picture.w / kImageSide;
  const float half = std::max(1.0f, std::round(canvas.pixel_ratio)) / canvas.pixel_ratio / 2;
  const auto changes = [&](int row, int column) {
    return row >= 0 && column >= 0 && row < kImageSide && column < kImageSide &&
           map.answer_at(row * kImageSide + column) != map.digit;
  };
  const Color color = canvas.theme->ink;
  for (int row = 0; row <= kImageSide; ++row) {
    for (int column = 0; column <= kImageSide; ++column) {
      const float x = canvas.snap(picture.x + cell * static_cast<float>(column));
      const float y = canvas.snap(picture.y + cell * static_cast<float>(row));
      const bool here = changes(row, column);
      if (here != changes(row - 1, column))
        canvas.list->AddRectFilled({x - half, y - half}, {x + cell + half, y + half}, color);
      if (here != changes(row, column - 1))
        canvas.list->AddRectFilled({x - half, y - half}, {x + half, y + cell + half}, color);
    }
  }
}

}  // namespace

void draw_occlusion_map(const PageCanvas& canvas, const Rect& picture, const DigitImage& image,
                        const OcclusionMap& map, Color accent, Color ground) {
  std::array<float, kImagePixels> amounts;
  for (int pixel = 0; pixel < kImagePixels; ++pixel)
    amounts[static_cast<std::size_t>(pixel)] = -map.odds_change(pixel) / kOddsShades;
  draw_inked_map(canvas, picture, image, amounts, accent, ground);
  outline_changes(canvas, picture, map);
}

void draw_piece_frame(const PageCanvas& canvas, const Rect& picture, int pixel, Color color,
                      float width) {
  constexpr int kReach = kOcclusionSide / 2;
  draw_cell_frame(
      canvas, picture, kImageSide,
      {pixel / kImageSide - kReach, pixel % kImageSide - kReach, kOcclusionSide, kOcclusionSide},
      color, width);
}

void draw_occlusion_legend(const PageCanvas& canvas, const Rect& r) {
  const Theme& theme = *canvas.theme;
  static constexpr std::array<const char*, 5> kLabels{"same", "÷ 10", "÷ 100", "÷ 1000", "more"};
  const bool beside = r.w >= kPhoneWidth;
  const float strip = std::min(beside ? 250.0f : r.w, 250.0f),
              shade = strip / static_cast<float>(kLabels.size());
  for (std::size_t i = 0; i < kLabels.size(); ++i) {
    const float x = r.x + shade * static_cast<float>(i),
                amount = static_cast<float>(i) / kOddsShades;
    fill(canvas, {x, r.y, shade - 1, kSwatch}, amount_color(theme, amount, theme.cnn, theme.panel));
    fill(canvas, {x, r.y + kSwatch + 1, shade - 1, kSwatch},
         amount_color(theme, amount, theme.transformer, theme.panel));
    draw_text(canvas, {x + (shade - 1) / 2, r.y + 2 * kSwatch + 15}, kLabels[i],
              label_style(theme.muted, beside ? 12.0f : 10.5f), Align::kCenter);
  }
  const ImVec2 words = beside ? at(r, strip + kLegendGap, -3) : at(r, 0, 2 * kSwatch + 24);
  draw_text_box(canvas, words,
                "How far the odds of its answer fall when the piece around this pixel is hidden. "
                "Grey: they rise. Outlined: it "
                "reads another digit.",
                label_style(theme.muted),
                {beside ? std::min(440.0f, r.w - strip - kLegendGap) : r.w, 1.35f, Align::kLeft});
}

std::string a_digit(int digit) {
  return (digit == 8 ? "an\u00a0" : "a\u00a0") + std::to_string(digit);
}

std::string occlusion_sentence(const OcclusionMap& map, int pixel) {
  const std::string digit = std::to_string(map.digit);
  const std::string left = percentage(map.at(pixel)[static_cast<std::size_t>(map.digit)]);
  const int answer = map.answer_at(pixel);
  if (map.change(pixel) > 0)
    return "Without the framed piece it is surer: " + left + " for " + digit + ".";
  return "Without the framed piece, " + left + " are left for " + digit + ": it " +
         (answer == map.digit ? "still" : "then") + " reads " + a_digit(answer) + ".";
}

}  // namespace second_opinion
