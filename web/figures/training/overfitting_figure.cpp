// Learning by heart: accuracy and loss per epoch on pictures that were trained on and on others,
// for few pictures and for many, on one common scale. One figure is one file, however long: what it
// draws, answers to the pointer and tells in its table comes from the same panels.
#include <algorithm>
#include <cmath>

#include "web/figures/kit/chart_axis.hpp"
#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/kit/readout.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kKey = 40;    // above everything
constexpr float kHead = 24;   // a run's name
constexpr float kPlot = 112;  // of accuracy, of loss
constexpr float kUnder = 26;  // epochs, under the loss
constexpr float kBetween = 20;
constexpr float kScale = 46;  // left of the first plot of a row
constexpr float kGutter = 20;
constexpr float kSideBySide = 760;
constexpr int kNone = -1;

struct Panel {
  const OverfittingRun* run;
  std::string name;
  Rect place;  // of its controls: head, both plots, epochs
  Rect accuracy, loss;
  bool first = false;  // of its row: carries the scale
  ChartAxis epochs;
};

class OverfittingFigure final : public Figure {
 public:
  explicit OverfittingFigure(const FigureSources& sources)
      : study_(sources.report->studies.overfitting) {
    for (const auto& [network, name] : {std::pair{"mlp", "MLP"}, std::pair{"cnn", "Small CNN"}})
      if (const OverfittingNetwork* found = study_.networks.find(network))
        for (const OverfittingRun& run : found->runs) runs_.push_back({&run, name});
    double low = 1, high = 0;
    for (const auto& [run, name] : runs_) {
      // The steep beginning may leave the plot; what follows is what matters.
      low = std::min(low, run->validation_accuracy[run->validation_accuracy.size() / 4]);
      high = std::max({high, run->validation_loss.back(),
                       run->validation_loss[run->validation_loss.size() / 4]});
    }
    accuracy_ = round_axis(std::min(low, 0.95), 1, 4);
    loss_ = round_axis(0, high, 4);
  }

  FigureWidth width_class() const override { return FigureWidth::kWide; }

  float measure(const Fonts&, float width) override {
    if (runs_.empty()) return 24;
    const auto rows = static_cast<float>(rows_at(width));
    return kKey + rows * panel_height() + (rows - 1) * kBetween;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const Theme& theme = *canvas.theme;
    if (runs_.empty()) {
      draw_text(canvas, at(place, 0, 14), "This report holds no study of overfitting.",
                label_style(theme.muted, kSmallText));
      return;
    }
    draw_key(canvas, place);
    int shown = selected_;
    for (int i = 0; i < count(); ++i) {
      const Panel p = panel(place, i);
      draw_panel(canvas, p);
      if (canvas.hovered(p.place)) shown = i;
    }
    if (shown != kNone) draw_reading(canvas, place, panel(place, shown));
  }

  std::string html() const override {
    HtmlRows rows{{"Network", "Training pictures", "Epoch", "Accuracy on seen",
                   "Accuracy on unseen", "Loss on seen", "Loss on unseen"}};
    for (const auto& [run, name] : runs_) {
      const int last = static_cast<int>(run->train_loss.size());
      for (const int epoch : {1, run->best_epoch, last}) {
        const auto e = static_cast<std::size_t>(epoch - 1);
        const std::string mark = epoch == run->best_epoch ? " (lowest loss on unseen)" : "";
        rows.push_back({name, format_integer(run->images), format_integer(epoch) + mark,
                        format_percent(run->train_accuracy[e], 2),
                        format_percent(run->validation_accuracy[e], 2),
                        format_decimal(run->train_loss[e], 4),
                        format_decimal(run->validation_loss[e], 4)});
      }
    }
    return html_table(rows);
  }

  std::vector<Control> controls(const Rect& place) const override {
    std::vector<Control> out;
    for (int i = 0; i < count(); ++i) {
      const Panel p = panel(place, i);
      out.push_back({id + ":" + std::to_string(i), ButtonControl{}, sentence(p), p.place});
    }
    return out;
  }

  PressResult press(std::string_view control_id) override {
    toggle_selection(id, control_id, count(), selected_);
    return {};
  }

 private:
  int count() const { return static_cast<int>(runs_.size()); }
  int columns_at(float width) const {
    return width >= kSideBySide ? count() : std::min(count(), 2);
  }
  int rows_at(float width) const { return (count() + columns_at(width) - 1) / columns_at(width); }
  static float panel_height() { return kHead + 2 * kPlot + kBetween + kUnder; }

  Panel panel(const Rect& place, int index) const {
    const int columns = columns_at(place.w), column = index % columns;
    const auto n = static_cast<float>(columns);
    const float width = (place.w - kScale - kGutter * (n - 1)) / n;
    const float x = place.x + kScale + static_cast<float>(column) * (width + kGutter);
    const float y =
        place.y + kKey + static_cast<float>(index / columns) * (panel_height() + kBetween);
    const auto& [run, name] = runs_[static_cast<std::size_t>(index)];
    Panel p{run, name, {x, y, width, panel_height()}, {}, {}, column == 0, {}};
    p.accuracy = {x, y + kHead, width, kPlot};
    p.loss = {x, y + kHead + kPlot + kBetween, width, kPlot};
    const auto epochs = static_cast<double>(run->train_loss.size());
    p.epochs = {1, epochs, round_axis(0, epochs, width < 160 ? 2 : 4).step, x, x + width - 4};
    return p;
  }
  static ChartAxis in(ChartAxis axis, const Rect& plot) {
    axis.from = plot.y + plot.h;
    axis.to = plot.y;
    return axis;
  }
  static std::string sentence(const Panel& p) {
    return p.name + ", " + format_integer(p.run->images) + " pictures: after " +
           std::to_string(p.run->train_loss.size()) + " epochs " +
           format_percent(p.run->train_accuracy.back(), 1) + " of the seen and " +
           format_percent(p.run->validation_accuracy.back(), 1) +
           " of the unseen read rightly; the loss on unseen is lowest at epoch " +
           std::to_string(p.run->best_epoch);
  }

  static void draw_key(const PageCanvas& canvas, const Rect& place) {
    const Theme& theme = *canvas.theme;
    canvas.list->AddLine(at(place, 0, 8), at(place, 18, 8), theme.ink, 2.25f);
    float x = 24 + draw_text(canvas, at(place, 24, 12), "unseen", label_style(theme.muted)) + 16;
    canvas.list->AddLine(at(place, x, 8), at(place, x + 18, 8), theme.baseline, 1.25f);
    x += 24 + draw_text(canvas, at(place, x + 24, 12), "trained on", label_style(theme.muted)) + 16;
    canvas.list->AddCircle(at(place, x + 4, 8), 4, theme.ink, 0, 1.5f);
    draw_text(canvas, at(place, x + 14, 12), "loss lowest", label_style(theme.muted));
  }

  void draw_panel(const PageCanvas& canvas, const Panel& p) const {
    const Theme& theme = *canvas.theme;
    const float named =
        draw_text(canvas, {p.place.x, p.place.y + 12}, p.name + ", ", bold_style(theme.ink));
    draw_text(canvas, {p.place.x + named, p.place.y + 12}, format_integer(p.run->images),
              label_style(theme.muted));
    draw_plot(canvas, p, p.accuracy, in(accuracy_, p.accuracy), p.run->train_accuracy,
              p.run->validation_accuracy, true);
    draw_plot(canvas, p, p.loss, in(loss_, p.loss), p.run->train_loss, p.run->validation_loss,
              false);
    const float base = p.loss.y + p.loss.h + 18;
    for (double tick = p.epochs.step; tick <= p.epochs.high; tick += p.epochs.step)
      draw_text(canvas, {p.epochs.place(tick), base}, format_integer(tick),
                label_style(theme.muted), Align::kCenter);
    if (p.first)
      draw_text(canvas, {p.place.x - 8, base}, "epoch", label_style(theme.muted), Align::kRight);
  }

  static void draw_plot(const PageCanvas& canvas, const Panel& p, const Rect& plot,
                        const ChartAxis& y, const std::vector<double>& seen,
                        const std::vector<double>& unseen, bool percent) {
    const Theme& theme = *canvas.theme;
    for (const double tick : y.ticks()) {
      hairline(canvas, {plot.x, y.place(tick)}, {plot.x + plot.w, y.place(tick)}, theme.rule);
      if (!p.first) continue;
      const bool top = tick == y.ticks().back();
      const std::string text =
          percent ? format_decimal(100 * tick, y.decimals(0.01)) + (top ? "\u202F%" : "")
          : top   ? "loss"
                  : format_decimal(tick, y.decimals(1));
      draw_label(canvas, {plot.x - 8, y.place(tick)}, text, label_style(theme.muted),
                 Align::kRight);
    }
    canvas.list->PushClipRect({plot.x - 2, plot.y - 6}, {plot.x + plot.w + 2, plot.y + plot.h + 1},
                              true);
    // The gap between seen and unseen is what was learnt by heart. Without fringes, which would
    // show as seams.
    const ImDrawListFlags flags = canvas.list->Flags;
    canvas.list->Flags &= ~ImDrawListFlags_AntiAliasedFill;
    for (std::size_t e = 0; e + 1 < seen.size(); ++e) {
      const float a = p.epochs.place(static_cast<double>(e + 1)),
                  b = p.epochs.place(static_cast<double>(e + 2));
      canvas.list->AddQuadFilled({a, y.place(seen[e])}, {b, y.place(seen[e + 1])},
                                 {b, y.place(unseen[e + 1])}, {a, y.place(unseen[e])},
                                 with_alpha(theme.baseline, 0.16f));
    }
    canvas.list->Flags = flags;
    const auto line = [&](const std::vector<double>& values, Color color, float thickness) {
      std::vector<ImVec2> points;
      for (std::size_t e = 0; e < values.size(); ++e)
        points.push_back({p.epochs.place(static_cast<double>(e + 1)), y.place(values[e])});
      canvas.list->AddPolyline(points.data(), static_cast<int>(points.size()), color, 0, thickness);
    };
    line(seen, theme.baseline, 1.25f);
    line(unseen, theme.ink, 2.25f);
    const float best = y.place(unseen[static_cast<std::size_t>(p.run->best_epoch - 1)]);
    const ImVec2 mark{p.epochs.place(p.run->best_epoch), best};
    canvas.list->AddCircleFilled(mark, 4, theme.paper);
    canvas.list->AddCircle(mark, 4, theme.ink, 0, 1.5f);
    canvas.list->PopClipRect();
  }

  // The epoch under the pointer; pressed without one, the last.
  void draw_reading(const PageCanvas& canvas, const Rect& place, const Panel& p) const {
    const auto epochs = static_cast<double>(p.run->train_loss.size());
    double epoch = epochs;
    if (canvas.hovered(p.place)) {
      const double unit = (canvas.pointer.x - p.epochs.from) / (p.epochs.to - p.epochs.from);
      epoch = std::clamp(std::round(1 + unit * (epochs - 1)), 1.0, epochs);
    }
    const auto e = static_cast<std::size_t>(epoch - 1);
    const float x = p.epochs.place(epoch);
    for (const Rect& plot : {p.accuracy, p.loss})
      hairline(canvas, {x, plot.y}, {x, plot.y + plot.h}, canvas.theme->control);
    const Readout card{
        p.name + ", " + format_integer(p.run->images) + " pictures, epoch " + format_integer(epoch),
        {},
        {"accuracy", "loss"},
        {{"seen",
          {format_percent(p.run->train_accuracy[e], 1), format_decimal(p.run->train_loss[e], 3)},
          0},
         {"unseen",
          {format_percent(p.run->validation_accuracy[e], 1),
           format_decimal(p.run->validation_loss[e], 3)},
          0}}};
    draw_readout(canvas, place, {x - 4, p.accuracy.y + p.accuracy.h - 30, 8, 60}, card);
  }

  const OverfittingStudy& study_;
  std::vector<std::pair<const OverfittingRun*, std::string>> runs_;
  ChartAxis accuracy_, loss_;
  int selected_ = kNone;
};

}  // namespace

MadeFigure make_overfitting_figure(const FigureSources& sources, std::string_view options) {
  return figure_without_options<OverfittingFigure>(options, sources);
}

}  // namespace second_opinion
