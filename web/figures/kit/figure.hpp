// One figure of the article. A figure is a state that update() and press() alone change, and a
// drawing of it that only reads; its caption belongs to the article. Which figures there are is
// told by web/figures/figure_list.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/image/digit_image.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

// The text's measure, bleeding past it to the right, or the whole page.
enum class FigureWidth : unsigned char { kColumn, kWide, kFull };

// What came of a press.
struct PressResult {
  bool handled = false;                // the control was there to be pressed
  bool resized = false;                // the figure must be measured again
  std::optional<DigitImage> to_try{};  // a digit that the visitor wants in "Try a digit"
};

class Figure {
 public:
  virtual ~Figure() = default;

  virtual FigureWidth width_class() const { return FigureWidth::kColumn; }
  // Height in CSS px at this width. Called when the layout changes, not for every frame.
  virtual float measure(const Fonts& fonts, float width) = 0;

  // Called before each frame in which the figure is visible, at the place where draw() will be:
  // time and the pointer have moved on. True when another frame is wanted, because an animation or
  // a calculation is still under way.
  virtual bool update(const FrameInput& input, const Rect& place) {
    (void)input, (void)place;
    return false;
  }
  // place: as measured, in the canvas's coordinates. Called only while visible.
  virtual void draw(const PageCanvas& canvas, const Rect& place) const = 0;

  // Works out whatever html() tells and has not been worked out yet; this may take a moment.
  virtual void prepare_html() {}
  // For the Reader view: a table or list with the same facts, without <figure> and caption. What
  // prepare_html() would work out and has not is announced in words instead.
  virtual std::string html() const = 0;

  // What can be pressed; place is in document coordinates, as measured.
  virtual std::vector<Control> controls(const Rect& place) const {
    (void)place;
    return {};
  }
  // One of these controls was pressed.
  virtual PressResult press(std::string_view control_id) {
    (void)control_id;
    return {};
  }

  // Unique on the page; the ids of controls begin with it.
  std::string id;
};

struct Report;
class DigitSheet;
class LiveDigit;
class PictureAtlas;

// Everything that figures draw from; all of it outlives them.
struct FigureSources {
  const Report* report = nullptr;
  const DigitSheet* digits = nullptr;
  const DigitSheet* templates = nullptr;
  // Figures of what the networks do with one digit are refused without it.
  LiveDigit* live = nullptr;
  const DigitSheet* stress = nullptr;      // may be empty, as may
  const DigitSheet* learning = nullptr;    // this one
  const PictureAtlas* pictures = nullptr;  // weight pictures as a texture; none: as rectangles
};

// options: as behind the "?" in the article, "network=cnn". The error says which option makes no
// sense, or what the sources lack.
using MadeFigure = Result<std::unique_ptr<Figure>, std::string>;
using FigureFactory = MadeFigure(const FigureSources& sources, std::string_view options);

}  // namespace second_opinion
