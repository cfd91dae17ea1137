// A figure that explains the one digit of LiveDigit: over it stands a row of digits, of which one
// click chooses the one that all such figures show. What is explained is told by whoever derives.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/app/live_digit.hpp"
#include "web/figures/kit/figure.hpp"

namespace second_opinion {

class LiveFigure : public Figure {
 public:
  explicit LiveFigure(LiveDigit& live) : live_(live) {}

  FigureWidth width_class() const override { return FigureWidth::kWide; }
  // Which digit is looked at, and then explanation(), or that it is yet to be worked out.
  std::string html() const final;
  // Of the row; whoever derives adds its own.
  std::vector<Control> controls(const Rect& place) const override;

 protected:
  // The row stands at the top of the figure, as wide as it.
  float choice_height(float width) const;
  void draw_choice(const PageCanvas& canvas, const Rect& place) const;
  // True when the control was one of the row.
  bool press_choice(std::string_view control_id);

  // Whether prepare_html() has done its work for the chosen digit.
  virtual bool is_explained() const = 0;
  // The paragraph that names the digit goes on with this, and ends in it.
  virtual std::string explanation() const = 0;

  LiveDigit& live_;

 private:
  Rect offer_place(const Rect& place, int offer) const;
};

}  // namespace second_opinion
