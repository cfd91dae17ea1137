// Weights as pictures: what each unit of the first layer wants to see (one
// colour) and what it does not want to see (the other), on one common scale.
#include <algorithm>
#include <cmath>

#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kGap = 8;
constexpr float kLabel = 22;
constexpr float kKey = 40;
constexpr float kKeyWidth = 140;

class TemplatesFigure final : public Figure {
 public:
  TemplatesFigure(const FigureSources& sources, NetworkId network)
      : sources_(sources),
        network_(network),
        templates_(network == NetworkId::kLinear ? sources.report->templates.linear
                                                 : sources.report->templates.mlp) {}

  float measure(const Fonts&, float width) override {
    const int rows = (templates_.count + columns(width) - 1) / columns(width);
    return static_cast<float>(rows) * (side(width) + kGap + label()) + kKey;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const Theme& theme = *canvas.theme;
    for (int i = 0; i < templates_.count && sources_.templates; ++i) {
      const float x = static_cast<float>(i % columns(place.w)) * (side(place.w) + kGap);
      const float y = static_cast<float>(i / columns(place.w)) * (side(place.w) + kGap + label());
      if (label() > 0)
        draw_text(canvas, at(place, x, y + 14), std::to_string(i),
                  bold_style(theme.ink, kSmallText));
      draw_signed_picture(canvas, sources_.pictures, sources_.templates->cell(templates_.first + i),
                          at(place, x, y + label()), side(place.w), weight_for(theme),
                          weight_against(theme));
    }
    draw_key(canvas, {place.x, place.y + place.h - kKey + 16, kKeyWidth, 8});
  }

  std::string html() const override {
    const std::string what =
        network_ == NetworkId::kLinear ? "one per digit, 0 to 9" : "one per hidden unit";
    return "<p>" + std::to_string(templates_.count) + " weight pictures of 28 × 28, " + what +
           ". Full colour stands for a weight of ±" + format_decimal(templates_.scale, 3) + ".</p>";
  }

 private:
  float label() const { return network_ == NetworkId::kLinear ? kLabel : 0; }
  int columns(float width) const {
    if (network_ == NetworkId::kLinear) return width < kPhoneWidth ? 3 : 5;
    return width < kPhoneWidth ? 6 : width < 900 ? 8 : 16;
  }
  float side(float width) const {
    const auto count = static_cast<float>(columns(width));
    return std::floor((width - kGap * (count - 1)) / count);
  }

  void draw_key(const PageCanvas& canvas, const Rect& bar) const {
    const Theme& theme = *canvas.theme;
    constexpr int kSteps = 28;
    for (int i = 0; i < kSteps; ++i) {
      const float unit = 2 * static_cast<float>(i) / (kSteps - 1) - 1;
      const float width = bar.w / kSteps;
      fill(canvas, {bar.x + width * static_cast<float>(i), bar.y, width, bar.h},
           mix(theme.panel, unit < 0 ? weight_against(theme) : weight_for(theme), std::abs(unit)));
    }
    const float base = bar.y + bar.h + 14;
    draw_text(canvas, {bar.x, base}, "−" + format_decimal(templates_.scale, 2),
              label_style(theme.muted));
    draw_text(canvas, {bar.x + bar.w / 2, base}, "0", label_style(theme.muted), Align::kCenter);
    draw_text(canvas, {bar.x + bar.w, base}, "+" + format_decimal(templates_.scale, 2),
              label_style(theme.muted), Align::kRight);
    draw_label(canvas, {bar.x + bar.w + 12, bar.y + bar.h / 2}, "weight of a bright pixel",
               label_style(theme.muted), Align::kLeft);
  }

  FigureSources sources_;
  NetworkId network_;
  ReportTemplates templates_;
};

}  // namespace

MadeFigure make_templates_figure(const FigureSources& sources, std::string_view options) {
  static constexpr std::string_view kKnown[] = {"network"};
  if (const auto known = check_options(options, kKnown); !known) return Failure{known.error()};
  const auto network = network_option(options, NetworkId::kLinear);
  if (!network) return Failure{network.error()};
  if (network.value() != NetworkId::kLinear && network.value() != NetworkId::kMlp) {
    return Failure{std::string("only linear and mlp have weights that are pictures")};
  }
  return std::unique_ptr<Figure>(std::make_unique<TemplatesFigure>(sources, network.value()));
}

}  // namespace second_opinion
