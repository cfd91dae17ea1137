// Places and strokes of batch_row.hpp. What a row says comes from web/app/batch.
#include "web/panels/batch_row.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/kit/figure_kit.hpp"

namespace second_opinion {
namespace {

constexpr float kTile = 58;  // as the samples that the card offers
constexpr float kRowHeight = 74;
constexpr float kText = kTile + 18;  // where words begin
// Widths of the columns after the name, from the left.
constexpr float kColumnWidths[kAnswerColumns] = {116, 128, 84, 92};
constexpr float kRefusalLeading = 1.35f;

TextStyle name_style(Color color) {
  return {.face = Face::kSansBold, .size = 15.5f, .color = color};
}
TextStyle words_style(Color color) {
  return {.face = Face::kSans, .size = 14.5f, .color = color, .tabular = true};
}
TextStyle phone_style(Color color) {
  return {.face = Face::kSans, .size = 13, .color = color, .tabular = true};
}
TextStyle answer_style(Color color, bool stacked) {
  return {.face = Face::kDisplay, .size = stacked ? 26.0f : 30.0f, .color = color};
}

// Long names lose their middle: that they begin and end alike is rare.
std::string fitted(const Fonts& fonts, const std::string& text, const TextStyle& style,
                   float width) {
  if (measure_text(fonts, text, style) <= width) return text;
  const auto begins = [&](std::size_t at) { return (text[at] & 0xC0) != 0x80; };
  std::size_t tail = text.size() - std::min<std::size_t>(text.size(), 10);
  while (tail < text.size() && !begins(tail)) ++tail;
  for (std::size_t head = tail; head > 0; --head) {
    if (!begins(head)) continue;
    std::string shorter = text.substr(0, head) + "…" + text.substr(tail);
    if (measure_text(fonts, shorter, style) <= width) return shorter;
  }
  return "…";
}

void draw_tile(const PageCanvas& canvas, const Rect& row, const BatchRow& shown) {
  const Theme& theme = *canvas.theme;
  const Rect tile{row.x, canvas.snap(row.y + (std::min(row.h, kRowHeight) - kTile) / 2), kTile,
                  kTile};
  if (!shown.reading) {
    const ImVec2 middle{tile.x + tile.w / 2, tile.y + tile.h / 2};
    canvas.list->AddRectFilled({tile.x, tile.y}, {tile.x + tile.w, tile.y + tile.h},
                               mix(theme.panel, theme.bad, 0.10f), 5);
    for (const float side : {-1.0f, 1.0f})
      canvas.list->AddLine({middle.x - 7, middle.y - 7 * side}, {middle.x + 7, middle.y + 7 * side},
                           theme.bad, 2);
    return;
  }
  const float side = digit_side(canvas.pixel_ratio, kTile - 2);
  const float inset = (kTile - side) / 2;
  canvas.list->AddRectFilled({tile.x, tile.y}, {tile.x + tile.w, tile.y + tile.h},
                             theme.digit_ground, 5);
  draw_digit(canvas, shown.reading->digit,
             {canvas.snap(tile.x + inset), canvas.snap(tile.y + inset)}, side);
}

// "7 98 %" in the network's colour, from the left at this height. Returns the width.
float draw_answer(const PageCanvas& canvas, ImVec2 at, const Classification& opinion, Color color,
                  bool stacked = false) {
  const std::string digit(1, static_cast<char>('0' + opinion.digit));
  const float p = opinion.probabilities[static_cast<std::size_t>(opinion.digit)];
  const std::string sure = probability_text(static_cast<double>(p));
  const TextStyle large = answer_style(color, stacked);
  const TextStyle small =
      stacked ? phone_style(canvas.theme->muted) : words_style(canvas.theme->muted);
  draw_label(canvas, at, digit, large, Align::kLeft);
  const float width = measure_text(*canvas.fonts, digit, large) + 6;
  draw_label(canvas, {at.x + width, at.y + 4}, sure, small, Align::kLeft);
  return width + measure_text(*canvas.fonts, sure, small);
}

void draw_verdict(const PageCanvas& canvas, ImVec2 at, const BatchRow& row, Align align) {
  const Theme& theme = *canvas.theme;
  const bool calm = row.reading->agree() && !row.reading->looks_unlike_a_digit();
  draw_label(canvas, at, verdict_of(row), calm ? words_style(theme.muted) : name_style(theme.ink),
             align);
}

std::string doubt_text(const Reading& reading) {
  const std::optional<float> doubt = reading.doubt();
  return doubt ? probability_text(static_cast<double>(*doubt)) : "–";
}

void draw_refused(const PageCanvas& canvas, const Rect& row, const BatchRow& shown) {
  const float width = row.w - kText;
  draw_label(canvas, {row.x + kText, row.y + 22},
             fitted(*canvas.fonts, name_of(shown, true), name_style(0), width),
             name_style(canvas.theme->ink), Align::kLeft);
  draw_text_box(canvas, {row.x + kText, row.y + 36}, shown.refusal,
                words_style(canvas.theme->muted), {.width = width, .leading = kRefusalLeading});
}

void draw_stacked(const PageCanvas& canvas, const Rect& row, const BatchRow& shown,
                  const std::string& name) {
  const Theme& theme = *canvas.theme;
  const float x = row.x + kText;
  draw_label(canvas, {x, row.y + 20}, name, name_style(theme.ink), Align::kLeft);
  const float y = row.y + 48;
  const float cnn = draw_answer(canvas, {x, y}, shown.reading->cnn, theme.cnn, true);
  const float second = x + std::max(cnn + 10, 74.0f);
  const float end = second + draw_answer(canvas, {second, y}, shown.reading->transformer,
                                         theme.transformer, true);
  draw_verdict(canvas, {row.x + row.w, row.y + 20}, shown, Align::kRight);
  const std::string doubt = "doubt " + doubt_text(*shown.reading);
  const float width = measure_text(*canvas.fonts, doubt, phone_style(0));
  if (end + units(1) + width <= row.x + row.w)  // there is none on the narrowest phones
    draw_label(canvas, {row.x + row.w, y + 4}, doubt, phone_style(theme.muted), Align::kRight);
}

void draw_columns(const PageCanvas& canvas, const Rect& row, const BatchRow& shown,
                  const std::string& name) {
  const Theme& theme = *canvas.theme;
  const float middle = row.y + row.h / 2;
  const auto left = [&](std::size_t column) { return batch_column(row, column).x; };
  draw_label(canvas, {row.x + kText, middle}, name, name_style(theme.ink), Align::kLeft);
  draw_answer(canvas, {left(0), middle}, shown.reading->cnn, theme.cnn);
  draw_answer(canvas, {left(1), middle}, shown.reading->transformer, theme.transformer);
  draw_label(canvas, {left(2), middle}, doubt_text(*shown.reading), words_style(theme.muted),
             Align::kLeft);
  draw_verdict(canvas, {left(3), middle}, shown, Align::kLeft);
}

}  // namespace

Rect batch_column(const Rect& row, std::size_t column) {
  float x = row.x + row.w;
  for (std::size_t i = kAnswerColumns; i-- > column;) x -= kColumnWidths[i];
  return {x, row.y, kColumnWidths[column], row.h};
}

float batch_name_width(const Rect& row) {
  return batch_column(row, 0).x - units(2) - row.x;
}

float batch_row_height(const Fonts& fonts, const BatchRow& row, float width) {
  if (row.refusal.empty()) return kRowHeight;
  const float words = measure_text_box(fonts, row.refusal, words_style(0),
                                       {.width = width - kText, .leading = kRefusalLeading});
  return std::max(kRowHeight, 36 + words + units(1.5f));
}

void draw_batch_row(const PageCanvas& canvas, const Rect& place, const BatchRow& row, bool stacked,
                    bool with_file) {
  const Theme& theme = *canvas.theme;
  if (row.reading && canvas.hovered(place))
    canvas.list->AddRectFilled({place.x - 8, place.y}, {place.x + place.w + 8, place.y + place.h},
                               with_alpha(theme.ink, 0.05f), 8);
  hairline(canvas, {place.x, place.y}, {place.x + place.w, place.y}, theme.rule);
  draw_tile(canvas, place, row);
  if (!row.reading) return draw_refused(canvas, place, row);
  float width = stacked ? place.w : batch_name_width(place);
  width -= kText;
  if (stacked) width -= measure_text(*canvas.fonts, verdict_of(row), name_style(0)) + units(1);
  const std::string name = fitted(*canvas.fonts, name_of(row, with_file), name_style(0), width);
  if (stacked)
    draw_stacked(canvas, place, row, name);
  else
    draw_columns(canvas, place, row, name);
}

}  // namespace second_opinion
