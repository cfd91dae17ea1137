// Sets a card's columns as wide as their widest cell, and finds a place for the card.
#include "web/figures/kit/readout.hpp"

#include <algorithm>

#include "web/figures/kit/figure_kit.hpp"

namespace second_opinion {
namespace {

constexpr float kPadding = 12;
constexpr float kLine = 18;
constexpr float kGap = 16;
constexpr float kDistance = 8;

struct Columns {
  float name = 0;
  std::vector<float> values;
};

Columns columns_of(const Fonts& fonts, const Readout& readout) {
  Columns columns;
  const auto widen = [&](std::size_t c, std::string_view text) {
    if (columns.values.size() <= c) columns.values.resize(c + 1, 0.0f);
    columns.values[c] = std::max(columns.values[c], measure_text(fonts, text, label_style(0)));
  };
  for (std::size_t c = 0; c < readout.heads.size(); ++c) widen(c, readout.heads[c]);
  for (const ReadoutRow& row : readout.rows) {
    columns.name = std::max(columns.name, measure_text(fonts, row.name, bold_style(0)));
    for (std::size_t c = 0; c < row.values.size(); ++c) widen(c, row.values[c]);
  }
  return columns;
}

}  // namespace

ImVec2 readout_size(const Fonts& fonts, const Readout& readout) {
  const Columns columns = columns_of(fonts, readout);
  float table = columns.name;
  for (const float width : columns.values) table += kGap + width;
  float title = measure_text(fonts, readout.title, bold_style(0));
  for (const std::string& note : readout.notes)
    title = std::max(title, measure_text(fonts, note, label_style(0)));
  const std::size_t lines =
      1 + readout.notes.size() + (readout.heads.empty() ? 0 : 1) + readout.rows.size();
  return {std::max(table, title) + 2 * kPadding,
          static_cast<float>(lines) * kLine + 2 * kPadding - 6};
}

Rect readout_place(const Rect& bounds, const Rect& anchor, ImVec2 size) {
  Rect card{anchor.x + anchor.w + kDistance, anchor.y, size.x, size.y};
  const float right = bounds.x + bounds.w, bottom = bounds.y + bounds.h;
  if (card.x + card.w > right) card.x = anchor.x - kDistance - card.w;
  if (card.x < bounds.x) {  // neither side has room
    card.x = std::max(bounds.x, std::min(anchor.x + anchor.w / 2 - card.w / 2, right - card.w));
    card.y = anchor.y + anchor.h + kDistance;
    if (card.y + card.h > bottom) card.y = anchor.y - kDistance - card.h;
  }
  card.y = std::max(bounds.y, std::min(card.y, bottom - card.h));
  return card;
}

void draw_readout(const PageCanvas& canvas, const Rect& bounds, const Rect& anchor,
                  const Readout& readout) {
  const Theme& theme = *canvas.theme;
  const Columns columns = columns_of(*canvas.fonts, readout);
  const Rect card = readout_place(bounds, anchor, readout_size(*canvas.fonts, readout));
  const ImVec2 from{canvas.snap(card.x), canvas.snap(card.y)},
      to{canvas.snap(card.x + card.w), canvas.snap(card.y + card.h)};
  canvas.list->AddRectFilled(from, to, theme.paper, 4);
  canvas.list->AddRect(from, to, theme.control, 4);
  float y = card.y + kPadding + 8;
  draw_text(canvas, {card.x + kPadding, y}, readout.title, bold_style(theme.ink));
  for (const std::string& note : readout.notes)
    draw_text(canvas, {card.x + kPadding, y += kLine}, note, label_style(theme.muted));
  const auto row = [&](const std::vector<std::string>& values, Color color) {
    float x = card.x + kPadding + columns.name;
    for (std::size_t c = 0; c < values.size(); ++c) {
      x += kGap + columns.values[c];
      draw_text(canvas, {x, y}, values[c], label_style(color), Align::kRight);
    }
  };
  if (!readout.heads.empty()) {
    y += kLine;
    row(readout.heads, theme.muted);
  }
  for (const ReadoutRow& line : readout.rows) {
    y += kLine;
    draw_text(canvas, {card.x + kPadding, y}, line.name,
              bold_style(line.color ? line.color : theme.ink));
    row(line.values, theme.ink);
  }
}

}  // namespace second_opinion
