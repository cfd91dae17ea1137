// One figure of the article, and the registry that makes them by name. A figure
// knows its data and how to draw itself; its caption belongs to the article.
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

enum class FigureWidth : unsigned char {
  kColumn,
  kWide,
  kFull
};  // the text's measure, bleeding past it, the whole page

class Figure {
 public:
  virtual ~Figure() = default;

  virtual FigureWidth width_class() const { return FigureWidth::kColumn; }
  // Height in CSS px at this width. Called when the layout changes, not per frame.
  virtual float measure(const Fonts& fonts, float width) = 0;
  // place: as measured, in the canvas's coordinates. Called only while visible.
  virtual void draw(const PageCanvas& canvas, const Rect& place) = 0;
  // For the Reader view: a table or list with the same facts; no <figure>, no caption.
  virtual std::string html() const = 0;

  // What can be pressed; place is in document coordinates, as measured.
  virtual std::vector<Control> controls(const Rect& place) const {
    (void)place;
    return {};
  }
  // A control of this figure was pressed. True when the figure must be measured again.
  virtual bool press(std::string_view control_id) {
    (void)control_id;
    return false;
  }
  // After a press: the digit that the visitor wants in "Try a digit", once.
  virtual std::optional<DigitImage> take_digit() { return std::nullopt; }

  // Unique on the page; make_figure sets it, the ids of controls begin with it.
  std::string id;
};

struct Report;     // web/report.hpp
class DigitSheet;  // web/figures/digit_sheet.hpp
class LiveDigit;   // web/live_digit.hpp

// Everything that figures draw from; all of it outlives them.
struct FigureSources {
  const Report* report = nullptr;
  const DigitSheet* digits = nullptr;
  const DigitSheet* templates = nullptr;
  LiveDigit* live =
      nullptr;  // figures of what the networks do with one digit are refused without it
  const DigitSheet* stress = nullptr;    // may be empty, as may
  const DigitSheet* learning = nullptr;  // this one
};

// name and options as in the article: `figure:confusion?network=cnn` → "confusion",
// "network=cnn". When there is no such figure or the options make no sense: the
// error names the mistake and lists what there is.
Result<std::unique_ptr<Figure>, std::string> make_figure(const FigureSources& sources,
                                                         std::string_view name,
                                                         std::string_view options);
std::vector<std::string_view> figure_names();

}  // namespace second_opinion
