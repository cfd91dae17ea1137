// One figure of the article, and the registry that makes them by name. A figure
// knows its data and how to draw itself; its caption belongs to the article.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/page_canvas.hpp"

namespace second_opinion {

enum class FigureWidth : unsigned char { kColumn, kWide, kFull };  // the text's measure, bleeding past it, the whole page

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

  // What can be pressed; place is in document coordinates.
  virtual std::vector<Control> controls(const Rect& place) const { (void)place; return {}; }
  // A control of this figure was pressed. True when the figure must be measured again.
  virtual bool press(std::string_view control_id) { (void)control_id; return false; }
};

struct Report;  // web/report.hpp

// name and options as in the article: `figure:confusion?network=cnn` → "confusion",
// "network=cnn". nullptr when there is no such figure or the options make no sense.
std::unique_ptr<Figure> make_figure(const Report& report, std::string_view name, std::string_view options);

}  // namespace second_opinion
