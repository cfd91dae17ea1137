// Places and strokes of upload_card.hpp.
#include "web/panels/upload_card.hpp"

#include <algorithm>
#include <cmath>

#include "web/canvas/button.hpp"
#include "web/figures/kit/cell_pictures.hpp"
#include "web/panels/card.hpp"

namespace second_opinion {
namespace {

constexpr float kTile = 58;  // two device pixels per cell at density 1
constexpr float kTileGap = 10;
constexpr int kFewTiles = 5;  // in a row where not all fit
constexpr float kRefusalPadding = 16;
constexpr float kRefusalMark = 30;  // room for the cross at its left
constexpr std::string_view kRefusalTitle = "That file was not accepted";
constexpr std::string_view kSamplesLabel =
    "Or begin with a digit that neither network has trained on";
constexpr float kOneColumn = 560;  // below: a phone, where nothing can be dropped

TextStyle hint_style(Color color) {
  return {.face = Face::kSans, .size = 15.5f, .color = color};
}
TextStyle help_style(Color color) {
  return {.face = Face::kSans, .size = 15.5f, .color = color};
}
TextStyle title_style(Color color) {
  return {.face = Face::kSansBold, .size = 15.5f, .color = color};
}
TextStyle samples_style(Color color) {
  return {.face = Face::kSansBold, .size = 14.5f, .color = color};
}
constexpr float kLeading = 1.45f;

float place_samples(UploadLayout& layout, std::size_t count, float left, float width, float top) {
  const bool one_row = static_cast<float>(count) * (kTile + kTileGap) - kTileGap <= width;
  const int per_row = one_row ? std::max(static_cast<int>(count), 1) : kFewTiles;
  const float gap = one_row
                        ? kTileGap
                        : std::clamp((width - kFewTiles * kTile) / (kFewTiles - 1), 5.0f, kTileGap);
  const float tile = one_row ? kTile : std::min(kTile, (width - (kFewTiles - 1) * gap) / kFewTiles);
  float bottom = top;
  for (std::size_t i = 0; i < count; ++i) {
    const auto column = static_cast<float>(static_cast<int>(i) % per_row);
    const auto row = static_cast<float>(static_cast<int>(i) / per_row);
    layout.samples.push_back({left + column * (tile + gap), top + row * (tile + gap), tile, tile});
    bottom = top + row * (tile + gap) + tile;
  }
  return bottom;
}

void draw_refusal(const PageCanvas& canvas, const Rect& place, std::string_view alert) {
  const Theme& theme = *canvas.theme;
  canvas.list->AddRectFilled({place.x, place.y}, {place.x + place.w, place.y + place.h},
                             mix(theme.panel, theme.bad, 0.10f), 8);
  canvas.list->AddRectFilled({place.x, place.y}, {place.x + 4, place.y + place.h}, theme.bad, 8,
                             ImDrawFlags_RoundCornersLeft);
  const ImVec2 mark{place.x + kRefusalPadding + 10, place.y + kRefusalPadding + 10};
  canvas.list->AddCircleFilled(mark, 9, theme.bad);
  canvas.list->AddLine({mark.x - 3.5f, mark.y - 3.5f}, {mark.x + 3.5f, mark.y + 3.5f},
                       theme.on_accent, 2);
  canvas.list->AddLine({mark.x - 3.5f, mark.y + 3.5f}, {mark.x + 3.5f, mark.y - 3.5f},
                       theme.on_accent, 2);
  const float left = place.x + kRefusalPadding + kRefusalMark;
  draw_label(canvas, {left, mark.y}, kRefusalTitle, title_style(theme.ink), Align::kLeft);
  draw_text_box(canvas, {left, place.y + kRefusalPadding + 26}, alert, help_style(theme.ink),
                {.width = place.x + place.w - kRefusalPadding - left, .leading = kLeading});
}

void draw_sample(const PageCanvas& canvas, const Rect& place, const SampleDigit& sample) {
  const float side = digit_side(canvas.pixel_ratio, place.w - 2);
  const float inset = (place.w - side) / 2;
  if (canvas.hovered(place)) {
    canvas.list->AddRect({place.x - 3, place.y - 3}, {place.x + place.w + 3, place.y + place.h + 3},
                         canvas.theme->ink, 7, 0, 2);
  }
  canvas.list->AddRectFilled({place.x, place.y}, {place.x + place.w, place.y + place.h},
                             canvas.theme->digit_ground, 5);
  draw_digit(canvas, sample.image, {canvas.snap(place.x + inset), canvas.snap(place.y + inset)},
             side);
}

}  // namespace

UploadLayout layout_upload(const Fonts& fonts, std::string_view alert, std::size_t sample_count,
                           float width) {
  UploadLayout layout{.width = width};
  const float padding = card_padding(width);
  const float inner = width - 2 * padding;
  float y = padding;
  if (!alert.empty()) {
    const float text_width = inner - 2 * kRefusalPadding - kRefusalMark;
    const float text =
        measure_text_box(fonts, alert, help_style(0), {.width = text_width, .leading = kLeading});
    layout.refusal = {padding, y, inner, 2 * kRefusalPadding + 26 + text};
    y += layout.refusal.h + units(3);
  }
  layout.hint_text = width < kOneColumn ? kUploadHintPhone : kUploadHint;
  const float hint_width = measure_text(fonts, layout.hint_text, hint_style(0));
  const float button = button_width(fonts, kUploadButton);
  const bool one_line = button + units(2) + hint_width <= inner;
  layout.button = {padding, y, one_line ? button : inner, button_height(true)};
  layout.hint = one_line ? ImVec2{padding + button + units(2), y}
                         : ImVec2{padding, y + layout.button.h + units(1)};
  layout.hint_width = one_line ? hint_width : inner;
  y += layout.button.h + (one_line ? 0 : units(1) + hint_style(0).size * kLeading) + units(2);
  const float help_width = std::min(inner, 620.0f);
  layout.help = {padding, y, help_width,
                 measure_text_box(fonts, kUploadHelp, help_style(0),
                                  {.width = help_width, .leading = kLeading})};
  y += layout.help.h;
  if (sample_count > 0) {
    y += units(3);
    layout.samples_label = {padding, y, inner,
                            measure_text_box(fonts, kSamplesLabel, samples_style(0),
                                             {.width = inner, .leading = kLeading})};
    y = place_samples(layout, sample_count, padding, inner, y + layout.samples_label.h + units(1));
  }
  layout.height = std::ceil(y + padding);
  return layout;
}

void draw_upload(const PageCanvas& canvas, const Rect& place, const UploadLayout& layout,
                 std::string_view alert, std::span<const SampleDigit> samples) {
  const Theme& theme = *canvas.theme;
  draw_card(canvas, place);
  if (layout.refusal.h > 0) draw_refusal(canvas, moved(layout.refusal, place), alert);
  const Rect button = moved(layout.button, place);
  draw_button(canvas, button, kUploadButton, ButtonLook::kPrimary);
  const ImVec2 hint{place.x + layout.hint.x, place.y + layout.hint.y};
  const bool beside = layout.hint.y == layout.button.y;
  if (beside)
    draw_label(canvas, {hint.x, button.y + button.h / 2}, layout.hint_text, hint_style(theme.muted),
               Align::kLeft);
  else
    draw_text_box(canvas, hint, layout.hint_text, hint_style(theme.muted),
                  {.width = layout.hint_width, .leading = kLeading});
  draw_text_box(canvas, {place.x + layout.help.x, place.y + layout.help.y}, kUploadHelp,
                help_style(theme.muted), {.width = layout.help.w, .leading = kLeading});
  if (samples.empty()) return;
  const Rect label = moved(layout.samples_label, place);
  draw_text_box(canvas, {label.x, label.y}, kSamplesLabel, samples_style(theme.ink),
                {.width = label.w, .leading = kLeading});
  for (std::size_t i = 0; i < layout.samples.size() && i < samples.size(); ++i) {
    draw_sample(canvas, moved(layout.samples[i], place), samples[i]);
  }
}

}  // namespace second_opinion
