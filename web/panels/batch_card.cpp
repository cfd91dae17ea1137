// Places and strokes of batch_card.hpp.
#include "web/panels/batch_card.hpp"

#include <algorithm>
#include <cmath>

#include "web/canvas/button.hpp"
#include "web/panels/card.hpp"
#include "web/panels/result_card.hpp"

namespace second_opinion {
namespace {

constexpr float kMostPictureHeight = 620;
constexpr float kReadingsBesideFrom = 760;  // px of the card's inside
constexpr float kReadingsBeside = 180;
constexpr float kLeading = 1.45f;
constexpr std::string_view kReaderNames[] = {"CNN", "Transformer"};

TextStyle verdict_style(Color color) {
  return {.face = Face::kTextBold, .size = 25, .color = color};
}
TextStyle details_style(Color color) {
  return {.face = Face::kSans, .size = 15.5f, .color = color};
}
TextStyle readings_style(Color color) {
  return {.face = Face::kSansBold, .size = 19, .color = color, .tracking = 0.08f, .tabular = true};
}
TextStyle reader_style(Color color) {
  return {.face = Face::kSansBold, .size = 14.5f, .color = color};
}

constexpr float kReaderName = 26;  // height of the line with the network's name

// What a network reads, with room to break a long line.
std::string readings_text(const Batch& batch, Reader reader) {
  std::string text;
  for (const char c : digits_in_order(batch, reader)) {
    if (!text.empty() && c != '\n' && text.back() != '\n') text += ' ';
    text += c;
  }
  return text;
}

// In one line as long as they fit. Returns the bottom.
float place_buttons(const Fonts& fonts, const Rect& room, BatchLayout& layout, bool copies) {
  Rect next{room.x, room.y, 0, button_height(true)};
  const auto place = [&](std::string_view label) {
    next.w = button_width(fonts, label);
    if (next.x > room.x && next.x + next.w > room.x + room.w)
      next = {room.x, next.y + next.h + units(1), next.w, next.h};
    const Rect placed = next;
    next.x += next.w + units(1.5f);
    return placed;
  };
  layout.start_over = place(kStartOver);
  layout.download = place(kTableDownload.label);
  if (copies) layout.copy = place(kCopyDigits.label);
  return next.y + next.h;
}

// Both readings side by side where there is room, else one above the other. Returns the bottom.
float place_readings(const Fonts& fonts, const Batch& batch, const Rect& room,
                     BatchLayout& layout) {
  const bool abreast = room.w >= 480;
  const float width = abreast ? (room.w - units(4)) / 2 : room.w;
  float y = room.y;
  float bottom = y;
  for (const Reader reader : {Reader::kCnn, Reader::kTransformer}) {
    const auto i = static_cast<std::size_t>(reader);
    const float text = measure_text_box(fonts, readings_text(batch, reader), readings_style(0),
                                        {.width = width, .leading = kLeading});
    layout.readings[i] = {room.x + (abreast ? static_cast<float>(i) * (width + units(4)) : 0), y,
                          width, kReaderName + text};
    bottom = std::max(bottom, y + kReaderName + text);
    if (!abreast) y = bottom + units(1.5f);
  }
  return bottom;
}

// The picture, and what is read of it beside it, or below on narrow pages. Returns the bottom.
float place_picture(const Fonts& fonts, const Batch& batch, const Rect& room, BatchLayout& layout) {
  Rect picture = room;
  const bool beside = room.w >= kReadingsBesideFrom;
  if (beside) picture.w -= kReadingsBeside + units(4);
  layout.picture = fitted_picture(batch.picture->grey, picture);
  const float bottom = layout.picture.y + layout.picture.h;
  if (!beside) {
    const Rect below{room.x, bottom + units(3), room.w, 0};
    return place_readings(fonts, batch, below, layout);
  }
  const float x = layout.picture.x + layout.picture.w + units(4);
  const Rect right{x, room.y, room.x + room.w - x, 0};
  return std::max(bottom, place_readings(fonts, batch, right, layout));
}

void draw_readings(const PageCanvas& canvas, const Rect& card, const BatchLayout& layout,
                   const Batch& batch) {
  const Theme& theme = *canvas.theme;
  const Color colors[] = {theme.cnn, theme.transformer};
  for (const Reader reader : {Reader::kCnn, Reader::kTransformer}) {
    const auto i = static_cast<std::size_t>(reader);
    const Rect place = moved(layout.readings[i], card);
    draw_label(canvas, {place.x, place.y + kReaderName / 2}, kReaderNames[i],
               reader_style(colors[i]), Align::kLeft);
    draw_text_box(canvas, {place.x, place.y + kReaderName}, readings_text(batch, reader),
                  readings_style(theme.ink), {.width = place.w, .leading = kLeading});
  }
}

// As large as a finger needs, whatever the frame's size.
Rect touchable(const Rect& frame) {
  const float wider = std::max(0.0f, kTouchTarget - frame.w);
  const float higher = std::max(0.0f, kTouchTarget - frame.h);
  return {frame.x - wider / 2, frame.y - higher / 2, frame.w + wider, frame.h + higher};
}

}  // namespace

BatchLayout layout_batch(const Fonts& fonts, const Batch& batch, float width) {
  BatchLayout layout;
  const float padding = card_padding(width);
  const float inner = width - 2 * padding;
  float y = padding;
  layout.verdict = {padding, y, inner,
                    measure_text_box(fonts, describe_batch(batch), verdict_style(0),
                                     {.width = inner, .leading = 1.25f})};
  y += layout.verdict.h + units(1);
  layout.details = {padding, y, inner,
                    measure_text_box(fonts, describe_batch_details(batch), details_style(0),
                                     {.width = inner, .leading = kLeading})};
  y += layout.details.h + units(3);
  y = place_buttons(fonts, {padding, y, inner, 0}, layout, batch.picture.has_value()) + units(3);
  if (batch.picture) {
    y = place_picture(fonts, batch, {padding, y, inner, kMostPictureHeight}, layout) + units(2);
  }
  layout.table = layout_batch_table(fonts, batch, {padding, y, inner, 0});
  layout.height = std::ceil(layout.table.bottom + padding);
  return layout;
}

void draw_batch(const PageCanvas& canvas, const Rect& place, const BatchLayout& layout,
                const Batch& batch, const PictureTexture& texture) {
  const Theme& theme = *canvas.theme;
  draw_card(canvas, place);
  const Rect verdict = moved(layout.verdict, place);
  draw_text_box(canvas, {verdict.x, verdict.y}, describe_batch(batch), verdict_style(theme.ink),
                {.width = verdict.w, .leading = 1.25f});
  const Rect details = moved(layout.details, place);
  draw_text_box(canvas, {details.x, details.y}, describe_batch_details(batch),
                details_style(theme.muted), {.width = details.w, .leading = kLeading});
  draw_button(canvas, moved(layout.start_over, place), kStartOver, ButtonLook::kPrimary);
  draw_button(canvas, moved(layout.download, place), kTableDownload.label, ButtonLook::kOutlined);
  if (layout.picture.h > 0) {
    draw_button(canvas, moved(layout.copy, place), kCopyDigits.label, ButtonLook::kOutlined);
    draw_framed_picture(canvas, moved(layout.picture, place), batch, texture);
    draw_readings(canvas, place, layout, batch);
  }
  draw_batch_table(canvas, place, layout.table, batch);
}

void add_batch_controls(const Rect& card, const BatchLayout& layout, const Batch& batch,
                        std::string_view figure_id, std::vector<Control>& out) {
  const auto add = [&](std::string id, ControlKind kind, std::string label, const Rect& place,
                       std::string group = {}) {
    out.push_back({std::move(id), std::move(kind), std::move(label), place, std::move(group)});
  };
  add(std::string(kStartOverControl), HostControl{}, std::string(kStartOver),
      moved(layout.start_over, card));
  add(std::string(kTableDownload.id), ButtonControl{}, std::string(kTableDownload.label),
      moved(layout.download, card));
  if (layout.picture.h > 0) {
    add(std::string(kCopyDigits.id), ButtonControl{}, std::string(kCopyDigits.label),
        moved(layout.copy, card));
    const std::string group = std::string(figure_id) + "-frames";
    const Rect picture = moved(layout.picture, card);
    for (std::size_t i = 0; i < batch.rows.size(); ++i)
      add(std::string(kFramePrefix) + std::to_string(i), ButtonControl{}, describe_row(batch, i),
          touchable(frame_place(picture, batch.rows[i])), group);
  }
  add_batch_table_controls(card, layout.table, batch, std::string(figure_id) + "-rows", out);
}

}  // namespace second_opinion
