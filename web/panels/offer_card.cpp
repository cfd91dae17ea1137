// Places and strokes of offer_card.hpp.
#include "web/panels/offer_card.hpp"

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
constexpr float kWayTitle = 26;
constexpr float kRefusalPadding = 16;
constexpr float kRefusalMark = 30;  // room for the cross at its left
constexpr std::string_view kRefusalTitle = "That file was not accepted";
constexpr std::string_view kSamplesLabel =
    "Or begin with a digit that neither network has trained on";
constexpr float kStackedBelow = 560;  // a phone, where nothing can be dropped
constexpr float kAbreastFrom = 800;   // all three ways in one row
constexpr float kFirstShare = 0.46f;  // of that row: the CSV file's
constexpr std::string_view kHint = "or drop one anywhere on this page, or paste it";
constexpr std::string_view kHintPhone = "or paste its text";

TextStyle way_style(Color color) {
  return {.face = Face::kTextBold, .size = 20, .color = color};
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

float place_samples(OfferLayout& layout, std::size_t count, float left, float width, float top) {
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

// Title, button, then words, from the top of `column`. Returns the bottom.
float place_way(const Fonts& fonts, OfferLayout& layout, std::size_t index, const Rect& column) {
  const OfferWay& way = kOfferWays[index];
  OfferLayout::Way& placed = layout.ways[index];
  const TextBox box{.width = column.w, .leading = kLeading};
  placed.title = {column.x, column.y, column.w, kWayTitle};
  float y = column.y + kWayTitle + units(1.5f);
  const bool fills = layout.width < kStackedBelow;
  placed.button = {column.x, y, fills ? column.w : button_width(fonts, way.button),
                   button_height(true)};
  y += placed.button.h + units(1.5f);
  if (index == 0) {
    // The hint stands beside the button where there is room, else below it.
    layout.hint_text = fills ? kHintPhone : kHint;
    const float wanted = measure_text(fonts, layout.hint_text, help_style(0));
    const float beside = column.w - placed.button.w - units(2);
    const float line = help_style(0).size * kLeading;
    if (wanted <= beside) {
      layout.hint = {placed.button.x + placed.button.w + units(2),
                     placed.button.y + (placed.button.h - line) / 2, beside, line};
    } else {
      layout.hint = {column.x, y, column.w,
                     measure_text_box(fonts, layout.hint_text, help_style(0), box)};
      y += layout.hint.h + units(1);
    }
  }
  placed.words = {column.x, y, column.w, measure_text_box(fonts, way.words, help_style(0), box)};
  return y + placed.words.h;
}

// The CSV file first and widest: it is what most visitors are here for. Returns the bottom.
float place_ways(const Fonts& fonts, OfferLayout& layout, const Rect& area) {
  if (layout.width < kStackedBelow) {
    float y = area.y;
    for (std::size_t i = 0; i < kOfferWays.size(); ++i) {
      if (i > 0) {
        layout.rules.push_back({area.x, y + units(3), area.w, 0});
        y += units(5);
      }
      y = place_way(fonts, layout, i, {area.x, y, area.w, 0});
    }
    return y;
  }
  const bool abreast = layout.width >= kAbreastFrom;
  const float gap = units(3);  // to either side of a hairline
  const float first = abreast ? std::floor(area.w * kFirstShare) - gap : area.w;
  const float first_bottom =
      place_way(fonts, layout, 0, {area.x, area.y, std::min(first, 620.0f), 0});
  const float left = abreast ? area.x + first + 2 * gap : area.x;
  const float top = abreast ? area.y : first_bottom + units(5);
  const float column = (area.x + area.w - left - 2 * gap) / 2;
  float bottom = std::max(place_way(fonts, layout, 1, {left, top, column, 0}),
                          place_way(fonts, layout, 2, {left + column + 2 * gap, top, column, 0}));
  if (abreast) {
    bottom = std::max(bottom, first_bottom);
    layout.rules.push_back({left - gap, top, 0, bottom - top});
  } else {
    layout.rules.push_back({area.x, first_bottom + units(2.5f), area.w, 0});
  }
  layout.rules.push_back({left + column + gap, top, 0, bottom - top});
  return bottom;
}

void draw_way(const PageCanvas& canvas, const Rect& place, const OfferLayout::Way& layout,
              const OfferWay& way, bool first) {
  const Rect title = moved(layout.title, place);
  draw_label(canvas, {title.x, title.y + title.h / 2}, way.title, way_style(canvas.theme->ink),
             Align::kLeft);
  draw_button(canvas, moved(layout.button, place), way.button,
              first ? ButtonLook::kPrimary : ButtonLook::kOutlined);
  const Rect words = moved(layout.words, place);
  draw_text_box(canvas, {words.x, words.y}, way.words, help_style(canvas.theme->muted),
                {.width = words.w, .leading = kLeading});
}

// One device pixel, across where the rectangle is wide and down where it is high.
void draw_rule(const PageCanvas& canvas, const Rect& rule) {
  const float hairline = 1 / canvas.pixel_ratio;
  const ImVec2 from{canvas.snap(rule.x), canvas.snap(rule.y)};
  canvas.list->AddRectFilled(
      from, {from.x + std::max(rule.w, hairline), from.y + std::max(rule.h, hairline)},
      canvas.theme->rule);
}

}  // namespace

OfferLayout layout_offer(const Fonts& fonts, std::string_view alert, std::size_t sample_count,
                         float width) {
  OfferLayout layout{.width = width};
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
  y = place_ways(fonts, layout, {padding, y, inner, 0});
  if (sample_count > 0) {
    layout.rules.push_back({padding, y + units(3), inner, 0});
    y += units(6);
    layout.samples_label = {padding, y, inner,
                            measure_text_box(fonts, kSamplesLabel, samples_style(0),
                                             {.width = inner, .leading = kLeading})};
    y = place_samples(layout, sample_count, padding, inner, y + layout.samples_label.h + units(1));
  }
  layout.height = std::ceil(y + padding);
  return layout;
}

void draw_offer(const PageCanvas& canvas, const Rect& place, const OfferLayout& layout,
                std::string_view alert, std::span<const SampleDigit> samples) {
  const Theme& theme = *canvas.theme;
  draw_card(canvas, place);
  if (layout.refusal.h > 0) draw_refusal(canvas, moved(layout.refusal, place), alert);
  for (std::size_t i = 0; i < layout.ways.size(); ++i)
    draw_way(canvas, place, layout.ways[i], kOfferWays[i], i == 0);
  const Rect hint = moved(layout.hint, place);
  draw_text_box(canvas, {hint.x, hint.y}, layout.hint_text, help_style(theme.muted),
                {.width = hint.w, .leading = kLeading});
  for (const Rect& rule : layout.rules) draw_rule(canvas, moved(rule, place));
  if (samples.empty()) return;
  const Rect label = moved(layout.samples_label, place);
  draw_text_box(canvas, {label.x, label.y}, kSamplesLabel, samples_style(theme.ink),
                {.width = label.w, .leading = kLeading});
  for (std::size_t i = 0; i < layout.samples.size() && i < samples.size(); ++i) {
    draw_sample(canvas, moved(layout.samples[i], place), samples[i]);
  }
}

}  // namespace second_opinion
