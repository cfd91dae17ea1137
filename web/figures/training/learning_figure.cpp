// The linear network learning, picture by picture from zeros: its ten pictures
// of weights at a moment, and the curve of all moments, which is the slider.
#include <algorithm>
#include <cmath>

#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kTitle = 56;
constexpr float kDigit = 20;  // above each picture
constexpr float kGap = 8;
constexpr int kColumns = 5;
constexpr float kPlotTop = 24;
constexpr float kPlot = 88;
constexpr float kUnder = 30;
constexpr float kButton = 44;
constexpr float kThumb = 24;  // of the range input that lies over the plot (shell/page/host.css)
constexpr int kFirstShown = 99;
constexpr double kSecondsPerMoment = 0.3;

class LearningFigure final : public Figure {
 public:
  explicit LearningFigure(const FigureSources& sources)
      : sources_(sources), study_(sources.report->studies.linear.learning) {
    for (int i = 0; i < moments(); ++i) {
      if (study_.seen[static_cast<std::size_t>(i)] <= kFirstShown) step_ = i;
    }
    shown_ = step_;
  }

  float measure(const Fonts&, float width) override {
    return study_.seen.empty() ? 24 : plot_top(width) + kPlot + kUnder + kButton;
  }

  // Goes on playing: from zeros to where the slider stands already.
  bool update(const FrameInput& input, const Rect&) override {
    if (playing_ && started_ < 0) started_ = input.seconds;
    const double moments_passed = (input.seconds - started_) / kSecondsPerMoment;
    playing_ = playing_ && !input.reduced_motion && moments_passed < step_;
    shown_ = playing_ ? std::max(0, static_cast<int>(moments_passed)) : step_;
    return playing_;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const Theme& theme = *canvas.theme;
    if (study_.seen.empty()) {
      draw_text(canvas, at(place, 0, 14),
                "This report does not tell how the linear network learnt.",
                label_style(theme.muted, kSmallText));
      return;
    }
    const auto m = static_cast<std::size_t>(shown_);
    draw_text(canvas, at(place, 0, 16), title(shown_), bold_style(theme.ink, 18));
    draw_text(canvas, at(place, 0, 38), facts(shown_), label_style(theme.muted, kSmallText));
    const float cell = pitch(place.w) - kGap, side = digit_side(canvas.pixel_ratio, cell);
    for (int d = 0;
         d < kDigitCount && sources_.learning && study_.sheet.count <= sources_.learning->count();
         ++d) {
      const float x = static_cast<float>(d % kColumns) * pitch(place.w);
      const float y = kTitle + static_cast<float>(d / kColumns) * (pitch(place.w) + kDigit);
      draw_text(canvas, at(place, x, y + 12), std::to_string(d), bold_style(theme.ink, kSmallText));
      draw_signed_picture(canvas, sources_.pictures,
                          sources_.learning->cell(static_cast<int>(m) * kDigitCount + d),
                          at(place, x, y + kDigit), side, weight_for(theme), weight_against(theme));
    }
    draw_curve(canvas, place, shown_);
    draw_button(canvas, button_place(place), "Play from zeros");
  }

  std::string html() const override {
    HtmlRows rows{{"Pictures seen", "Read rightly", "Cost"}};
    for (std::size_t m = 0; m < study_.seen.size(); ++m) {
      rows.push_back({format_integer(study_.seen[m]), format_percent(study_.accuracy[m], 1),
                      format_decimal(study_.cost[m], 4)});
    }
    return html_table(rows);
  }

  std::vector<Control> controls(const Rect& place) const override {
    if (study_.seen.empty()) return {};
    const SliderControl slider{moments(), step_, title(step_) + ": " + facts(step_)};
    return {{id + ":moment", slider, "Pictures seen", slider_place(place)},
            {id + ":play", ButtonControl{}, "Play from zeros", button_place(place)}};
  }

  PressResult press(std::string_view control_id) override {
    if (control_id == id + ":play") {
      playing_ = true;
      started_ = -1;
      step_ = moments() - 1;  // where it ends; what is drawn on the way is motion only
      return {};
    }
    const std::string prefix = id + ":moment=";
    for (int i = 0; i < moments(); ++i) {
      if (control_id != prefix + std::to_string(i)) continue;
      shown_ = step_ = i;
      playing_ = false;
    }
    return {};
  }

 private:
  int moments() const { return static_cast<int>(study_.seen.size()); }
  static float pitch(float width) { return (width + kGap) / kColumns; }
  static float plot_top(float width) { return kTitle + 2 * (pitch(width) + kDigit) + kPlotTop; }
  static Rect slider_place(const Rect& place) {
    return {place.x, place.y + plot_top(place.w) - 8, place.w, kPlot + 16};
  }
  static Rect button_place(const Rect& place) {
    return {place.x, place.y + place.h - kButton, std::min(160.0f, place.w), kButton};
  }

  std::string title(int moment) const {
    const int seen = study_.seen[static_cast<std::size_t>(moment)];
    if (seen == 0) return "Before the first picture";
    return "After " + format_integer(seen) + (seen == 1 ? " picture" : " pictures");
  }
  std::string facts(int moment) const {
    const auto m = static_cast<std::size_t>(moment);
    return format_percent(study_.accuracy[m], 1) + " of the held-out digits right, cost " +
           format_decimal(study_.cost[m], 3);
  }

  void draw_curve(const PageCanvas& canvas, const Rect& place, int moment) const {
    const Theme& theme = *canvas.theme;
    const float top = place.y + plot_top(place.w), from = place.x + kThumb / 2,
                to = place.x + place.w - kThumb / 2;
    const auto point = [&](int i) {
      const float x = from + (to - from) * static_cast<float>(i) /
                                 static_cast<float>(std::max(1, moments() - 1));
      return ImVec2{
          x, top + kPlot * static_cast<float>(1 - study_.accuracy[static_cast<std::size_t>(i)])};
    };
    draw_text(canvas, {place.x, top - 8}, "100\u202F% read rightly", label_style(theme.muted));
    for (const float y : {top, top + kPlot})
      hairline(canvas, {place.x, y}, {place.x + place.w, y}, theme.rule);
    std::vector<ImVec2> points;
    for (int i = 0; i < moments(); ++i) points.push_back(point(i));
    canvas.list->AddPolyline(points.data(), moments(), theme.baseline, 0, 2);
    for (const ImVec2& p : points) canvas.list->AddCircleFilled(p, 2.5f, theme.baseline);
    const ImVec2 here = point(moment);
    canvas.list->AddLine({here.x, top}, {here.x, top + kPlot}, theme.ink, 1.5f);
    canvas.list->AddCircleFilled(here, 7, theme.ink);
    canvas.list->AddCircleFilled(here, 3, theme.paper);
    float free_from = place.x;  // labels that would touch the one before are left out
    for (int i = 0; i < moments(); ++i) {
      const std::string text = format_integer(study_.seen[static_cast<std::size_t>(i)]);
      const float half = measure_text(*canvas.fonts, text, label_style(0)) / 2;
      if (point(i).x - half < free_from || point(i).x + half > place.x + place.w) continue;
      draw_text(canvas, {point(i).x, top + kPlot + 18}, text,
                label_style(i == moment ? theme.ink : theme.muted), Align::kCenter);
      free_from = point(i).x + half + 14;
    }
  }

  FigureSources sources_;
  const LearningStudy& study_;
  int step_ = 0;   // where the slider stands
  int shown_ = 0;  // what is drawn: on the way there while it plays
  bool playing_ = false;
  double started_ = -1;  // seconds; below 0: at the next update
};

}  // namespace

MadeFigure make_learning_figure(const FigureSources& sources, std::string_view options) {
  return figure_without_options<LearningFigure>(options, sources);
}

}  // namespace second_opinion
