// What anything that draws itself on the page is given: where to draw, in which
// colours and fonts, where the pointer is, how late it is. Lives for one frame.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "web/theme/theme.hpp"
#include "web/typography/text.hpp"

namespace second_opinion {

struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;

  bool contains(ImVec2 p) const { return p.x >= x && p.y >= y && p.x < x + w && p.y < y + h; }
  bool meets(const Rect& o) const {
    return x < o.x + o.w && o.x < x + w && y < o.y + o.h && o.y < y + h;
  }
};

enum class ControlKind : unsigned char { kButton, kLink, kSlider };

// A place to press. The host lays a real, transparent <button> or <a> over it,
// so that focus, keys, touch and screen readers work as on any page; the label
// is its accessible name. Places are in document coordinates (CSS px).
struct Control {
  std::string id;  // unique on the page; a press comes back under this name
  ControlKind kind = ControlKind::kButton;
  std::string label;
  Rect place;
  std::string href;    // links only: "#results" or "https://…"
  bool fixed = false;  // place counts from the top of the view and does not scroll (contents rail)
  // Controls of the same, non-empty group are one stop of the Tab key; arrow keys, Home and End
  // move between them by place. Begins with the figure's id; list the members in reading order,
  // together.
  std::string group{};
  // Sliders only, laid over as <input type="range">: positions 0 … steps - 1, the one it stands at,
  // and that one in words. Moved to position 3, "id=3" comes back as the press.
  int steps = 0;
  int step = 0;
  std::string reading{};
};

class PictureAtlas;  // web/figures/picture_atlas.hpp

struct PageCanvas {
  ImDrawList* list = nullptr;
  const Fonts* fonts = nullptr;
  const Theme* theme = nullptr;
  const PictureAtlas* pictures = nullptr;  // pictures of the sheets as a texture; null: none
  Rect view;                               // the visible part, in the draw list's coordinates
  ImVec2 pointer{-1e6f, -1e6f};            // same coordinates; far away when there is none
  bool pressed = false;                    // went down in this frame
  bool released = false;                   // went up in this frame
  float pixel_ratio = 1;                   // device pixels per CSS px
  double seconds = 0;                      // a steady clock
  bool reduced_motion = false;             // jump to the end of every animation
  bool coarse_pointer = false;             // fingers: targets of at least kTouchTarget
  mutable bool wants_frame = false;        // set by an animation that is still under way

  bool visible(const Rect& r) const { return view.meets(r); }
  bool hovered(const Rect& r) const { return r.contains(pointer) && view.contains(pointer); }
  // Nearest device pixel, for hairlines and crisp edges.
  float snap(float value) const {
    return static_cast<float>(static_cast<int>(value * pixel_ratio + (value < 0 ? -0.5f : 0.5f))) /
           pixel_ratio;
  }
};

inline float draw_text(const PageCanvas& c, ImVec2 baseline, std::string_view text,
                       const TextStyle& style) {
  return draw_text(*c.list, *c.fonts, baseline, text, style);
}
inline void draw_text(const PageCanvas& c, ImVec2 baseline, std::string_view text,
                      const TextStyle& style, Align align) {
  draw_text_aligned(*c.list, *c.fonts, baseline, text, style, align);
}
inline void draw_label(const PageCanvas& c, ImVec2 centre, std::string_view text,
                       const TextStyle& style, Align align = Align::kCenter) {
  draw_label(*c.list, *c.fonts, centre, text, style, align);
}
inline float draw_text_box(const PageCanvas& c, ImVec2 top_left, std::string_view text,
                           const TextStyle& style, const TextBox& box) {
  return draw_text_box(*c.list, *c.fonts, top_left, text, style, box);
}

}  // namespace second_opinion
