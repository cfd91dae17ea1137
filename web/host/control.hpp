// What can be pressed on the drawn page, as plain data. The host lays a real, transparent element
// over each place, so that focus, keys, touch and screen readers work as on any page. Draws
// nothing.
#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace second_opinion {

// In CSS pixels. Whose corner it counts from is said where it is used.
struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;

  // Any type of point with x and y will do, ImGui's among them.
  template <typename Point>
  bool contains(Point p) const {
    return p.x >= x && p.y >= y && p.x < x + w && p.y < y + h;
  }
  bool meets(const Rect& o) const {
    return x < o.x + o.w && o.x < x + w && y < o.y + o.h && o.y < y + h;
  }
};

struct ButtonControl {};

struct LinkControl {
  std::string href;  // "#results" or "https://…"
  // The place counts from the top of the view and does not scroll, as in the rail of contents.
  bool fixed = false;
  // The control is pressed before the jump, so that what the link leads to can get ready.
  bool prepares = false;
  // A piece of the article's text, which the host holds as text already (web/article/text_layer).
  bool in_text = false;
};

// Laid over as <input type="range">, with the positions 0 … steps - 1. A press carries the position
// that it was moved to: "id=3".
struct SliderControl {
  int steps = 0;
  int step = 0;
  std::string reading;  // the position in words, for screen readers
};

// The host has an element of the same id already, which serves in the Reader view as well; it is
// moved to the place. What it does is the host's knowledge: see kHostControls.
struct HostControl {};

using ControlKind = std::variant<ButtonControl, LinkControl, SliderControl, HostControl>;

struct Control {
  std::string id;  // unique on the page; a press comes back under this name
  ControlKind kind;
  std::string label;  // the accessible name
  Rect place;         // in document coordinates
  // Controls of the same, non-empty group are one stop of the Tab key; arrow keys, Home and End
  // move between them by place. It begins with the figure's id. The members are published together,
  // in reading order.
  std::string group{};
};

// Ids that page and host both know by a name.
inline constexpr std::string_view kReaderViewControl = "reader-view";
inline constexpr std::string_view kThemeControl = "theme";
inline constexpr std::string_view kSignOutControl = "sign-out";
inline constexpr std::string_view kUploadControl = "upload";
inline constexpr std::string_view kDrawControl = "draw";
inline constexpr std::string_view kPictureUploadControl = "picture-upload";
inline constexpr std::string_view kStartOverControl = "start-over";
inline constexpr std::string_view kCopyLinkControl = "copy-link";
inline constexpr std::string_view kPadControl = "pad";  // the surface to draw on
inline constexpr std::string_view kPadUndoControl = "pad-undo";
inline constexpr std::string_view kPadRedoControl = "pad-redo";
inline constexpr std::string_view kPadClearControl = "pad-clear";
inline constexpr std::string_view kPadPenControl = "pad-pen";  // no element: the pad's Space key
inline constexpr std::string_view kPadFinishControl = "pad-finish";

}  // namespace second_opinion
