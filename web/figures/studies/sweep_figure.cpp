// Every run of the sweep as a mark: a block per loss, a row per optimizer, a
// column per learning rate, and inside each the network's shapes. Hollow = never learnt.
#include <algorithm>
#include <array>
#include <cmath>

#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/studies/sweep_grid.hpp"
#include "web/figures/studies/sweep_words.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kLabel = 68;  // optimizers
constexpr float kTitle = 44;  // a block's loss and learning rates
constexpr float kGap = 10;    // between cells
constexpr float kBetween = 28;
constexpr float kFoot = 30;
constexpr float kMarkHeight = 16;
constexpr float kWidestMark = 26;
constexpr float kSideBySide = 760;
constexpr int kNone = SweepGrid::kNone;
constexpr std::array<double, 4> kSteps{0.5, 0.8, 0.9, 0.95};  // between the shades

class SweepFigure final : public Figure {
 public:
  explicit SweepFigure(const FigureSources& sources)
      : study_(sources.report->studies.sweep), grid_(study_) {}

  FigureWidth width_class() const override { return FigureWidth::kWide; }

  float measure(const Fonts&, float width) override {
    if (study_.runs.empty()) return 24;
    const auto down = static_cast<float>(beside(width) ? 1 : grid_.losses());
    return key_height(width) + down * (kTitle + block_height()) + (down - 1) * kBetween + kFoot;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const Theme& theme = *canvas.theme;
    if (study_.runs.empty()) {
      draw_text(canvas, at(place, 0, 14), "This report holds no sweep.",
                label_style(theme.muted, kSmallText));
      return;
    }
    draw_key(canvas, place);
    for (int loss = 0; loss < grid_.losses(); ++loss) draw_heads(canvas, place, loss);
    int shown = selected_ == kNone ? kNone : grid_.best_of(selected_);
    for (int i = 0; i < static_cast<int>(study_.runs.size()); ++i) {
      const SweptNetwork& run = study_.runs[static_cast<std::size_t>(i)];
      const Rect mark = mark_place(place, run);
      draw_mark(canvas, mark, run, i == study_.winner);
      if (canvas.hovered({mark.x, mark.y, mark.w + 1, mark.h + 1})) shown = i;
    }
    draw_text(canvas, at(place, 0, place.h - 6), where_text(), label_style(theme.muted));
    if (shown == kNone) return;
    const SweptNetwork& run = study_.runs[static_cast<std::size_t>(shown)];
    const Rect mark = mark_place(place, run);
    canvas.list->AddRect({mark.x - 2, mark.y - 2}, {mark.x + mark.w + 2, mark.y + mark.h + 2},
                         theme.focus, 0, 0, 2);
    draw_readout(canvas, place, mark, run_readout(run));
  }

  std::string html() const override {
    HtmlRows rows{{"Loss", "Optimizer", "Learning rate", "Runs", "Never learnt", "Best on held-out",
                   "Shape of the best"}};
    for (int cell = 0; cell < grid_.cells(); ++cell) {
      const int best = grid_.best_of(cell);
      if (best == kNone) continue;
      const SweptNetwork& run = study_.runs[static_cast<std::size_t>(best)];
      const auto [runs, lost] = grid_.count_in(cell);
      rows.push_back({loss_title(run.loss), optimizer_title(run.optimizer),
                      rate_text(run.learning_rate), std::to_string(runs), std::to_string(lost),
                      format_percent(run.validation_accuracy, 2), shape_text(run)});
    }
    return html_table(rows);
  }

  std::vector<Control> controls(const Rect& place) const override {
    std::vector<Control> out;
    for (int cell = 0; cell < grid_.cells(); ++cell) {
      const int best = grid_.best_of(cell);
      if (best == kNone) continue;
      const SweptNetwork& run = study_.runs[static_cast<std::size_t>(best)];
      const auto [runs, lost] = grid_.count_in(cell);
      out.push_back({id + ":" + std::to_string(cell), ButtonControl{},
                     loss_title(run.loss) + ", " + optimizer_title(run.optimizer) +
                         ", learning rate " + rate_text(run.learning_rate) + ": best " +
                         format_percent(run.validation_accuracy, 1) + ", " + std::to_string(lost) +
                         " of " + std::to_string(runs) + " never learnt",
                     cell_place(place, cell), id});
    }
    return out;
  }

  PressResult press(std::string_view control_id) override {
    toggle_selection(id, control_id, grid_.cells(), selected_);
    return {};
  }

 private:
  bool beside(float width) const { return width >= kSideBySide; }
  float key_height(float width) const { return width < kPhoneWidth ? 72 : 56; }
  float block_height() const {
    return static_cast<float>(grid_.optimizers()) *
               (static_cast<float>(grid_.down()) * kMarkHeight + kGap) -
           kGap;
  }
  float mark_width(float width) const {
    const auto blocks = static_cast<float>(beside(width) ? grid_.losses() : 1),
               cells = blocks * static_cast<float>(grid_.rates());
    const float room = width - kLabel - (blocks - 1) * kBetween - (cells - blocks) * kGap;
    return std::min(kWidestMark, room / (cells * static_cast<float>(grid_.across())));
  }
  Rect cell_place(const Rect& place, int cell) const {
    const int rate = cell % grid_.rates(), optimizer = cell / grid_.rates() % grid_.optimizers(),
              loss = cell / grid_.rates() / grid_.optimizers();
    const float width = mark_width(place.w) * static_cast<float>(grid_.across()),
                height = static_cast<float>(grid_.down()) * kMarkHeight;
    const float block = static_cast<float>(grid_.rates()) * (width + kGap) - kGap + kBetween;
    const float x = kLabel + static_cast<float>(rate) * (width + kGap) +
                    (beside(place.w) ? static_cast<float>(loss) * block : 0);
    const float y =
        key_height(place.w) + kTitle + static_cast<float>(optimizer) * (height + kGap) +
        (beside(place.w) ? 0 : static_cast<float>(loss) * (kTitle + block_height() + kBetween));
    return {place.x + x, place.y + y, width, height};
  }
  Rect mark_place(const Rect& place, const SweptNetwork& r) const {
    const Rect cell = cell_place(place, std::max(0, grid_.cell_of(r)));
    return {cell.x + mark_width(place.w) * static_cast<float>(grid_.column_of(r)),
            cell.y + kMarkHeight * static_cast<float>(grid_.row_of(r)), mark_width(place.w) - 1,
            kMarkHeight - 1};
  }

  static Color shade(const Theme& theme, double accuracy) {
    const auto step = std::upper_bound(kSteps.begin(), kSteps.end(), accuracy) - kSteps.begin();
    return mix(theme.panel, theme.ink, 0.16f + 0.21f * static_cast<float>(step));
  }
  static void draw_mark(const PageCanvas& canvas, const Rect& r, const SweptNetwork& run,
                        bool winner) {
    const Theme& theme = *canvas.theme;
    if (run.learnt()) {
      fill(canvas, r, winner ? theme.good : shade(theme, run.validation_accuracy));
      return;
    }
    const float half = 0.5f / canvas.pixel_ratio;
    const ImVec2 from{canvas.snap(r.x) + half, canvas.snap(r.y) + half},
        to{canvas.snap(r.x + r.w) - half, canvas.snap(r.y + r.h) - half};
    canvas.list->AddRect(from, to, theme.rule, 0, 0, 1 / canvas.pixel_ratio);
    if (!run.finished()) canvas.list->AddLine(from, to, theme.control, 1);
  }

  void draw_heads(const PageCanvas& canvas, const Rect& place, int loss) const {
    const Theme& theme = *canvas.theme;
    const Rect first = cell_place(place, loss * grid_.optimizers() * grid_.rates());
    draw_text(canvas, {first.x, first.y - 28},
              loss_title(study_.factors.loss[static_cast<std::size_t>(loss)]),
              bold_style(theme.ink, kSmallText));
    for (int rate = 0; rate < grid_.rates(); ++rate) {
      const Rect cell = cell_place(place, loss * grid_.optimizers() * grid_.rates() + rate);
      draw_text(canvas, {cell.x, cell.y - 8},
                rate_text(study_.factors.learning_rate[static_cast<std::size_t>(rate)]),
                label_style(theme.muted));
    }
    if (beside(place.w) && loss > 0) return;
    draw_text(canvas, {place.x, first.y - 8}, "rate", label_style(theme.muted));
    for (int o = 0; o < grid_.optimizers(); ++o) {
      const Rect cell = cell_place(place, (loss * grid_.optimizers() + o) * grid_.rates());
      draw_label(canvas, {place.x, cell.y + cell.h / 2},
                 optimizer_title(study_.factors.optimizer[static_cast<std::size_t>(o)]),
                 label_style(theme.ink, kSmallText), Align::kLeft);
    }
  }

  void draw_key(const PageCanvas& canvas, const Rect& place) const {
    const Theme& theme = *canvas.theme;
    const auto [runs, lost] = grid_.count([](const SweptNetwork&) { return true; });
    draw_text(canvas, at(place, 0, 14),
              std::to_string(lost) + " of " + std::to_string(runs) + " never learnt",
              bold_style(theme.ink, kSmallText));
    SweptNetwork sample;
    float x = 0, y = 38;
    const auto entry = [&](const std::string& text, bool winner) {
      const float width = 24 + measure_text(*canvas.fonts, text, label_style(0)) + 16;
      if (x + width > place.w + 16) x = 0, y += 18;
      draw_mark(canvas, {place.x + x, place.y + y - 11, 18, 13}, sample, winner);
      draw_text(canvas, at(place, x + 24, y), text, label_style(theme.muted));
      x += width;
    };
    sample.state = "ok";
    entry("never", false);
    for (std::size_t step = 0; step <= kSteps.size(); ++step) {
      sample.validation_accuracy = step == 0 ? kGuessing : kSteps[step - 1];
      entry(step < kSteps.size() ? "< " + format_integer(100 * kSteps[step])
                                 : "≥ " + format_percent(kSteps.back(), 0),
            false);
    }
    if (study_.winner != kNone) {
      const SweptNetwork& best = study_.runs[static_cast<std::size_t>(study_.winner)];
      entry("best, " + format_percent(best.validation_accuracy, 1), true);
    }
  }

  std::string where_text() const {
    std::string out = "Never learnt:";
    for (const double rate : study_.factors.learning_rate) {
      const auto [runs, lost] =
          grid_.count([&](const SweptNetwork& r) { return r.learning_rate == rate; });
      out += (rate == study_.factors.learning_rate.front() ? " " : ", ") + std::to_string(lost) +
             " of " + std::to_string(runs) + " at " + rate_text(rate);
    }
    return out;
  }

  const SweepStudy& study_;
  SweepGrid grid_;
  int selected_ = kNone;
};

}  // namespace

MadeFigure make_sweep_figure(const FigureSources& sources, std::string_view options) {
  return figure_without_options<SweepFigure>(options, sources);
}

}  // namespace second_opinion
