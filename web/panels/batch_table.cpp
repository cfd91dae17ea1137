// Places and strokes of batch_table.hpp. What a row says comes from web/app/batch.
#include "web/panels/batch_table.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "web/canvas/button.hpp"
#include "web/panels/batch_row.hpp"

namespace second_opinion {
namespace {

constexpr float kStackedBelow = 620;
constexpr float kHeadSize = 13.5f;
constexpr float kHeadAir = 16;  // behind a head on a phone: the mark of the order stands in it

TextStyle words_style(Color color) {
  return {.face = Face::kSans, .size = 14.5f, .color = color, .tabular = true};
}
TextStyle head_style(Color color) {
  return {.face = Face::kSansBold, .size = kHeadSize, .color = color};
}

void place_heads(const Fonts& fonts, const Batch& batch, const Rect& room,
                 BatchTableLayout& layout) {
  if (!layout.stacked) {
    for (std::size_t i = 0; i < std::size(kBatchColumns); ++i) {
      const Rect line{room.x, room.y, room.w, kTouchTarget};
      layout.heads.push_back(i == 0 ? Rect{line.x, line.y, batch_name_width(line), line.h}
                                    : batch_column(line, i - 1));
    }
    return;
  }
  Rect next{room.x, room.y, 0, kTouchTarget};
  for (const BatchColumn& column : kBatchColumns) {
    next.w = std::max<float>(
        kTouchTarget,
        std::ceil(measure_text(fonts, title_of(column, batch), head_style(0))) + kHeadAir);
    if (next.x + next.w > room.x + room.w) next = {room.x, next.y + next.h, next.w, next.h};
    layout.heads.push_back(next);
    next.x += next.w;
  }
}

void place_pages(const Fonts& fonts, const Batch& batch, const Rect& room, float y,
                 BatchTableLayout& layout) {
  layout.bottom = y;
  if (batch_pages(batch) == 1) return;
  const float top = y + units(2);
  const float width =
      std::max(button_width(fonts, kEarlierRows.label), button_width(fonts, kLaterRows.label));
  layout.earlier = {room.x, top, width, button_height(true)};
  layout.later = {room.x + room.w - width, top, width, button_height(true)};
  layout.pages = {room.x + width, top, room.w - 2 * width, button_height(true)};
  layout.bottom = top + button_height(true);
}

void draw_sort_mark(const PageCanvas& canvas, ImVec2 at, bool descending) {
  const float tip = descending ? 3.0f : -3.0f;
  canvas.list->AddTriangleFilled({at.x - 4, at.y - tip}, {at.x + 4, at.y - tip}, {at.x, at.y + tip},
                                 canvas.theme->ink);
}

void draw_heads(const PageCanvas& canvas, const Rect& card, const BatchTableLayout& layout,
                const Batch& batch) {
  const Theme& theme = *canvas.theme;
  const Color colors[] = {theme.muted, theme.cnn, theme.transformer, theme.muted, theme.muted};
  for (std::size_t i = 0; i < layout.heads.size(); ++i) {
    const Rect head = moved(layout.heads[i], card);
    if (canvas.hovered(head))
      canvas.list->AddRectFilled({head.x - 4, head.y}, {head.x + head.w - 8, head.y + head.h},
                                 with_alpha(theme.ink, 0.07f), 6);
    const std::string_view title = title_of(kBatchColumns[i], batch);
    const float middle = head.y + head.h / 2;
    draw_label(canvas, {head.x, middle}, title, head_style(colors[i]), Align::kLeft);
    if (batch.sorted_by != kBatchColumns[i].order) continue;
    const float width = measure_text(*canvas.fonts, title, head_style(0));
    draw_sort_mark(canvas, {head.x + width + 9, middle}, batch.descending);
  }
}

}  // namespace

BatchTableLayout layout_batch_table(const Fonts& fonts, const Batch& batch, const Rect& room) {
  BatchTableLayout layout{.stacked = room.w < kStackedBelow};
  place_heads(fonts, batch, room, layout);
  float y = layout.heads.back().y + layout.heads.back().h;
  const auto first = static_cast<std::size_t>(batch.page * kBatchPageRows);
  const std::size_t end = std::min(batch.order.size(), first + kBatchPageRows);
  for (std::size_t i = first; i < end; ++i) {
    const std::size_t row = batch.order[i];
    const float height = batch_row_height(fonts, batch.rows[row], room.w);
    layout.rows.push_back({row, {room.x, y, room.w, height}});
    y += height;
  }
  place_pages(fonts, batch, room, y, layout);
  return layout;
}

void draw_batch_table(const PageCanvas& canvas, const Rect& card, const BatchTableLayout& layout,
                      const Batch& batch) {
  draw_heads(canvas, card, layout, batch);
  for (const BatchTableLayout::Row& row : layout.rows) {
    const Rect place = moved(row.place, card);
    if (canvas.visible(place))
      draw_batch_row(canvas, place, batch.rows[row.row], layout.stacked, !batch.picture);
  }
  if (layout.earlier.h == 0) return;
  draw_button(canvas, moved(layout.earlier, card), kEarlierRows.label, ButtonLook::kOutlined);
  draw_button(canvas, moved(layout.later, card), kLaterRows.label, ButtonLook::kOutlined);
  const Rect words = moved(layout.pages, card);
  draw_label(canvas, {words.x + words.w / 2, words.y + words.h / 2},
             std::to_string(batch.page + 1) + " of " + std::to_string(batch_pages(batch)),
             words_style(canvas.theme->muted));
}

void add_batch_table_controls(const Rect& card, const BatchTableLayout& layout, const Batch& batch,
                              std::string_view group, std::vector<Control>& out) {
  const auto add = [&](std::string id, std::string_view label, const Rect& place,
                       std::string grouped = {}) {
    out.push_back({std::move(id), ButtonControl{}, std::string(label), moved(place, card),
                   std::move(grouped)});
  };
  for (std::size_t i = 0; i < layout.heads.size(); ++i)
    add(std::string(kBatchColumns[i].id), kBatchColumns[i].label, layout.heads[i]);
  for (const BatchTableLayout::Row& row : layout.rows) {
    if (!batch.rows[row.row].reading) continue;
    add(std::string(kRowPrefix) + std::to_string(row.row), describe_row(batch, row.row), row.place,
        std::string(group));
  }
  if (layout.earlier.h == 0) return;
  add(std::string(kEarlierRows.id), "Earlier rows", layout.earlier);
  add(std::string(kLaterRows.id), "Later rows", layout.later);
}

std::string describe_row(const Batch& batch, std::size_t row) {
  const BatchRow& shown = batch.rows[row];
  const std::string name = name_of(shown, !batch.picture);
  if (!shown.reading) return name + ": refused";
  return name + ": CNN " + std::to_string(shown.reading->cnn.digit) + ", transformer " +
         std::to_string(shown.reading->transformer.digit) + ", " + std::string(verdict_of(shown));
}

}  // namespace second_opinion
