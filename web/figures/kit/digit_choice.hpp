// The row of digits over a live figure: one click and it, like the other live
// figures, shows that one. Knows nothing of what is shown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/app/live_digit.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

class DigitChoice {
 public:
  explicit DigitChoice(LiveDigit& live) : live_(live) {}

  float height(float width) const;
  // place: as high as height() says.
  void draw(const PageCanvas& canvas, const Rect& place) const;
  void controls(const std::string& figure_id, const Rect& place, std::vector<Control>& out) const;
  // True when the control was one of this row.
  bool press(const std::string& figure_id, std::string_view control_id);

 private:
  Rect offer_place(const Rect& place, int offer) const;

  LiveDigit& live_;
};

}  // namespace second_opinion
