// What anything on the page is given each frame: first to change (FrameInput), then to draw itself
// (PageCanvas). Lives for one frame.
#pragma once

#include <string_view>
#include <vector>

#include "imgui.h"
#include "web/host/control.hpp"
#include "web/theme/theme.hpp"
#include "web/typography/text.hpp"

namespace second_opinion {

// A rectangle that counts from the corner of another, as the other's neighbours see it.
constexpr Rect moved(const Rect& inner, const Rect& outer) {
  return {outer.x + inner.x, outer.y + inner.y, inner.w, inner.h};
}

// Where the visitor looks and points in one frame, in the coordinates of the draw list (CSS px).
struct PageView {
  Rect view;                     // the visible part
  ImVec2 pointer{-1e6f, -1e6f};  // far away when there is none
  float pixel_ratio = 1;         // device pixels per CSS px

  bool visible(const Rect& r) const { return view.meets(r); }
  bool hovered(const Rect& r) const { return r.contains(pointer) && view.contains(pointer); }
  // The nearest device pixel, for hairlines and crisp edges.
  float snap(float value) const {
    return static_cast<float>(static_cast<int>(value * pixel_ratio + (value < 0 ? -0.5f : 0.5f))) /
           pixel_ratio;
  }
};

// What update() is told before each frame: only there may anything change with time or the pointer.
struct FrameInput : PageView {
  double seconds = 0;           // on a steady clock
  bool pressed = false;         // the pointer went down since the last frame
  bool reduced_motion = false;  // animations jump to their end
};

// What draw() is given: where to draw, in which fonts and colours. It has no clock, so that a
// drawing is a function of the state that it draws.
struct PageCanvas : PageView {
  ImDrawList* list = nullptr;
  const Fonts* fonts = nullptr;
  const Theme* theme = nullptr;
  std::vector<DrawnText>* record = nullptr;  // takes the texts instead of the list

  TextTarget texts() const { return {*list, record}; }
};

inline float draw_text(const PageCanvas& c, ImVec2 baseline, std::string_view text,
                       const TextStyle& style) {
  return draw_text(c.texts(), *c.fonts, baseline, text, style);
}
inline void draw_text(const PageCanvas& c, ImVec2 baseline, std::string_view text,
                      const TextStyle& style, Align align) {
  draw_text_aligned(c.texts(), *c.fonts, baseline, text, style, align);
}
inline void draw_label(const PageCanvas& c, ImVec2 centre, std::string_view text,
                       const TextStyle& style, Align align = Align::kCenter) {
  draw_label(c.texts(), *c.fonts, centre, text, style, align);
}
inline float draw_text_box(const PageCanvas& c, ImVec2 top_left, std::string_view text,
                           const TextStyle& style, const TextBox& box) {
  return draw_text_box(c.texts(), *c.fonts, top_left, text, style, box);
}

}  // namespace second_opinion
