// Draws the texts, boxes and figures of a laid-out article. Blocks that lie wholly out of view are
// skipped.
#include "web/article/article_view.hpp"

#include <algorithm>

namespace second_opinion {
namespace {

Color color_of(TextRole role, const Theme& theme) {
  switch (role) {
    case TextRole::kInk:
      return theme.ink;
    case TextRole::kMuted:
      return theme.muted;
    case TextRole::kCnn:
      return theme.cnn;
    case TextRole::kTransformer:
      return theme.transformer;
  }
  return theme.ink;
}

// Document coordinates → the draw list's.
struct Shift {
  float x, y;
  Rect operator()(const Rect& r) const { return {r.x + x, r.y + y, r.w, r.h}; }
};

Shift shift_of(const PageView& view, float scroll_y) {
  return {view.view.x, view.view.y - scroll_y};
}

void fill(const PageCanvas& canvas, const Rect& r, Color color, float rounding = 0) {
  const float height = std::max(1.0f / canvas.pixel_ratio, r.h);  // a hairline never vanishes
  const float y = canvas.snap(r.y);
  const float x = canvas.snap(r.x);
  canvas.list->AddRectFilled(ImVec2(x, y), ImVec2(canvas.snap(r.x + r.w), canvas.snap(y + height)),
                             color, rounding);
}

void draw_box(const PageCanvas& canvas, const PlacedBox& box, const Shift& shift) {
  const Theme& theme = *canvas.theme;
  const Rect place = shift(box.place);
  switch (box.kind) {
    case BoxKind::kHairline:
      return fill(canvas, place, theme.rule);
    case BoxKind::kStrongRule:
      return fill(canvas, place, theme.control);
    case BoxKind::kQuoteBar:
      return fill(canvas, place, theme.rule);
    case BoxKind::kCodeGround:
      return fill(canvas, place, theme.panel, 6);
  }
}

void underline(const PageCanvas& canvas, const PlacedText& text, const Shift& shift, Color color) {
  const Rect place = shift(link_place(text));
  const bool hovered = canvas.hovered(place);
  const float y = text.y + shift.y + text.style.size * 0.14f;
  fill(canvas, {text.x + shift.x, y, text.width, hovered ? 2.0f : 1.0f},
       hovered ? color : with_alpha(color, 0.45f));
}

void draw_piece(const PageCanvas& canvas, const PlacedText& text, const Shift& shift) {
  TextStyle style = text.style;
  style.color = color_of(text.role, *canvas.theme);
  if (text.link >= 0) underline(canvas, text, shift, style.color);
  draw_text(canvas, ImVec2(text.x + shift.x, text.y + shift.y), text.text, style);
}

}  // namespace

Rect link_place(const PlacedText& text) {
  return {text.x, text.y - text.style.size, text.width, text.style.size * 1.35f};
}

Rect in_view(const Rect& place, const PageView& view, float scroll_y) {
  return shift_of(view, scroll_y)(place);
}

void draw_page(const PageCanvas& canvas, const PageLayout& page,
               const std::vector<std::unique_ptr<Figure>>& figures, const std::set<int>& silent,
               float scroll_y) {
  const Shift shift = shift_of(canvas, scroll_y);
  std::vector<DrawnText> unheard;
  PageCanvas wordless = canvas;
  wordless.record = &unheard;
  for (const PlacedBlock& block : page.blocks) {
    if (!canvas.visible(shift(block.extent))) continue;
    for (std::size_t i = block.first_box; i < block.last_box; ++i)
      draw_box(canvas, page.boxes[i], shift);
    const bool speaks = silent.count(block.block) == 0;
    for (std::size_t i = block.first_text; i < block.last_text && speaks; ++i)
      draw_piece(canvas, page.texts[i], shift);
    const Rect place = shift(block.figure_place);
    if (block.figure >= 0 && canvas.visible(place))
      figures[static_cast<std::size_t>(block.figure)]->draw(speaks ? canvas : wordless, place);
  }
  for (const PlacedBlock& note : page.notes) {
    if (silent.count(note.block) > 0 || !canvas.visible(shift(note.extent))) continue;
    for (std::size_t i = note.first_text; i < note.last_text; ++i)
      draw_piece(canvas, page.texts[i], shift);
  }
}

std::vector<DrawnText> texts_of(const Figure& figure, const Rect& place, const PageCanvas& canvas) {
  std::vector<DrawnText> texts;
  ImDrawList strokes(ImGui::GetDrawListSharedData());  // thrown away
  strokes._ResetForNewFrame();
  strokes.PushTexture(ImGui::GetIO().Fonts->TexRef);
  strokes.PushClipRectFullScreen();
  PageCanvas recording = canvas;
  recording.list = &strokes;
  recording.record = &texts;
  recording.pointer = PageView{}.pointer;  // far away
  recording.view = {0, 0, place.x + place.w, place.h};
  figure.draw(recording, {place.x, 0, place.w, place.h});
  return texts;
}

}  // namespace second_opinion
