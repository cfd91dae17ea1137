// What size does: the accuracy of every run against its number of parameters,
// both on logarithmic scales (accuracy by its distance from 100 %).
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/base/sort_few.hpp"
#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/studies/sweep_words.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kTop = 36;
constexpr float kPlot = 240;
constexpr float kUnder = 44;
constexpr float kScale = 48;
constexpr float kNear = 16;  // a dot answers the pointer from so far
constexpr int kNone = -1;
constexpr std::array<double, 10> kAccuracies{0.1,  0.5,  0.8,   0.9,   0.95,
                                             0.98, 0.99, 0.995, 0.998, 0.999};

class SizeFigure final : public Figure {
 public:
  explicit SizeFigure(const FigureSources& sources) : study_(sources.report->studies.size) {
    for (std::size_t i = 0; i < study_.runs.size(); ++i) {
      if (study_.runs[i].finished())
        sizes_[study_.runs[i].parameters].push_back(static_cast<int>(i));
    }
    for (auto& [parameters, runs] : sizes_) {
      sort_few(runs, [&](int a, int b) { return accuracy(a) > accuracy(b); });
      best_ = std::max(best_, accuracy(runs.front()));
      worst_ = std::min(worst_, accuracy(runs.back()));
    }
  }

  float measure(const Fonts&, float) override {
    return sizes_.empty() ? 24 : kTop + kPlot + kUnder;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const Theme& theme = *canvas.theme;
    if (sizes_.empty()) {
      draw_text(canvas, at(place, 0, 14), "This report holds no runs of several sizes.",
                label_style(theme.muted, kSmallText));
      return;
    }
    draw_frame(canvas, place);
    std::vector<ImVec2> line;
    int shown = selected_;
    float nearest = kNear;
    for (const auto& [parameters, runs] : sizes_) {
      for (const int run : runs) {
        const ImVec2 p = point(place, run);
        canvas.list->AddCircleFilled(p, 3.5f, with_alpha(theme.baseline, 0.5f));
        const float distance = std::hypot(p.x - canvas.pointer.x, p.y - canvas.pointer.y);
        if (distance < nearest) nearest = distance, shown = run;
      }
      line.push_back(point(place, typical(runs)));
    }
    canvas.list->AddPolyline(line.data(), static_cast<int>(line.size()), theme.ink, 0, 2);
    for (const ImVec2& p : line) canvas.list->AddCircleFilled(p, 4, theme.ink);
    if (shown == kNone) return;
    const ImVec2 p = point(place, shown);
    canvas.list->AddCircle(p, 7, theme.focus, 0, 2);
    draw_readout(canvas, place, {p.x - 8, p.y - 8, 16, 16},
                 run_readout(study_.runs[static_cast<std::size_t>(shown)]));
  }

  std::string html() const override {
    HtmlRows rows{{"Parameters", "Shape", "Runs", "Best on held-out", "Median", "Worst"}};
    for (const auto& [parameters, runs] : sizes_) {
      rows.push_back({format_integer(parameters),
                      shape_text(study_.runs[static_cast<std::size_t>(runs.front())]),
                      std::to_string(runs.size()), format_percent(accuracy(runs.front()), 2),
                      format_percent(accuracy(runs[runs.size() / 2]), 2),
                      format_percent(accuracy(runs.back()), 2)});
    }
    return html_table(rows);
  }

  std::vector<Control> controls(const Rect& place) const override {
    std::vector<Control> out;
    for (const auto& [parameters, runs] : sizes_) {
      const ImVec2 p = point(place, typical(runs));
      out.push_back({id + ":" + std::to_string(parameters),
                     ButtonControl{},
                     format_integer(parameters) + " parameters: median " +
                         format_percent(accuracy(typical(runs)), 2),
                     {p.x - 12, std::max(place.y, p.y - 22), 24, 44},
                     id});
    }
    return out;
  }

  PressResult press(std::string_view control_id) override {
    for (const auto& [parameters, runs] : sizes_) {
      if (control_id == id + ":" + std::to_string(parameters))
        selected_ = selected_ == typical(runs) ? kNone : typical(runs);
    }
    return {};
  }

 private:
  double accuracy(int run) const {
    return study_.runs[static_cast<std::size_t>(run)].validation_accuracy;
  }
  // Runs of one size differ by their seed alone.
  static int typical(const std::vector<int>& runs) { return runs[runs.size() / 2]; }

  static double log_error(double accuracy) { return -std::log10(std::max(1 - accuracy, 1e-5)); }
  float y_of(const Rect& place, double value) const {
    const double low = log_error(worst_), high = std::max(log_error(best_) + 0.1, low + 0.2);
    return place.y + kTop + kPlot * static_cast<float>(1 - (log_error(value) - low) / (high - low));
  }
  float x_of(const Rect& place, double parameters) const {
    const double low = std::log10(sizes_.begin()->first) - 0.1,
                 high = std::log10(sizes_.rbegin()->first) + 0.1;
    const float from = place.x + kScale, to = place.x + place.w;
    return from + (to - from) * static_cast<float>((std::log10(parameters) - low) / (high - low));
  }
  ImVec2 point(const Rect& place, int run) const {
    return {x_of(place, study_.runs[static_cast<std::size_t>(run)].parameters),
            y_of(place, accuracy(run))};
  }

  void draw_frame(const PageCanvas& canvas, const Rect& place) const {
    const Theme& theme = *canvas.theme;
    canvas.list->AddCircleFilled(at(place, 4, 8), 3.5f, with_alpha(theme.baseline, 0.5f));
    const float used =
        draw_text(canvas, at(place, 14, 12), "one run", label_style(theme.muted)) + 32;
    canvas.list->AddLine(at(place, used, 8), at(place, used + 18, 8), theme.ink, 2);
    draw_text(canvas, at(place, used + 24, 12), "median of each size", label_style(theme.muted));
    const float bottom = place.y + kTop + kPlot;
    for (const double tick : kAccuracies) {
      const float y = y_of(place, tick);
      if (y < place.y + kTop - 1 || y > bottom + 1) continue;
      hairline(canvas, {place.x + kScale, y}, {place.x + place.w, y}, theme.rule);
      draw_label(canvas, {place.x + kScale - 8, y}, format_percent(tick, tick > 0.99 ? 1 : 0),
                 label_style(theme.muted), Align::kRight);
    }
    float free_from = place.x + kScale - 20;
    for (double decade = 100; decade < 1e9; decade *= 10) {
      for (const double factor : {1.0, 2.0, 5.0}) {
        const float x = x_of(place, decade * factor);
        const std::string text = format_integer(decade * factor);
        const float half = measure_text(*canvas.fonts, text, label_style(0)) / 2;
        if (x - half < free_from || x + half > place.x + place.w) continue;
        hairline(canvas, {x, bottom}, {x, bottom + 5}, theme.control);
        draw_text(canvas, {x, bottom + 18}, text, label_style(theme.muted), Align::kCenter);
        free_from = x + half + 12;
      }
    }
    draw_text(canvas, {place.x + place.w, bottom + 36}, "parameters", label_style(theme.muted),
              Align::kRight);
  }

  const SweepStudy& study_;
  std::map<int, std::vector<int>> sizes_;  // parameters → runs, the best first
  double best_ = 0, worst_ = 1;
  int selected_ = kNone;
};

}  // namespace

MadeFigure make_size_figure(const FigureSources& sources, std::string_view options) {
  return figure_without_options<SizeFigure>(options, sources);
}

}  // namespace second_opinion
