// Accuracies are drawn on the logarithm of the error: from 99.0 to 99.5 % is as
// far as from 90 to 95 %, which is what makes it hard.
#include "native_trainer/studies/sweep/sweep_pictures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

#include "native_trainer/io/svg.hpp"

namespace second_opinion {
namespace {

constexpr const char* kInk = "#263238";
constexpr const char* kFaint = "#6b7b84";
constexpr const char* kGrid = "#dfe5e8";
constexpr const char* kAccent = "#0b5fa5";

std::string rate_text(double rate) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", rate);
  return text;
}

std::string loss_title(const std::string& loss) {
  if (loss == "mse") return "Mean squared error";
  if (loss == "mae") return "Mean absolute error";
  return "Cross-entropy";
}

std::string optimizer_title(const std::string& optimizer) {
  if (optimizer == "sgd") return "SGD";
  return optimizer == "adam" ? "Adam" : "RMSprop";
}

// 0 at a guessing network's 10 %, 1 at 99.9 %.
double heat(double accuracy) {
  const double error = std::clamp(1 - accuracy, 0.001, 0.9);
  return std::log(0.9 / error) / std::log(0.9 / 0.001);
}

template <typename Value>
void add_once(std::vector<Value>& values, const Value& value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

struct HeatLayout {
  std::vector<std::string> losses, optimizers;
  std::vector<double> rates;
  double cell_width = 92, cell_height = 56, left = 92, top = 104, gap = 28;
  double panel_width() const { return cell_width * static_cast<double>(rates.size()); }
  double panel_left(std::size_t panel) const {
    return left + static_cast<double>(panel) * (panel_width() + gap);
  }
  double bottom() const { return top + cell_height * static_cast<double>(optimizers.size()); }
  double width() const { return panel_left(losses.size()) - gap + 28; }
};

void draw_heat_cell(Svg& svg, const HeatLayout& layout, const RateEffect& effect) {
  const auto index = [](const auto& values, const auto& value) {
    return static_cast<std::size_t>(std::find(values.begin(), values.end(), value) -
                                    values.begin());
  };
  const double x =
      layout.panel_left(index(layout.losses, effect.loss)) +
      layout.cell_width * static_cast<double>(index(layout.rates, effect.learning_rate));
  const double y = layout.top + layout.cell_height *
                                    static_cast<double>(index(layout.optimizers, effect.optimizer));
  const double share = heat(effect.best);
  std::string tip = optimizer_title(effect.optimizer) + ", " + loss_title(effect.loss) +
                    ", learning rate " + rate_text(effect.learning_rate) + ": " +
                    std::to_string(effect.runs) + " runs, " + std::to_string(effect.failed) +
                    " failed";
  const bool all_failed = effect.failed == effect.runs;
  svg.rectangle({x + 1, y + 1}, layout.cell_width - 2, layout.cell_height - 2,
                all_failed ? "#eceff1" : sequential_color(share), tip, 4);
  const double middle = x + layout.cell_width / 2;
  const char* ink = all_failed ? kFaint : ink_on_sequential(share);
  if (all_failed)
    return svg.text({middle, y + layout.cell_height / 2 + 5}, "failed",
                    {.color = ink, .anchor = SvgAnchor::kMiddle});
  svg.text({middle, y + 27}, percent_text(effect.best, 2),
           {.size = 15, .color = ink, .anchor = SvgAnchor::kMiddle, .bold = true});
  svg.text({middle, y + 44}, "median " + percent_text(effect.median, 1),
           {.size = 10.5, .color = ink, .anchor = SvgAnchor::kMiddle});
}

void draw_heat_axes(Svg& svg, const HeatLayout& layout) {
  svg.text({24, 34}, "Optimizer, loss and learning rate",
           {.size = 19, .color = kInk, .bold = true});
  svg.text({24, 55},
           "Best validation accuracy over all sizes of network; below it the median of these runs",
           {.size = 12.5, .color = kFaint});
  for (std::size_t panel = 0; panel < layout.losses.size(); ++panel) {
    const double x = layout.panel_left(panel), middle = x + layout.panel_width() / 2;
    svg.text({middle, layout.top - 12}, loss_title(layout.losses[panel]),
             {.size = 14, .color = kInk, .anchor = SvgAnchor::kMiddle, .bold = true});
    for (std::size_t i = 0; i < layout.rates.size(); ++i)
      svg.text({x + layout.cell_width * (static_cast<double>(i) + 0.5), layout.bottom() + 19},
               rate_text(layout.rates[i]),
               {.size = 12, .color = kInk, .anchor = SvgAnchor::kMiddle});
    svg.text({middle, layout.bottom() + 39}, "learning rate",
             {.size = 12, .color = kFaint, .anchor = SvgAnchor::kMiddle});
  }
  for (std::size_t i = 0; i < layout.optimizers.size(); ++i)
    svg.text(
        {layout.left - 12, layout.top + layout.cell_height * (static_cast<double>(i) + 0.5) + 5},
        optimizer_title(layout.optimizers[i]),
        {.size = 13, .color = kInk, .anchor = SvgAnchor::kEnd});
}

void draw_heat_legend(Svg& svg, const HeatLayout& layout) {
  const double y = layout.bottom() + 62, width = 240;
  constexpr int kSteps = 60;
  for (int i = 0; i < kSteps; ++i)
    svg.rectangle({layout.left + width * i / kSteps, y}, width / kSteps + 0.5, 11,
                  sequential_color((i + 0.5) / kSteps));
  for (const double accuracy : {0.1, 0.9, 0.99, 0.999})
    svg.text({layout.left + width * heat(accuracy), y + 26},
             percent_text(accuracy, accuracy > 0.99 ? 1 : 0),
             {.size = 11, .color = kFaint, .anchor = SvgAnchor::kMiddle});
}

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
  constexpr std::array kTicks{0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2};
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
  for (const double error : {0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2}) {
    if (error < layout.least * 0.999 || error > layout.worst * 1.001) continue;
    const double y = layout.y(1 - error);
    svg.line({layout.left, y}, {layout.width - layout.right, y}, kGrid);
    svg.text({layout.left - 10, y + 4},
             percent_text(1 - error, error < 0.001  ? 2
                                     : error < 0.01 ? 1
                                                    : 0),
             {.size = 12, .color = kInk, .anchor = SvgAnchor::kEnd});
  }
  const double floor = layout.height - layout.bottom;
  for (double decade = 10; decade < 1e9; decade *= 10)
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double place = std::log10(decade * factor);
      if (place < layout.low || place > layout.high) continue;
      const double x = layout.x(decade * factor);
      svg.line({x, floor}, {x, floor + (factor == 1 ? 8.0 : 5.0)}, kFaint);
      svg.text({x, floor + 22}, count_text(decade * factor),
               {.size = 12, .color = kInk, .anchor = SvgAnchor::kMiddle});
    }
  svg.line({layout.left, floor}, {layout.width - layout.right, floor}, kFaint);
  svg.text({(layout.left + layout.width - layout.right) / 2, floor + 48},
           "parameters (logarithmic)", {.size = 13, .color = kFaint, .anchor = SvgAnchor::kMiddle});
  svg.text({24, (layout.top + floor) / 2}, "validation accuracy (log of the error)",
           {.size = 13, .color = kFaint, .anchor = SvgAnchor::kMiddle, .turned = -90});
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
               3, kFaint, 0.4, run_name(row.run) + ": " + percent_text(row.validation.accuracy, 2));
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

std::string optimizers_svg(std::span<const RateEffect> effects) {
  HeatLayout layout;
  for (const RateEffect& effect : effects) {
    add_once(layout.losses, effect.loss);
    add_once(layout.optimizers, effect.optimizer);
    add_once(layout.rates, effect.learning_rate);
  }
  Svg svg(std::max(560.0, layout.width()), layout.bottom() + 106,
          "Validation accuracy by optimizer, loss and learning rate");
  draw_heat_axes(svg, layout);
  for (const RateEffect& effect : effects) draw_heat_cell(svg, layout, effect);
  draw_heat_legend(svg, layout);
  return svg.str();
}

std::string sizes_svg(std::span<const SweepRow> rows, bool spread) {
  const SizeLayout layout = size_layout(rows);
  Svg svg(layout.width, layout.height, "Validation accuracy against the number of parameters");
  svg.text({24, 34}, "Accuracy and size of the network", {.size = 19, .color = kInk, .bold = true});
  draw_size_axes(svg, layout);
  const int hidden = draw_runs(svg, layout, rows);
  draw_sizes(svg, layout, size_effects(rows), spread);
  std::string note = spread ? "Dots: runs; line: mean of the seeds, with one standard deviation"
                            : "Grey: every finished run; blue: the best run of each network";
  if (hidden > 0)
    note += "; " + std::to_string(hidden) + " runs lie below " + percent_text(1 - layout.worst, 0);
  svg.text({24, 55}, note, {.size = 12.5, .color = kFaint});
  return svg.str();
}

}  // namespace second_opinion
