// A figure of single digits that answer the pointer: a card with both opinions beside the one under
// it, or beside the one that was pressed, which can then be sent to "Try a digit". Where the digits
// stand, and what else the figure shows, is told by whoever derives from it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "web/figures/kit/figure.hpp"

namespace second_opinion {

struct PlacedDigit {
  Rect place;     // relative to the figure's top left corner
  int digit = 0;  // index into Report::digits, and cell of the sheet
};

class PickableDigits : public Figure {
 public:
  // Such figures are at least so high: the card with its button must find room inside them.
  static constexpr float kLeastHeight = 276;

  explicit PickableDigits(const FigureSources& sources) : sources_(sources) {}

  FigureWidth width_class() const override { return FigureWidth::kWide; }
  void draw(const PageCanvas& canvas, const Rect& place) const final;
  std::vector<Control> controls(const Rect& place) const override;
  PressResult press(std::string_view control_id) override;

 protected:
  virtual std::vector<PlacedDigit> digits_at(float width) const = 0;
  // All but the card, which then lies over it. hovered: the digit under the pointer, else -1.
  virtual void draw_under_card(const PageCanvas& canvas, const Rect& place,
                               std::span<const PlacedDigit> digits, int hovered) const = 0;

  // The digits' pictures alone, as large as their places.
  void draw_digits(const PageCanvas& canvas, const Rect& place,
                   std::span<const PlacedDigit> digits) const;

  const FigureSources sources_;

 private:
  void draw_card(const PageCanvas& canvas, const Rect& place, std::span<const PlacedDigit> digits,
                 int hovered) const;

  int picked_ = -1;  // index into Report::digits; -1: none
};

}  // namespace second_opinion
