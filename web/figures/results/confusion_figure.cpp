// The confusion matrix of one network: truth down, answer across. The diagonal
// stays quiet so that the mistakes speak; a cell opens its digits below.
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

constexpr float kHead = 24;    // digits along the top and the left
constexpr float kAxis = 20;    // the axes' names
constexpr float kRecall = 58;  // right column: accuracy per digit
constexpr float kGap = 16;
constexpr float kLargestCell = 44;
constexpr float kStripDigit = 56;
constexpr int kNone = -1;

struct Layout {
  float cell = 0;
  float left = 0;  // of the cells
  float top = 0;
  float strip = 0;  // top of the readout
  float height = 0;
};

class ConfusionFigure final : public Figure {
 public:
  ConfusionFigure(const FigureSources& sources, NetworkId network)
      : sources_(sources), network_(sources.report->network(network)) {
    for (int cell = 0; cell < kDigitCount * kDigitCount; ++cell) {
      if (cell / kDigitCount != cell % kDigitCount) largest_ = std::max(largest_, count(cell));
    }
    const std::vector<ReportMixup>& mixups = network_.test.mixups;
    if (!mixups.empty()) select(mixups[0].truth, mixups[0].guess);
  }

  float measure(const Fonts&, float width) override { return layout(width).height; }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const Layout l = layout(place.w);
    const int under = cell_under(canvas, place, l);
    draw_axes(canvas, place, l, under);
    for (int cell = 0; cell < kDigitCount * kDigitCount; ++cell)
      draw_cell(canvas, place, l, cell, under);
    draw_strip(canvas, place, l, under != kNone && count(under) > 0 ? under : selected_);
  }

  std::string html() const override {
    HtmlRows rows{{"Truth \\ answer"}};
    for (int d = 0; d < kDigitCount; ++d) rows[0].push_back(std::to_string(d));
    rows[0].push_back("read right");
    for (std::size_t t = 0; t < kDigitCount; ++t) {
      rows.push_back({std::to_string(t)});
      for (const int n : network_.test.confusion[t]) rows.back().push_back(std::to_string(n));
      rows.back().push_back(format_percent(network_.test.per_class[t], 1));
    }
    return html_table(rows);
  }

  std::vector<Control> controls(const Rect& place) const override {
    std::vector<Control> out;
    const Layout l = layout(place.w);
    for (int cell = 0; cell < kDigitCount * kDigitCount; ++cell) {
      if (cell / kDigitCount == cell % kDigitCount || count(cell) == 0) continue;
      out.push_back({id + ":" + std::to_string(cell), ButtonControl{}, sentence(cell),
                     cell_rect(place, l, cell), id + ":cells"});
    }
    return out;
  }

  PressResult press(std::string_view control_id) override {
    for (int cell = 0; cell < kDigitCount * kDigitCount; ++cell) {
      if (control_id == id + ":" + std::to_string(cell))
        select(cell / kDigitCount, cell % kDigitCount);
    }
    return {};
  }

 private:
  Layout layout(float width) const {
    Layout l;
    const float sides = kAxis + kHead + kRecall;
    l.cell = std::floor(std::min(kLargestCell, (width - sides) / kDigitCount));
    l.left = kAxis + kHead;
    l.top = kAxis + kHead;
    l.strip = l.top + l.cell * kDigitCount + kGap;
    l.height = l.strip + 24 + (shows_digits() ? kStripDigit : 0);
    return l;
  }

  // The report keeps single digits' opinions for the two networks of the page only.
  bool shows_digits() const {
    return network_.id == NetworkId::kCnn || network_.id == NetworkId::kTransformer;
  }

  int count(int cell) const {
    return network_.test.confusion[static_cast<std::size_t>(cell / kDigitCount)]
                                  [static_cast<std::size_t>(cell % kDigitCount)];
  }
  Rect cell_rect(const Rect& place, const Layout& l, int cell) const {
    return {place.x + l.left + l.cell * static_cast<float>(cell % kDigitCount),
            place.y + l.top + l.cell * static_cast<float>(cell / kDigitCount), l.cell, l.cell};
  }
  int cell_under(const PageCanvas& canvas, const Rect& place, const Layout& l) const {
    for (int cell = 0; cell < kDigitCount * kDigitCount; ++cell) {
      if (canvas.hovered(cell_rect(place, l, cell))) return cell;
    }
    return kNone;
  }
  void select(int truth, int guess) {
    if (truth != guess) selected_ = truth * kDigitCount + guess;
  }

  std::string sentence(int cell) const {
    const int truth = cell / kDigitCount, guess = cell % kDigitCount, n = count(cell);
    int total = 0;
    for (const int c : network_.test.confusion[static_cast<std::size_t>(truth)]) total += c;
    if (truth == guess)
      return std::to_string(truth) + " read right: " + format_integer(n) + " of " +
             format_integer(total);
    return std::to_string(truth) + " read as " + std::to_string(guess) + ": " +
           (n == 1 ? "once" : std::to_string(n) + " times") + " in " + format_integer(total);
  }

  void draw_axes(const PageCanvas& canvas, const Rect& place, const Layout& l, int under) const {
    const Theme& theme = *canvas.theme;
    const float across = l.left + l.cell * kDigitCount;
    draw_text(canvas, at(place, l.left, 11), "read as", label_style(theme.muted));
    draw_text(canvas, at(place, 0, l.top - 8), "is", label_style(theme.muted));
    draw_text(canvas, at(place, across + kRecall, 11), "right", label_style(theme.muted),
              Align::kRight);
    for (int d = 0; d < kDigitCount; ++d) {
      const float middle = l.cell * (static_cast<float>(d) + 0.5f);
      const bool row = under != kNone && under / kDigitCount == d,
                 column = under != kNone && under % kDigitCount == d;
      draw_label(canvas, at(place, l.left + middle, l.top - kHead / 2), std::to_string(d),
                 bold_style(column ? theme.ink : theme.muted, kSmallText));
      draw_label(canvas, at(place, l.left - kHead / 2, l.top + middle), std::to_string(d),
                 bold_style(row ? theme.ink : theme.muted, kSmallText));
      draw_label(canvas, at(place, across + kRecall, l.top + middle),
                 format_percent(network_.test.per_class[static_cast<std::size_t>(d)], 1),
                 label_style(row ? theme.ink : theme.muted), Align::kRight);
    }
  }

  void draw_cell(const PageCanvas& canvas, const Rect& place, const Layout& l, int cell,
                 int under) const {
    const Theme& theme = *canvas.theme;
    const Rect r = cell_rect(place, l, cell);
    const Rect inner{r.x + 1, r.y + 1, r.w - 2, r.h - 2};
    const int n = count(cell);
    const bool diagonal = cell / kDigitCount == cell % kDigitCount;
    const Color accent = network_color(theme, network_.id);
    if (diagonal || n == 0) {
      fill(canvas, inner, theme.panel);
      if (diagonal)
        draw_label(canvas, {r.x + r.w / 2, r.y + r.h / 2}, std::to_string(n),
                   label_style(theme.muted));
    } else {
      const float strength = 0.25f + 0.75f * std::sqrt(static_cast<float>(n) /
                                                       static_cast<float>(std::max(largest_, 1)));
      const Color ground = mix(theme.paper, accent, strength);
      fill(canvas, inner, ground);
      const bool ink = contrast_ratio(theme.ink, ground) > contrast_ratio(theme.on_accent, ground);
      draw_label(canvas, {r.x + r.w / 2, r.y + r.h / 2}, std::to_string(n),
                 bold_style(ink ? theme.ink : theme.on_accent, kSmallText));
    }
    if ((cell == under || cell == selected_) && (n > 0)) {
      canvas.list->AddRect({canvas.snap(r.x), canvas.snap(r.y)},
                           {canvas.snap(r.x + r.w), canvas.snap(r.y + r.h)}, theme.ink, 0, 0,
                           cell == under ? 2.0f : 1.0f);
    }
  }

  void draw_strip(const PageCanvas& canvas, const Rect& place, const Layout& l, int cell) const {
    const Theme& theme = *canvas.theme;
    if (cell == kNone) {
      draw_text(canvas, at(place, 0, l.strip + 12), "No mistakes.",
                label_style(theme.ink, kSmallText));
      return;
    }
    draw_text(canvas, at(place, 0, l.strip + 12), sentence(cell),
              bold_style(theme.ink, kSmallText));
    if (cell / kDigitCount == cell % kDigitCount || !shows_digits()) return;
    const float side = digit_side(canvas.pixel_ratio, kStripDigit);
    float x = 0;
    for (std::size_t i = 0; i < sources_.report->digits.items.size() && sources_.digits; ++i) {
      const ReportDigit& digit = sources_.report->digits.items[i];
      const ReportOpinion& opinion =
          network_.id == NetworkId::kTransformer ? digit.transformer : digit.cnn;
      if (!digit.from_test() || !opinion.known || digit.label != cell / kDigitCount ||
          opinion.digit != cell % kDigitCount)
        continue;
      if (x + side > place.w) break;
      draw_digit(canvas, sources_.digits->cell(static_cast<int>(i)), at(place, x, l.strip + 24),
                 side);
      x += side + 6;
    }
  }

  FigureSources sources_;
  const ReportNetwork& network_;
  int largest_ = 1;
  int selected_ = kNone;
};

}  // namespace

MadeFigure make_confusion_figure(const FigureSources& sources, std::string_view options) {
  static constexpr std::string_view kKnown[] = {"network"};
  if (const auto known = check_options(options, kKnown); !known) return Failure{known.error()};
  const auto id = network_option(options, NetworkId::kCnn);
  if (!id) return Failure{id.error()};
  return std::unique_ptr<Figure>(std::make_unique<ConfusionFigure>(sources, id.value()));
}

}  // namespace second_opinion
