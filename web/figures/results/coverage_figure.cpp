// How many mistakes are left when the most doubtful digits are handed to a person: one line for
// each way to doubt. The pointer reads a share off; the table gives every half per cent.
#include <algorithm>
#include <cmath>

#include "core/base/sort_few.hpp"
#include "web/figures/kit/chart_axis.hpp"
#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/kit/readout.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kNothing = 24;  // height of a line that says so
constexpr float kTop = 28;
constexpr float kTallest = 300;
constexpr float kScale = 40;
constexpr float kAxis = 44;    // ticks and their name
constexpr float kGutter = 96;  // right of the plot, for the lines' names
constexpr float kNameHeight = 18;
constexpr std::size_t kPerHalfPercent = 5;  // per mille
// Beyond this share the lines lie on the floor.
constexpr std::size_t kMostPerMille = 30;

class CoverageFigure final : public Figure {
 public:
  explicit CoverageFigure(const FigureSources& sources) : study_(sources.report->studies.coverage) {
    last_ = kMostPerMille;
    for (const CoverageMeasure& m : study_.measures) last_ = std::min(last_, m.left.size() - 1);
  }

  float measure(const Fonts&, float width) override {
    return study_.empty() ? kNothing : kTop + plot_height(width) + kAxis;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    if (study_.empty()) {
      draw_text(canvas, at(place, 0, 14),
                "This report does not say what handing digits over is worth.",
                label_style(canvas.theme->muted, kSmallText));
      return;
    }
    const Plot plot = plot_in(place);
    draw_frame(canvas, place, plot);
    for (const CoverageMeasure& m : study_.measures) {
      std::vector<ImVec2> points;
      for (std::size_t i = 0; i <= last_; ++i)
        points.push_back({plot.x.place(static_cast<double>(i)), plot.y.place(m.left[i])});
      canvas.list->AddPolyline(points.data(), static_cast<int>(points.size()),
                               color_of(*canvas.theme, m), 0, m.measure == "both" ? 3.0f : 2.0f);
    }
    draw_names(canvas, plot);
    if (canvas.hovered({plot.x.from, plot.y.to, plot.x.to - plot.x.from, plot.y.from - plot.y.to}))
      draw_share(canvas, place, plot);
  }

  std::string html() const override {
    HtmlRows rows{{"Handed to a person"}};
    for (const CoverageMeasure& m : study_.measures)
      rows.front().push_back("Mistakes left, by " + name_of(m));
    for (std::size_t i = 0; !study_.empty() && i <= last_; i += kPerHalfPercent) {
      rows.push_back({format_percent(static_cast<double>(i) / 1000, 1)});
      for (const CoverageMeasure& m : study_.measures)
        rows.back().push_back(format_integer(m.left[i]));
    }
    return html_table(rows);
  }

 private:
  struct Plot {
    ChartAxis x, y;
  };

  static float plot_height(float width) { return std::min(kTallest, width * 0.7f); }

  Plot plot_in(const Rect& place) const {
    int most = 1;
    for (const CoverageMeasure& m : study_.measures) most = std::max(most, m.wrong);
    Plot plot{{}, round_axis(0, most, 5)};
    plot.x.high = static_cast<double>(last_);
    plot.x.step = 5;
    plot.x.from = place.x + kScale;
    plot.x.to = place.x + place.w - kGutter;
    plot.y.from = place.y + kTop + plot_height(place.w);
    plot.y.to = place.y + kTop;
    return plot;
  }

  static std::string name_of(const CoverageMeasure& m) {
    if (m.measure == "cnn") return "CNN";
    if (m.measure == "transformer") return "Transformer";
    return m.measure == "disagreement" ? "disagreement" : "both";
  }
  static Color color_of(const Theme& theme, const CoverageMeasure& m) {
    if (m.measure == "cnn") return theme.cnn;
    if (m.measure == "transformer") return theme.transformer;
    return m.measure == "both" ? theme.ink : theme.muted;
  }

  static void draw_frame(const PageCanvas& canvas, const Rect& place, const Plot& plot) {
    const Theme& theme = *canvas.theme;
    draw_text(canvas, at(place, 0, 12), "mistakes left", label_style(theme.muted));
    for (const double tick : plot.y.ticks()) {
      hairline(canvas, {plot.x.from, plot.y.place(tick)}, {plot.x.to, plot.y.place(tick)},
               theme.rule);
      draw_label(canvas, {plot.x.from - 8, plot.y.place(tick)}, format_integer(tick),
                 label_style(theme.muted), Align::kRight);
    }
    for (double tick = 0; tick <= plot.x.high; tick += plot.x.step)
      draw_text(canvas, {plot.x.place(tick), plot.y.from + 18}, format_percent(tick / 1000, 1),
                label_style(theme.muted), Align::kCenter);
    draw_text(canvas, {plot.x.to, plot.y.from + 38}, "handed to a person", label_style(theme.muted),
              Align::kRight);
  }

  // Beside the ends of the lines, pushed apart upwards where they end close together.
  void draw_names(const PageCanvas& canvas, const Plot& plot) const {
    std::vector<std::pair<float, const CoverageMeasure*>> names;
    for (const CoverageMeasure& m : study_.measures)
      names.push_back({plot.y.place(m.left[last_]), &m});
    sort_few(names, [](const auto& a, const auto& b) { return a.first > b.first; });
    float lowest = plot.y.from + 4;
    for (const auto& [end, m] : names) {
      const float y = std::min(end + 4, lowest);
      draw_text(canvas, {plot.x.to + 10, y}, name_of(*m), bold_style(color_of(*canvas.theme, *m)));
      lowest = y - kNameHeight;
    }
  }

  void draw_share(const PageCanvas& canvas, const Rect& place, const Plot& plot) const {
    const double pointed = (canvas.pointer.x - plot.x.from) / (plot.x.to - plot.x.from);
    const double share = std::round(std::clamp(pointed, 0.0, 1.0) * plot.x.high);
    const auto i = static_cast<std::size_t>(share);
    const float x = plot.x.place(share);
    hairline(canvas, {x, plot.y.to}, {x, plot.y.from}, canvas.theme->control);
    Readout card{format_percent(share / 1000, 1) + " handed over", {}, {"mistakes left"}, {}};
    for (const CoverageMeasure& m : study_.measures)
      card.rows.push_back({name_of(m), {format_integer(m.left[i])}, color_of(*canvas.theme, m)});
    draw_readout(canvas, place, {x, plot.y.to + 8, 0, 40}, card);
  }

  const CoverageStudy& study_;
  std::size_t last_ = 0;
};

}  // namespace

MadeFigure make_coverage_figure(const FigureSources& sources, std::string_view options) {
  return figure_without_options<CoverageFigure>(options, sources);
}

}  // namespace second_opinion
