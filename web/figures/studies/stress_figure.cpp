// How much the networks lose when digits are disturbed: one small chart per
// disturbance, from harmless to ruinous, with the digit at each strength as its axis.
#include <algorithm>
#include <cmath>

#include "core/base/sort_few.hpp"
#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/kit/readout.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kKey = 52;   // above all charts
constexpr float kHead = 40;  // of a chart: its name, the values at the greatest strength
constexpr float kPlot = 56;
constexpr float kPlotToDigits = 6;
constexpr float kBetween = 28;
constexpr float kGutter = 16;
constexpr int kNone = -1;

std::string parameter_text(double value) {
  return value == std::floor(value) ? format_integer(value) : format_decimal(value, 1);
}

class StressFigure final : public Figure {
 public:
  explicit StressFigure(const FigureSources& sources)
      : sources_(sources), study_(sources.report->studies.stress) {
    for (const StressKind& kind : study_.kinds) kinds_.push_back(&kind);
    const auto left = [](const StressKind* k) {
      return k->steps.back().cnn + k->steps.back().transformer;
    };
    sort_few(kinds_, [&](const auto* a, const auto* b) { return left(a) > left(b); });
  }

  FigureWidth width_class() const override { return FigureWidth::kWide; }

  float measure(const Fonts&, float width) override {
    if (kinds_.empty()) return 24;
    const int rows = (static_cast<int>(kinds_.size()) + columns(width) - 1) / columns(width);
    return kKey + static_cast<float>(rows) * (panel_height(width) + kBetween) - kBetween;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const Theme& theme = *canvas.theme;
    if (kinds_.empty()) {
      draw_text(canvas, at(place, 0, 14), "This report holds no stress test.",
                label_style(theme.muted, kSmallText));
      return;
    }
    draw_key(canvas, place);
    int shown = selected_;
    for (int i = 0; i < count(); ++i) {
      const Rect r = panel(place, i);
      if (canvas.hovered(r)) shown = i;
      if (canvas.visible(r)) draw_panel(canvas, r, *kinds_[static_cast<std::size_t>(i)]);
    }
    if (shown != kNone) draw_card(canvas, place, shown);
  }

  std::string html() const override {
    HtmlRows rows{{"Disturbance", "By", "CNN", "Transformer"}};
    rows.push_back({"none", "–", format_percent(study_.clean_cnn, 2),
                    format_percent(study_.clean_transformer, 2)});
    for (const StressKind* kind : kinds_) {
      for (const StressStep& step : kind->steps) {
        rows.push_back({kind->name, parameter_text(step.parameter) + " " + kind->unit,
                        format_percent(step.cnn, 2), format_percent(step.transformer, 2)});
      }
    }
    return html_table(rows);
  }

  std::vector<Control> controls(const Rect& place) const override {
    std::vector<Control> out;
    for (int i = 0; i < count(); ++i) {
      const StressKind& kind = *kinds_[static_cast<std::size_t>(i)];
      out.push_back(
          {id + ":" + std::to_string(i), ButtonControl{}, sentence(kind), panel(place, i)});
    }
    return out;
  }

  PressResult press(std::string_view control_id) override {
    toggle_selection(id, control_id, count(), selected_);
    return {};
  }

 private:
  int count() const { return static_cast<int>(kinds_.size()); }
  static int columns(float width) { return width < kPhoneWidth ? 3 : 5; }
  static float panel_width(float width) {
    const auto n = static_cast<float>(columns(width));
    return (width - kGutter * (n - 1)) / n;
  }
  // Whole device pixels per pixel at every ratio: 28 CSS px or 56.
  static float digit(float panel) { return panel >= 3 * 56 ? 56 : 28; }
  static float panel_height(float width) {
    return kHead + kPlot + kPlotToDigits + digit(panel_width(width));
  }
  static Rect panel(const Rect& place, int index) {
    const float x = static_cast<float>(index % columns(place.w)) * (panel_width(place.w) + kGutter);
    const float y =
        static_cast<float>(index / columns(place.w)) * (panel_height(place.w) + kBetween);
    return {place.x + x, place.y + kKey + y, panel_width(place.w), panel_height(place.w)};
  }

  static std::string sentence(const StressKind& kind) {
    std::string out = kind.name + ":";
    for (const StressStep& step : kind.steps) {
      out += " " + parameter_text(step.parameter) + " " + kind.unit + ", CNN " +
             format_percent(step.cnn, 1) + ", transformer " + format_percent(step.transformer, 1) +
             ";";
    }
    out.pop_back();
    return out;
  }

  static void draw_key(const PageCanvas& canvas, const Rect& place) {
    const Theme& theme = *canvas.theme;
    float x = draw_text(canvas, at(place, 0, 12), "read rightly by the ", label_style(theme.muted));
    x += draw_text(canvas, at(place, x, 12), "CNN", bold_style(theme.cnn));
    x += draw_text(canvas, at(place, x, 12), " and the ", label_style(theme.muted));
    draw_text(canvas, at(place, x, 12), "transformer", bold_style(theme.transformer));
    draw_text(canvas, at(place, 0, 29),
              "lines at 100, 50 and 0\u202F%; numbers for the greatest strength",
              label_style(theme.muted));
  }

  struct Plot {
    Rect area;
    float step = 0;  // between strengths
    float first = 0;
    ImVec2 point(std::size_t strength, double accuracy) const {
      return {first + step * static_cast<float>(strength),
              area.y + area.h * static_cast<float>(1 - accuracy)};
    }
  };
  static Plot plot(const Rect& r) {
    Plot p{{r.x, r.y + kHead, r.w, kPlot}, 0, 0};
    p.step = std::min(digit(r.w) * 1.5f, (r.w - digit(r.w)) / 2);
    p.first = r.x + digit(r.w) / 2;
    return p;
  }

  void draw_panel(const PageCanvas& canvas, const Rect& r, const StressKind& kind) const {
    const Theme& theme = *canvas.theme;
    draw_text(canvas, {r.x, r.y + 12}, kind.name, bold_style(theme.ink, kSmallText));
    const StressStep& last = kind.steps.back();
    const float used = draw_text(canvas, {r.x, r.y + 29}, format_decimal(100 * last.cnn, 1),
                                 bold_style(theme.cnn));
    draw_text(canvas, {r.x + used + 8, r.y + 29}, format_percent(last.transformer, 1),
              bold_style(theme.transformer));
    const Plot p = plot(r);
    const float right = p.point(kStressStrengths - 1, 0).x + digit(r.w) / 2;
    for (const double tick : {0.0, 0.5, 1.0})
      hairline(canvas, {r.x, p.point(0, tick).y}, {right, p.point(0, tick).y},
               tick == 0 ? theme.control : theme.rule);
    const auto line = [&](double StressStep::*value, Color color) {
      std::vector<ImVec2> points;
      for (std::size_t s = 0; s < kind.steps.size(); ++s)
        points.push_back(p.point(s, kind.steps[s].*value));
      canvas.list->AddPolyline(points.data(), static_cast<int>(points.size()), color, 0, 2);
      for (const ImVec2& point : points) canvas.list->AddCircleFilled(point, 3, color);
    };
    line(&StressStep::transformer, theme.transformer);
    line(&StressStep::cnn, theme.cnn);
    for (std::size_t s = 0; s < kind.steps.size() && sources_.stress; ++s) {
      const int cell = kind.column + static_cast<int>(s) * study_.sheet.columns;
      if (cell >= sources_.stress->count()) continue;
      const float x = canvas.snap(p.point(s, 0).x - digit(r.w) / 2),
                  y = canvas.snap(r.y + kHead + kPlot + kPlotToDigits);
      draw_digit(canvas, sources_.stress->cell(cell), {x, y}, digit(r.w));
    }
  }

  void draw_card(const PageCanvas& canvas, const Rect& place, int index) const {
    const StressKind& kind = *kinds_[static_cast<std::size_t>(index)];
    Readout card{kind.name + ", " + kind.unit,
                 {},
                 {},
                 {{"CNN", {}, canvas.theme->cnn}, {"Transformer", {}, canvas.theme->transformer}}};
    for (const StressStep& step : kind.steps) {
      card.heads.push_back(parameter_text(step.parameter));
      card.rows[0].values.push_back(format_percent(step.cnn, 1));
      card.rows[1].values.push_back(format_percent(step.transformer, 1));
    }
    draw_readout(canvas, place, panel(place, index), card);
  }

  FigureSources sources_;
  const StressStudy& study_;
  std::vector<const StressKind*> kinds_;  // the mildest first
  int selected_ = kNone;
};

}  // namespace

MadeFigure make_stress_figure(const FigureSources& sources, std::string_view options) {
  return figure_without_options<StressFigure>(options, sources);
}

}  // namespace second_opinion
