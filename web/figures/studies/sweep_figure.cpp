// Every run of the sweep as a mark: a block per loss, a row per optimizer, a
// column per learning rate, and inside each the network's shapes. Hollow = never learnt.
#include <algorithm>
#include <array>
#include <cmath>

#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
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
constexpr int kNone = -1;
constexpr std::array<double, 4> kSteps{0.5, 0.8, 0.9, 0.95};  // between the shades

int index_of(const auto& values, const auto& value) {
  const auto found = std::find(values.begin(), values.end(), value);
  return found == values.end() ? kNone : static_cast<int>(found - values.begin());
}

class SweepFigure final : public Figure {
 public:
  explicit SweepFigure(const FigureSources& sources) : study_(sources.report->studies.sweep) {}

  FigureWidth width_class() const override { return FigureWidth::kWide; }

  float measure(const Fonts&, float width) override {
    if (study_.runs.empty()) return 24;
    const auto down = static_cast<float>(beside(width) ? 1 : losses());
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
    for (int loss = 0; loss < losses(); ++loss) draw_heads(canvas, place, loss);
    int shown = selected_ == kNone ? kNone : best_of(selected_);
    for (int i = 0; i < static_cast<int>(study_.runs.size()); ++i) {
      const SweepRun& run = study_.runs[static_cast<std::size_t>(i)];
      const Rect mark = mark_place(place, run);
      draw_mark(canvas, mark, run, i == study_.winner);
      if (canvas.hovered({mark.x, mark.y, mark.w + 1, mark.h + 1})) shown = i;
    }
    draw_text(canvas, at(place, 0, place.h - 6), where_text(), label_style(theme.muted));
    if (shown == kNone) return;
    const SweepRun& run = study_.runs[static_cast<std::size_t>(shown)];
    const Rect mark = mark_place(place, run);
    canvas.list->AddRect({mark.x - 2, mark.y - 2}, {mark.x + mark.w + 2, mark.y + mark.h + 2},
                         theme.focus, 0, 0, 2);
    draw_readout(canvas, place, mark, run_readout(run));
  }

  std::string html() const override {
    HtmlRows rows{{"Loss", "Optimizer", "Learning rate", "Runs", "Never learnt", "Best on held-out",
                   "Shape of the best"}};
    for (int cell = 0; cell < cells(); ++cell) {
      const int best = best_of(cell);
      if (best == kNone) continue;
      const SweepRun& run = study_.runs[static_cast<std::size_t>(best)];
      const auto [runs, lost] = count_of([&](const SweepRun& r) { return cell_of(r) == cell; });
      rows.push_back({loss_title(run.loss), optimizer_title(run.optimizer),
                      rate_text(run.learning_rate), std::to_string(runs), std::to_string(lost),
                      format_percent(run.validation_accuracy, 2), shape_text(run)});
    }
    return html_table(rows);
  }

  std::vector<Control> controls(const Rect& place) const override {
    std::vector<Control> out;
    for (int cell = 0; cell < cells(); ++cell) {
      const int best = best_of(cell);
      if (best == kNone) continue;
      const SweepRun& run = study_.runs[static_cast<std::size_t>(best)];
      const auto [runs, lost] = count_of([&](const SweepRun& r) { return cell_of(r) == cell; });
      out.push_back({id + ":" + std::to_string(cell), ControlKind::kButton,
                     loss_title(run.loss) + ", " + optimizer_title(run.optimizer) +
                         ", learning rate " + rate_text(run.learning_rate) + ": best " +
                         format_percent(run.validation_accuracy, 1) + ", " + std::to_string(lost) +
                         " of " + std::to_string(runs) + " never learnt",
                     cell_place(place, cell), "", false, id});
    }
    return out;
  }

  PressResult press(std::string_view control_id) override {
    toggle_selection(id, control_id, cells(), selected_);
    return {};
  }

 private:
  // A cell is a loss, an optimizer and a learning rate, in this order; its marks are the shapes.
  int losses() const { return static_cast<int>(study_.losses.size()); }
  int rates() const { return static_cast<int>(study_.learning_rates.size()); }
  int optimizers() const { return static_cast<int>(study_.optimizers.size()); }
  int cells() const { return losses() * optimizers() * rates(); }
  int across() const {
    return static_cast<int>(study_.channels.size() * study_.convolutions.size());
  }
  int down() const { return static_cast<int>(study_.dense.size()); }
  int cell_of(const SweepRun& r) const {
    const int loss = index_of(study_.losses, r.loss),
              optimizer = index_of(study_.optimizers, r.optimizer);
    const int rate = index_of(study_.learning_rates, r.learning_rate);
    return loss < 0 || optimizer < 0 || rate < 0
               ? kNone
               : (loss * optimizers() + optimizer) * rates() + rate;
  }
  int best_of(int cell) const {
    int best = kNone;
    for (std::size_t i = 0; i < study_.runs.size(); ++i) {
      const bool better =
          best == kNone || study_.runs[i].validation_accuracy >
                               study_.runs[static_cast<std::size_t>(best)].validation_accuracy;
      if (study_.runs[i].finished && cell_of(study_.runs[i]) == cell && better)
        best = static_cast<int>(i);
    }
    return best;
  }
  // Runs of a kind, and how many of them finished and never learnt.
  std::pair<int, int> count_of(const auto& is_meant) const {
    std::pair<int, int> out;
    for (const SweepRun& r : study_.runs) {
      if (!is_meant(r)) continue;
      ++out.first;
      out.second += r.finished && !r.learnt();
    }
    return out;
  }

  bool beside(float width) const { return width >= kSideBySide; }
  float key_height(float width) const { return width < kPhoneWidth ? 72 : 56; }
  float block_height() const {
    return static_cast<float>(optimizers()) * (static_cast<float>(down()) * kMarkHeight + kGap) -
           kGap;
  }
  float mark_width(float width) const {
    const auto blocks = static_cast<float>(beside(width) ? losses() : 1),
               cells = blocks * static_cast<float>(rates());
    const float room = width - kLabel - (blocks - 1) * kBetween - (cells - blocks) * kGap;
    return std::min(kWidestMark, room / (cells * static_cast<float>(across())));
  }
  Rect cell_place(const Rect& place, int cell) const {
    const int rate = cell % rates(), optimizer = cell / rates() % optimizers(),
              loss = cell / rates() / optimizers();
    const float width = mark_width(place.w) * static_cast<float>(across()),
                height = static_cast<float>(down()) * kMarkHeight;
    const float block = static_cast<float>(rates()) * (width + kGap) - kGap + kBetween;
    const float x = kLabel + static_cast<float>(rate) * (width + kGap) +
                    (beside(place.w) ? static_cast<float>(loss) * block : 0);
    const float y =
        key_height(place.w) + kTitle + static_cast<float>(optimizer) * (height + kGap) +
        (beside(place.w) ? 0 : static_cast<float>(loss) * (kTitle + block_height() + kBetween));
    return {place.x + x, place.y + y, width, height};
  }
  Rect mark_place(const Rect& place, const SweepRun& r) const {
    const Rect cell = cell_place(place, std::max(0, cell_of(r)));
    const int channels = std::max(0, index_of(study_.channels, r.channels));
    const int column = channels * static_cast<int>(study_.convolutions.size()) +
                       std::max(0, index_of(study_.convolutions, r.convolutions));
    const int row = std::max(0, index_of(study_.dense, r.dense));
    return {cell.x + mark_width(place.w) * static_cast<float>(column),
            cell.y + kMarkHeight * static_cast<float>(row), mark_width(place.w) - 1,
            kMarkHeight - 1};
  }

  static Color shade(const Theme& theme, double accuracy) {
    const auto step = std::upper_bound(kSteps.begin(), kSteps.end(), accuracy) - kSteps.begin();
    return mix(theme.panel, theme.ink, 0.16f + 0.21f * static_cast<float>(step));
  }
  static void draw_mark(const PageCanvas& canvas, const Rect& r, const SweepRun& run, bool winner) {
    const Theme& theme = *canvas.theme;
    if (run.learnt()) {
      fill(canvas, r, winner ? theme.good : shade(theme, run.validation_accuracy));
      return;
    }
    const float half = 0.5f / canvas.pixel_ratio;
    const ImVec2 from{canvas.snap(r.x) + half, canvas.snap(r.y) + half},
        to{canvas.snap(r.x + r.w) - half, canvas.snap(r.y + r.h) - half};
    canvas.list->AddRect(from, to, theme.rule, 0, 0, 1 / canvas.pixel_ratio);
    if (!run.finished) canvas.list->AddLine(from, to, theme.control, 1);
  }

  void draw_heads(const PageCanvas& canvas, const Rect& place, int loss) const {
    const Theme& theme = *canvas.theme;
    const Rect first = cell_place(place, loss * optimizers() * rates());
    draw_text(canvas, {first.x, first.y - 28},
              loss_title(study_.losses[static_cast<std::size_t>(loss)]),
              bold_style(theme.ink, kSmallText));
    for (int rate = 0; rate < rates(); ++rate) {
      const Rect cell = cell_place(place, loss * optimizers() * rates() + rate);
      draw_text(canvas, {cell.x, cell.y - 8},
                rate_text(study_.learning_rates[static_cast<std::size_t>(rate)]),
                label_style(theme.muted));
    }
    if (beside(place.w) && loss > 0) return;
    draw_text(canvas, {place.x, first.y - 8}, "rate", label_style(theme.muted));
    for (int o = 0; o < optimizers(); ++o) {
      const Rect cell = cell_place(place, (loss * optimizers() + o) * rates());
      draw_label(canvas, {place.x, cell.y + cell.h / 2},
                 optimizer_title(study_.optimizers[static_cast<std::size_t>(o)]),
                 label_style(theme.ink, kSmallText), Align::kLeft);
    }
  }

  void draw_key(const PageCanvas& canvas, const Rect& place) const {
    const Theme& theme = *canvas.theme;
    const auto [runs, lost] = count_of([](const SweepRun&) { return true; });
    draw_text(canvas, at(place, 0, 14),
              std::to_string(lost) + " of " + std::to_string(runs) + " never learnt",
              bold_style(theme.ink, kSmallText));
    SweepRun sample;
    float x = 0, y = 38;
    const auto entry = [&](const std::string& text, bool winner) {
      const float width = 24 + measure_text(*canvas.fonts, text, label_style(0)) + 16;
      if (x + width > place.w + 16) x = 0, y += 18;
      draw_mark(canvas, {place.x + x, place.y + y - 11, 18, 13}, sample, winner);
      draw_text(canvas, at(place, x + 24, y), text, label_style(theme.muted));
      x += width;
    };
    sample.finished = true;
    entry("never", false);
    for (std::size_t step = 0; step <= kSteps.size(); ++step) {
      sample.validation_accuracy = step == 0 ? kGuessing : kSteps[step - 1];
      entry(step < kSteps.size() ? "< " + format_integer(100 * kSteps[step])
                                 : "≥ " + format_percent(kSteps.back(), 0),
            false);
    }
    if (study_.winner != kNone) {
      const SweepRun& best = study_.runs[static_cast<std::size_t>(study_.winner)];
      entry("best, " + format_percent(best.validation_accuracy, 1), true);
    }
  }

  std::string where_text() const {
    std::string out = "Never learnt:";
    for (const double rate : study_.learning_rates) {
      const auto [runs, lost] =
          count_of([&](const SweepRun& r) { return r.learning_rate == rate; });
      out += (rate == study_.learning_rates.front() ? " " : ", ") + std::to_string(lost) + " of " +
             std::to_string(runs) + " at " + rate_text(rate);
    }
    return out;
  }

  const SweepStudy& study_;
  int selected_ = kNone;
};

}  // namespace

MadeFigure make_sweep_figure(const FigureSources& sources, std::string_view options) {
  if (const auto known = check_options(options, {}); !known) return Failure{known.error()};
  return std::unique_ptr<Figure>(std::make_unique<SweepFigure>(sources));
}

}  // namespace second_opinion
