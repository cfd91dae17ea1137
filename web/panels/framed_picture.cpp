// The picture, then every frame, then every tag, so that no frame crosses a tag.
#include "web/panels/framed_picture.hpp"

#include <algorithm>
#include <cmath>

namespace second_opinion {
namespace {

constexpr float kMostEnlarged = 4;  // beyond that a small picture is nothing but squares
constexpr float kAir = 4;           // px between ink and frame
constexpr float kLeastFrame = 16;
constexpr float kSmallFrame = 44;  // px; tags of narrower frames are smaller and further out
// Where frames are lower on average, only the one under the pointer gets its number: on a phone the
// numbers of a full page would hide its digits.
constexpr float kNumberedHeight = 32;

// The tags at a frame: how high they are, and how much of that lies inside the frame.
struct TagSize {
  float height;
  float text;
  float inside;
};
TagSize tag_size(const Rect& frame) {
  return frame.w < kSmallFrame ? TagSize{15, 11.5f, 3} : TagSize{18, 13, 9};
}

TextStyle tag_style(const TagSize& size, Color color) {
  return {.face = Face::kSansBold, .size = size.text, .color = color, .tabular = true};
}

Color frame_color(const Theme& theme, const BatchRow& row) {
  if (!row.reading || row.reading->looks_unlike_a_digit()) return theme.muted;
  return row.reading->agree() ? theme.ink : theme.bad;
}

void draw_frame(const PageCanvas& canvas, const Rect& place, Color color, bool strong) {
  const ImVec2 from{canvas.snap(place.x), canvas.snap(place.y)};
  const ImVec2 to{canvas.snap(place.x + place.w), canvas.snap(place.y + place.h)};
  const float width = strong ? 3.0f : 2.0f;
  canvas.list->AddRect(from, to, canvas.theme->paper, 5, 0, width + 2.5f);
  canvas.list->AddRect(from, to, color, 5, 0, width);
}

// left: of its upper left corner.
void draw_tag(const PageCanvas& canvas, ImVec2 left, const TagSize& size, std::string_view text,
              Color ground, Color color) {
  const TextStyle style = tag_style(size, color);
  const float width =
      std::max(size.height, std::ceil(measure_text(*canvas.fonts, text, style)) + units(1));
  const ImVec2 from{canvas.snap(left.x), canvas.snap(left.y)};
  const ImVec2 to{from.x + width, from.y + size.height};
  canvas.list->AddRectFilled({from.x - 1, from.y - 1}, {to.x + 1, to.y + 1}, canvas.theme->paper,
                             5);
  canvas.list->AddRectFilled(from, to, ground, 4);
  draw_label(canvas, {(from.x + to.x) / 2, (from.y + to.y) / 2}, text, style);
}

// Its number on the upper edge, and on the lower edge what the networks read: one answer in ink
// where they agree, else each one's in its colour.
void draw_tags(const PageCanvas& canvas, const Rect& frame, const BatchRow& row, bool numbered) {
  const Theme& theme = *canvas.theme;
  const TagSize size = tag_size(frame);
  if (numbered || canvas.hovered(frame))
    draw_tag(canvas, {frame.x - 1, frame.y - size.height + size.inside}, size,
             std::to_string(row.number), frame_color(theme, row), theme.paper);
  if (!row.reading) return;
  const float y = frame.y + frame.h - size.inside;
  const float middle = frame.x + frame.w / 2;
  const auto answer = [&](float x, std::string_view text, Color color) {
    draw_tag(canvas, {x, y}, size, text, theme.paper, color);
  };
  const auto figure = [](int digit) { return std::string(1, static_cast<char>('0' + digit)); };
  if (row.reading->looks_unlike_a_digit()) {
    answer(middle - size.height / 2, "?", theme.muted);
  } else if (row.reading->agree()) {
    answer(middle - size.height / 2, figure(row.reading->cnn.digit), theme.ink);
  } else {
    answer(middle - size.height - 1, figure(row.reading->cnn.digit), theme.cnn);
    answer(middle + 1, figure(row.reading->transformer.digit), theme.transformer);
  }
}

}  // namespace

Rect fitted_picture(const GreyPicture& picture, const Rect& room) {
  const auto width = static_cast<float>(picture.width), height = static_cast<float>(picture.height);
  const float scale = std::min({room.w / width, room.h / height, kMostEnlarged});
  return {room.x, room.y, std::floor(width * scale), std::floor(height * scale)};
}

Rect frame_place(const Rect& picture, const BatchRow& row) {
  Rect place{picture.x + row.frame.x * picture.w - kAir, picture.y + row.frame.y * picture.h - kAir,
             row.frame.w * picture.w + 2 * kAir, row.frame.h * picture.h + 2 * kAir};
  const float wider = std::max(0.0f, kLeastFrame - place.w);
  const float higher = std::max(0.0f, kLeastFrame - place.h);
  place = {place.x - wider / 2, place.y - higher / 2, place.w + wider, place.h + higher};
  const float left = std::max(place.x, picture.x), top = std::max(place.y, picture.y);
  return {left, top, std::min(place.x + place.w, picture.x + picture.w) - left,
          std::min(place.y + place.h, picture.y + picture.h) - top};
}

void draw_framed_picture(const PageCanvas& canvas, const Rect& place, const Batch& batch,
                         const PictureTexture& texture, std::optional<std::size_t> only) {
  const ImVec2 from{canvas.snap(place.x), canvas.snap(place.y)};
  const ImVec2 to{canvas.snap(place.x + place.w), canvas.snap(place.y + place.h)};
  if (texture.id != 0 && batch.picture && texture.number == batch.picture->number)
    canvas.list->AddImageRounded(ImTextureRef(texture.id), from, to, {0, 0}, {1, 1}, 0xFFFFFFFFu,
                                 6);
  else
    canvas.list->AddRectFilled(from, to, canvas.theme->rule, 6);
  canvas.list->AddRect(from, to, canvas.theme->rule, 6, 0, 1);
  const auto shown = [&](std::size_t i) { return !only || *only == i; };
  for (std::size_t i = 0; i < batch.rows.size(); ++i) {
    if (!shown(i)) continue;
    const Rect frame = frame_place(place, batch.rows[i]);
    draw_frame(canvas, frame, frame_color(*canvas.theme, batch.rows[i]), canvas.hovered(frame));
  }
  if (only) return;
  float heights = 0;
  for (const BatchRow& row : batch.rows) heights += frame_place(place, row).h;
  const bool numbered = heights >= kNumberedHeight * static_cast<float>(batch.rows.size());
  for (const BatchRow& row : batch.rows) draw_tags(canvas, frame_place(place, row), row, numbered);
}

}  // namespace second_opinion
