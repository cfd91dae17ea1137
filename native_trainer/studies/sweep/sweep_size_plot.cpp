// Accuracies stand on the logarithm of the error: from 99.0 to 99.5 % is as far as from 90 to 95 %,
// because either halves the errors. Parameters stand on their logarithm as well.
#include "native_trainer/studies/sweep/sweep_size_plot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "native_trainer/io/svg.hpp"
#include "native_trainer/studies/sweep/sweep_effects.hpp"

namespace second_opinion {
namespace {

constexpr const char* kGrid = "#dfe5e8";
constexpr const char* kAccent = "#0b5fa5";
// Errors at which the plot may begin, end and draw a line.
constexpr std::array kTicks{0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2};

struct SizeLayout {
  double width = 760, height = 470, left = 84, right = 24, top = 84, bottom = 70;
  double low = 0, high = 0;           // logarithms of parameters
  double worst = 0.2, least = 0.001;  // errors at the bottom and the top
  double x(double parameters) const {
    return left +
           (width - left - right) * (std::log10(parameters) - low) / std::max(1e-9, high - low);
  }
  double y(double accuracy) const {
    const double error = std::clamp(1 - accuracy, least, worst);
    return top + (height - top - bottom) * std::log(error / least) / std::log(worst / least);
  }
  bool shows(double accuracy) const { return 1 - accuracy <= worst; }
};

SizeLayout size_layout(std::span<const SweepRow> rows) {
  double fewest = std::numeric_limits<double>::infinity(), most = 0, best = 1, worst = 0;
  for (const SweepRow& row : rows) {
    if (!row.ok()) continue;
    fewest = std::min(fewest, static_cast<double>(row.parameters));
    most = std::max(most, static_cast<double>(row.parameters));
    best = std::min(best, 1 - row.validation.accuracy);
    worst = std::max(worst, 1 - row.validation.accuracy);
  }
  SizeLayout layout;
  if (most == 0) fewest = most = 1000;
  layout.low = std::log10(fewest) - 0.08;
  layout.high = std::log10(most) + 0.08;
  layout.least = kTicks.front();
  for (const double tick : kTicks) {
    if (tick <= best) layout.least = tick;
    if (tick >= worst) {
      layout.worst = tick;
      break;
    }
  }
  layout.worst = std::max(layout.worst, 2 * layout.least);
  return layout;
}

void draw_size_axes(Svg& svg, const SizeLayout& layout) {
  for (const double error : kTicks) {
    if (error < layout.least * 0.999 || error > layout.worst * 1.001) continue;
    const double y = layout.y(1 - error);
    svg.line({layout.left, y}, {layout.width - layout.right, y}, kGrid);
    svg.text({layout.left - 10, y + 4},
             percent_text(1 - error, error < 0.001  ? 2
                                     : error < 0.01 ? 1
                                                    : 0),
             {.size = 12, .color = kSvgInk, .anchor = SvgAnchor::kEnd});
  }
  const double floor = layout.height - layout.bottom;
  for (double decade = 10; decade < 1e9; decade *= 10)
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double place = std::log10(decade * factor);
      if (place < layout.low || place > layout.high) continue;
      const double x = layout.x(decade * factor);
      svg.line({x, floor}, {x, floor + (factor == 1 ? 8.0 : 5.0)}, kSvgFaint);
      svg.text({x, floor + 22}, count_text(decade * factor),
               {.size = 12, .color = kSvgInk, .anchor = SvgAnchor::kMiddle});
    }
  svg.line({layout.left, floor}, {layout.width - layout.right, floor}, kSvgFaint);
  svg.text({(layout.left + layout.width - layout.right) / 2, floor + 48},
           "parameters (logarithmic)",
           {.size = 13, .color = kSvgFaint, .anchor = SvgAnchor::kMiddle});
  svg.text({24, (layout.top + floor) / 2}, "validation accuracy (log of the error)",
           {.size = 13, .color = kSvgFaint, .anchor = SvgAnchor::kMiddle, .turned = -90});
}

std::string size_tip(const SizeEffect& size) {
  return std::to_string(size.channels) + " channels, " + std::to_string(size.convolutions) +
         " convolutions, " + std::to_string(size.dense) +
         " dense layers: " + std::to_string(size.parameters) + " parameters, best " +
         percent_text(size.best, 2) + ", mean " + percent_text(size.mean, 2);
}

// Returns how many runs lie below the plot.
int draw_runs(Svg& svg, const SizeLayout& layout, std::span<const SweepRow> rows) {
  int hidden = 0;
  for (const SweepRow& row : rows) {
    if (!row.ok()) continue;
    if (!layout.shows(row.validation.accuracy)) {
      ++hidden;
      continue;
    }
    svg.circle({layout.x(static_cast<double>(row.parameters)), layout.y(row.validation.accuracy)},
               3, kSvgFaint, 0.4,
               run_name(row.run) + ": " + percent_text(row.validation.accuracy, 2));
  }
  return hidden;
}

void draw_sizes(Svg& svg, const SizeLayout& layout, std::span<const SizeEffect> sizes,
                bool spread) {
  std::vector<SvgPoint> points;
  for (const SizeEffect& size : sizes) {
    const double shown = spread ? size.mean : size.best;
    if (!layout.shows(shown)) continue;
    points.push_back({layout.x(static_cast<double>(size.parameters)), layout.y(shown)});
    if (spread)
      svg.line({points.back().x, layout.y(shown - size.deviation)},
               {points.back().x, layout.y(shown + size.deviation)}, kAccent, 2);
  }
  svg.curve(points, kAccent, 2);
  for (const SizeEffect& size : sizes) {
    const double shown = spread ? size.mean : size.best;
    if (layout.shows(shown))
      svg.circle({layout.x(static_cast<double>(size.parameters)), layout.y(shown)}, 5, kAccent, 1,
                 size_tip(size));
  }
}

}  // namespace

std::string sizes_svg(std::span<const SweepRow> rows, bool spread) {
  const SizeLayout layout = size_layout(rows);
  Svg svg(layout.width, layout.height, "Validation accuracy against the number of parameters");
  svg.text({24, 34}, "Accuracy and size of the network",
           {.size = 19, .color = kSvgInk, .bold = true});
  draw_size_axes(svg, layout);
  const int hidden = draw_runs(svg, layout, rows);
  draw_sizes(svg, layout, size_effects(rows), spread);
  std::string note = spread ? "Dots: runs; line: mean of the seeds, with one standard deviation"
                            : "Grey: every finished run; blue: the best run of each network";
  if (hidden > 0)
    note += "; " + std::to_string(hidden) + " runs lie below " + percent_text(1 - layout.worst, 0);
  svg.text({24, 55}, note, {.size = 12.5, .color = kSvgFaint});
  return svg.str();
}

}  // namespace second_opinion
