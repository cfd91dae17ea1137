// "Try a digit" while the pad is open: the surface, its buttons, and what both networks see and say
// of the drawing so far.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/drawing.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

inline constexpr std::string_view kPadKeys =
    "With keys: arrows move a cross-hair (with Shift in small steps), Space lowers and lifts the "
    "pen, Ctrl+Z undoes, Ctrl+Shift+Z brings back, Enter shows the full result, Esc closes the "
    "pad.";
inline constexpr std::string_view kPadLabel =
    "Drawing pad. Arrow keys move the pen, Space lowers and lifts it.";

struct PadButton {
  std::string_view control;
  std::string_view label;
};
inline constexpr std::array<PadButton, 3> kPadTools{
    {{kPadUndoControl, "Undo"}, {kPadRedoControl, "Redo"}, {kPadClearControl, "Clear"}}};
inline constexpr PadButton kPadFinish{kPadFinishControl, "See the full result"};

// All places relative to the card's corner. None depends on what is drawn: nothing may move under
// the pen.
struct PadLayout {
  float width = 0;
  float height = 0;
  bool compact = false;  // opinions in narrow columns
  Rect pad{};
  std::array<Rect, kPadTools.size()> tools{};
  Rect seen{};   // the picture that the networks are given
  Rect words{};  // what they read
  Rect cnn{};
  Rect transformer{};
  Rect finish{};
  Rect start_over{};
  Rect keys{};
};

// For the Reader view, as a template: the host fills it in and opens it.
std::string pad_html();

PadLayout layout_pad(const Fonts& fonts, float width);
void draw_pad(const PageCanvas& canvas, const Rect& place, const PadLayout& layout,
              const Drawing& drawing);
void add_pad_controls(const Rect& place, const PadLayout& layout, std::vector<Control>& out);

}  // namespace second_opinion
