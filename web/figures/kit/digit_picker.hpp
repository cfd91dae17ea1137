// Digits in a figure that answer the pointer: a card with both opinions beside
// the one under it, or beside the one that was pressed, which can then be sent
// to "Try a digit". Says nothing about where the digits stand.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/figures/kit/figure.hpp"
#include "web/report/report.hpp"

namespace second_opinion {

struct PlacedDigit {
  Rect place;     // relative to the figure's top left corner
  int digit = 0;  // index into Report::digits and cell of the sheet
};

class DigitPicker {
 public:
  // Figures that show digits are at least so high: the card with its button must find room inside
  // them.
  static constexpr float kLeastHeight = 276;

  explicit DigitPicker(const FigureSources& sources) : sources_(sources) {}

  // To be drawn last: the card lies over its neighbours, inside `place`.
  void draw(const PageCanvas& canvas, const Rect& place, std::span<const PlacedDigit> digits) const;
  void controls(const std::string& figure_id, const Rect& place,
                std::span<const PlacedDigit> digits, std::vector<Control>& out) const;
  void press(const std::string& figure_id, std::string_view control_id);
  std::optional<DigitImage> take();

 private:
  FigureSources sources_;
  int picked_ = -1;  // index into Report::digits
  bool offered_ = false;
};

}  // namespace second_opinion
