// What every figure of the article is: something that measures itself, draws
// itself, answers the pointer, and has an HTML twin for the Reader view. Names
// and parameters come from the article: `![caption](figure:confusion?network=cnn)`.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/digit_image.hpp"
#include "core/result.hpp"
#include "web/page_canvas.hpp"

namespace second_opinion {

struct Report;     // web/report.hpp
class DigitSheet;  // web/figures/digit_sheet.hpp

// How far a figure may spread: the text's measure, or past it into the margins.
enum class FigureExtent : unsigned char { kColumn, kWide };

// What a press inside a figure led to.
struct FigureOutcome {
  bool handled = false;         // the control belonged to this figure
  bool height_changed = false;  // measure() gives another height now
  std::optional<DigitImage> try_digit;  // the visitor wants this one in "Try a digit"
};

class Figure {
 public:
  virtual ~Figure() = default;

  virtual FigureExtent extent() const { return FigureExtent::kColumn; }
  // Height at this width, CSS px. Depends on the width and on what has been pressed, not on the theme.
  virtual float measure(const Fonts& fonts, float width) const = 0;
  // Draws inside origin .. origin + (width, measure(width)). The pointer is in the canvas.
  virtual void draw(const PageCanvas& canvas, ImVec2 origin, float width) = 0;
  // The same facts as a semantic fragment: a table, a list; escaped, without headings and without a caption.
  virtual std::string html() const = 0;

  // Places to press when the figure stands at origin with this width.
  virtual void controls(const Fonts& /*fonts*/, ImVec2 /*origin*/, float /*width*/, std::vector<Control>& /*out*/) const {}
  virtual FigureOutcome activate(std::string_view /*control_id*/) { return {}; }

  // Unique on the page; the article sets it, controls' ids begin with it.
  std::string id;
};

struct FigureRequest {
  std::string name;
  std::vector<std::pair<std::string, std::string>> parameters;

  // "" when it was not given.
  std::string_view parameter(std::string_view key) const;
};

// "figure:confusion?network=cnn&wide=1" → name and parameters, or what is wrong with it.
Result<FigureRequest, std::string> parse_figure_target(std::string_view target);

// Everything figures draw from. All of it outlives them.
struct FigureSources {
  const Report* report = nullptr;
  const DigitSheet* digits = nullptr;
  const DigitSheet* templates = nullptr;
};

// An unknown name, parameter or network is an error that names it and lists what there is.
Result<std::unique_ptr<Figure>, std::string> make_figure(const FigureRequest& request, const FigureSources& sources);
std::vector<std::string_view> figure_names();

}  // namespace second_opinion
