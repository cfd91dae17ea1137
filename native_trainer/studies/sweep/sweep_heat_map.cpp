// Accuracies are coloured by the logarithm of the error: from 99.0 to 99.5 % is as far as from 90
// to 95 %, because either halves the errors.
#include "native_trainer/studies/sweep/sweep_heat_map.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "native_trainer/io/svg.hpp"

namespace second_opinion {
namespace {

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
  const char* ink = all_failed ? kSvgFaint : ink_on_sequential(share);
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
           {.size = 19, .color = kSvgInk, .bold = true});
  svg.text({24, 55},
           "Best validation accuracy over all sizes of network; below it the median of these runs",
           {.size = 12.5, .color = kSvgFaint});
  for (std::size_t panel = 0; panel < layout.losses.size(); ++panel) {
    const double x = layout.panel_left(panel), middle = x + layout.panel_width() / 2;
    svg.text({middle, layout.top - 12}, loss_title(layout.losses[panel]),
             {.size = 14, .color = kSvgInk, .anchor = SvgAnchor::kMiddle, .bold = true});
    for (std::size_t i = 0; i < layout.rates.size(); ++i)
      svg.text({x + layout.cell_width * (static_cast<double>(i) + 0.5), layout.bottom() + 19},
               rate_text(layout.rates[i]),
               {.size = 12, .color = kSvgInk, .anchor = SvgAnchor::kMiddle});
    svg.text({middle, layout.bottom() + 39}, "learning rate",
             {.size = 12, .color = kSvgFaint, .anchor = SvgAnchor::kMiddle});
  }
  for (std::size_t i = 0; i < layout.optimizers.size(); ++i)
    svg.text(
        {layout.left - 12, layout.top + layout.cell_height * (static_cast<double>(i) + 0.5) + 5},
        optimizer_title(layout.optimizers[i]),
        {.size = 13, .color = kSvgInk, .anchor = SvgAnchor::kEnd});
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
             {.size = 11, .color = kSvgFaint, .anchor = SvgAnchor::kMiddle});
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

}  // namespace second_opinion
