// Training and validation per epoch, all chosen networks in one panel per measure, labelled at the
// lines' ends; the pointer reads an epoch off. One figure is one file, however long: what it draws,
// reads out and tells in its table comes from the same panels.
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

constexpr float kPanel = 280;  // height of a panel, title and axis included
constexpr float kTitle = 46;
constexpr float kAxisLabels = 28;
constexpr float kScale = 48;   // left of the plot, for "100.0 %"
constexpr float kGutter = 82;  // right of the plot, for the lines' names
constexpr float kBetween = 40;
constexpr float kNameHeight = 32;
constexpr float kSideBySide = 760;

enum class Measure { kAccuracy, kLoss };

struct Panel {
  Measure measure;
  Rect plot;
  ChartAxis x;
  ChartAxis y;
};

std::string value_text(Measure measure, double value) {
  return measure == Measure::kAccuracy ? format_percent(value, 2) : format_decimal(value, 3);
}

class CurvesFigure final : public Figure {
 public:
  CurvesFigure(const FigureSources& sources, std::vector<NetworkId> ids,
               std::vector<Measure> measures)
      : measures_(std::move(measures)) {
    for (const NetworkId network : ids) networks_.push_back(&sources.report->network(network));
  }

  FigureWidth width_class() const override {
    return measures_.size() > 1 ? FigureWidth::kWide : FigureWidth::kColumn;
  }

  float measure(const Fonts&, float width) override {
    return beside(width) ? kPanel
                         : kPanel * static_cast<float>(measures_.size()) +
                               kBetween * static_cast<float>(measures_.size() - 1);
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    for (std::size_t i = 0; i < measures_.size(); ++i) draw_panel(canvas, panel(place, i));
  }

  std::string html() const override {
    HtmlRows rows{{"Network", "Epoch", "Training loss", "Validation loss", "Training accuracy",
                   "Validation accuracy"}};
    for (const ReportNetwork* n : networks_) {
      for (std::size_t e = 0; e < n->history.epoch.size(); ++e) {
        // Every fifth epoch and the last tell the curve.
        if (e + 1 != n->history.epoch.size() && e != 0 && (e + 1) % 5 != 0) continue;
        rows.push_back({n->title, format_integer(n->history.epoch[e]),
                        format_decimal(n->history.train_loss[e], 4),
                        format_decimal(n->history.validation_loss[e], 4),
                        format_percent(n->history.train_accuracy[e], 2),
                        format_percent(n->history.validation_accuracy[e], 2)});
      }
    }
    return html_table(rows);
  }

 private:
  bool beside(float width) const { return measures_.size() == 1 || width >= kSideBySide; }
  static const std::vector<double>& training(const ReportNetwork& n, Measure m) {
    return m == Measure::kAccuracy ? n.history.train_accuracy : n.history.train_loss;
  }
  static const std::vector<double>& validation(const ReportNetwork& n, Measure m) {
    return m == Measure::kAccuracy ? n.history.validation_accuracy : n.history.validation_loss;
  }

  // The range of all lines once 40 % of the epochs are over: the steep start may leave the panel,
  // the rest is what matters.
  ChartAxis value_axis(Measure m) const {
    double low = m == Measure::kAccuracy ? 1 : 0, high = m == Measure::kAccuracy ? 1 : 0;
    for (const ReportNetwork* n : networks_) {
      for (const auto* line : {&training(*n, m), &validation(*n, m)}) {
        for (std::size_t e = line->size() * 2 / 5; e < line->size(); ++e) {
          low = std::min(low, (*line)[e]);
          high = std::max(high, (*line)[e]);
        }
      }
    }
    if (m == Measure::kAccuracy) low = std::min(low, 0.995);
    return round_axis(low, std::max(high, low + 1e-3), 5);
  }

  Panel panel(const Rect& place, std::size_t index) const {
    const auto count = static_cast<float>(measures_.size());
    const bool row = beside(place.w);
    const float width = row ? (place.w - kBetween * (count - 1)) / count : place.w;
    const float x = row ? static_cast<float>(index) * (width + kBetween) : 0;
    const float y = row ? 0 : static_cast<float>(index) * (kPanel + kBetween);
    Panel p{measures_[index],
            {place.x + x, place.y + y + kTitle, width - kGutter, kPanel - kTitle - kAxisLabels},
            {},
            value_axis(measures_[index])};
    double epochs = 2;
    for (const ReportNetwork* n : networks_)
      epochs = std::max(epochs, n->history.epoch.empty() ? 0 : n->history.epoch.back());
    p.x = round_axis(0, epochs, 6);
    p.x.low = 1;
    p.x.high = epochs;
    p.x.from = p.plot.x + kScale;
    p.x.to = p.plot.x + p.plot.w;
    p.y.from = p.plot.y + p.plot.h;
    p.y.to = p.plot.y;
    return p;
  }

  void draw_panel(const PageCanvas& canvas, const Panel& p) const {
    draw_frame(canvas, p);
    canvas.list->PushClipRect({p.x.from - 2, p.plot.y - 4},
                              {p.plot.x + p.plot.w + 2, p.plot.y + p.plot.h}, true);
    for (const ReportNetwork* n : networks_) {
      const Color color = network_color(*canvas.theme, n->id);
      draw_line(canvas, p, n->history.epoch, training(*n, p.measure), with_alpha(color, 0.6f), 1);
      draw_line(canvas, p, n->history.epoch, validation(*n, p.measure), color, 2.25f);
    }
    canvas.list->PopClipRect();
    draw_names(canvas, p);
    if (canvas.hovered({p.x.from, p.plot.y, p.x.to - p.x.from, p.plot.h})) draw_epoch(canvas, p);
  }

  static void draw_line(const PageCanvas& canvas, const Panel& p, const std::vector<double>& epochs,
                        const std::vector<double>& values, Color color, float thickness) {
    std::vector<ImVec2> points;
    for (std::size_t e = 0; e < values.size(); ++e)
      points.push_back({p.x.place(epochs[e]), p.y.place(values[e])});
    canvas.list->AddPolyline(points.data(), static_cast<int>(points.size()), color, 0, thickness);
  }

  void draw_frame(const PageCanvas& canvas, const Panel& p) const {
    const Theme& theme = *canvas.theme;
    const bool accuracy = p.measure == Measure::kAccuracy;
    draw_text(canvas, {p.plot.x, p.plot.y - kTitle + 12}, accuracy ? "Accuracy" : "Loss",
              bold_style(theme.ink, kSmallText));
    draw_key(canvas, {p.plot.x, p.plot.y - kTitle + 30});
    for (const double tick : p.y.ticks()) {
      const float y = p.y.place(tick);
      hairline(canvas, {p.x.from, y}, {p.plot.x + p.plot.w, y}, theme.rule);
      const std::string text = accuracy ? format_decimal(100 * tick, p.y.decimals(0.01))
                                        : format_decimal(tick, p.y.decimals(1));
      draw_label(canvas, {p.x.from - 8, y},
                 accuracy && tick == p.y.ticks().back() ? text + "\u202F%" : text,
                 label_style(theme.muted), Align::kRight);
    }
    const float base = p.plot.y + p.plot.h + 18;
    for (double tick = p.x.step; tick <= p.x.high; tick += p.x.step) {
      draw_text(canvas, {p.x.place(tick), base}, format_integer(tick), label_style(theme.muted),
                Align::kCenter);
    }
    draw_text(canvas, {p.plot.x + p.plot.w + 12, base}, "epoch", label_style(theme.muted));
  }

  static void draw_key(const PageCanvas& canvas, ImVec2 baseline) {
    const Theme& theme = *canvas.theme;
    const float middle = baseline.y - 4;
    canvas.list->AddLine({baseline.x, middle}, {baseline.x + 18, middle}, theme.muted, 2.25f);
    const float used =
        draw_text(canvas, {baseline.x + 24, baseline.y}, "validation", label_style(theme.muted));
    const float second = baseline.x + 24 + used + 16;
    canvas.list->AddLine({second, middle}, {second + 18, middle}, theme.muted, 1);
    draw_text(canvas, {second + 24, baseline.y}, "training", label_style(theme.muted));
  }

  // Names beside the ends of the validation lines, pushed apart where lines end close together.
  void draw_names(const PageCanvas& canvas, const Panel& p) const {
    std::vector<std::pair<float, const ReportNetwork*>> names;
    for (const ReportNetwork* n : networks_) {
      if (!n->history.epoch.empty())
        names.push_back({p.y.place(validation(*n, p.measure).back()), n});
    }
    sort_few(names, [](const auto& a, const auto& b) { return a.first < b.first; });
    float next = p.plot.y + 4;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const float last = p.plot.y + p.plot.h - kNameHeight * static_cast<float>(names.size() - i);
      const float y = std::min(std::max(next, names[i].first - 8), std::max(next, last));
      const ReportNetwork& n = *names[i].second;
      const Color color = network_color(*canvas.theme, n.id);
      draw_text(canvas, {p.plot.x + p.plot.w + 12, y + 6}, short_name(n.id), bold_style(color));
      draw_text(canvas, {p.plot.x + p.plot.w + 12, y + 20},
                value_text(p.measure, validation(n, p.measure).back()), label_style(color));
      next = y + kNameHeight;
    }
  }

  // The epoch under the pointer, in words: every network that trained so long.
  void draw_epoch(const PageCanvas& canvas, const Panel& p) const {
    const double at_pointer =
        p.x.low + (canvas.pointer.x - p.x.from) / (p.x.to - p.x.from) * (p.x.high - p.x.low);
    const double epoch = std::clamp(std::round(at_pointer), p.x.low, p.x.high);
    const float x = p.x.place(epoch);
    hairline(canvas, {x, p.plot.y}, {x, p.plot.y + p.plot.h}, canvas.theme->control);
    Readout card{"Epoch " + format_integer(epoch), {}, {"validation", "training"}, {}};
    for (const ReportNetwork* n : networks_) {
      const std::vector<double>& epochs = n->history.epoch;
      const auto found = std::find(epochs.begin(), epochs.end(), epoch);
      if (found == epochs.end()) continue;
      const auto e = static_cast<std::size_t>(found - epochs.begin());
      const Color color = network_color(*canvas.theme, n->id);
      const double v = validation(*n, p.measure)[e], t = training(*n, p.measure)[e];
      if (p.y.place(v) <= p.plot.y + p.plot.h)
        canvas.list->AddCircleFilled({x, p.y.place(v)}, 4, color);
      card.rows.push_back({std::string(short_name(n->id)),
                           {value_text(p.measure, v), value_text(p.measure, t)},
                           color});
    }
    // At the foot of the plot, where the lines of accuracy are not.
    const Rect bounds{p.plot.x, p.plot.y, p.plot.w + kGutter, p.plot.h - 10};
    draw_readout(canvas, bounds, {x, p.plot.y + p.plot.h, 0, 0}, card);
  }

  std::vector<const ReportNetwork*> networks_;
  std::vector<Measure> measures_;
};

}  // namespace

MadeFigure make_curves_figure(const FigureSources& sources, std::string_view options) {
  static constexpr std::string_view kKnown[] = {"network", "measure"};
  if (const auto known = check_options(options, kKnown); !known) return Failure{known.error()};
  std::vector<NetworkId> ids{NetworkId::kCnn, NetworkId::kTransformer};
  if (!option_value(options, "network").empty()) {
    const auto only = network_option(options, NetworkId::kCnn);
    if (!only) return Failure{only.error()};
    ids = {only.value()};
  }
  std::vector<Measure> measures{Measure::kAccuracy, Measure::kLoss};
  const std::string_view wanted = option_value(options, "measure");
  if (wanted == "accuracy")
    measures = {Measure::kAccuracy};
  else if (wanted == "loss")
    measures = {Measure::kLoss};
  else if (!wanted.empty())
    return Failure{"measure=" + std::string(wanted) + " is neither accuracy nor loss"};
  return std::unique_ptr<Figure>(
      std::make_unique<CurvesFigure>(sources, std::move(ids), std::move(measures)));
}

}  // namespace second_opinion
