// What the data look like: training digits of each class, as they come, and
// how many there are.
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

constexpr float kLabel = 24;
constexpr float kCountRoom = 64;
constexpr float kGap = 2;
constexpr float kHead = 24;
constexpr float kShortestBars = 96;

class DataFigure final : public Figure {
 public:
  explicit DataFigure(const FigureSources& sources) : sources_(sources), report_(*sources.report) {
    for (const int cell : report_.tagged("training-row")) {
      rows_[static_cast<std::size_t>(report_.digits.items[static_cast<std::size_t>(cell)].label)]
          .push_back(cell);
    }
  }

  float measure(const Fonts&, float width) override {
    return kHead + kDigitCount * (pitch(width)) - kGap;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const Theme& theme = *canvas.theme;
    const float step = pitch(place.w), bars = bars_left(place.w);
    int most = 1;
    for (const int count : report_.data.class_counts_train) most = std::max(most, count);
    draw_text(canvas, at(place, kLabel, 12), "training images, as they come",
              label_style(theme.muted));
    draw_text(canvas, at(place, place.w, 12), "how many", label_style(theme.muted), Align::kRight);
    for (std::size_t d = 0; d < kDigitCount; ++d) {
      const float top = kHead + step * static_cast<float>(d), middle = top + (step - kGap) / 2;
      draw_label(canvas, at(place, 0, middle), std::to_string(d), bold_style(theme.ink, kSmallText),
                 Align::kLeft);
      for (std::size_t i = 0; i < std::min(rows_[d].size(), per_row(place.w)) && sources_.digits;
           ++i) {
        const ImVec2 corner = at(place, kLabel + step * static_cast<float>(i), top);
        draw_digit(canvas, sources_.digits->cell(rows_[d][i]), corner, step - kGap);
      }
      const int count = report_.data.class_counts_train[d];
      const float room = place.w - bars - 48;
      if (room > 40) {
        fill(canvas,
             {place.x + bars, place.y + middle - 5,
              room * static_cast<float>(count) / static_cast<float>(most), 10},
             theme.baseline);
      }
      draw_label(canvas, at(place, place.w, middle), format_integer(count), label_style(theme.ink),
                 Align::kRight);
    }
  }

  std::string html() const override {
    HtmlRows rows{{"Digit", "Training images", "Test images"}};
    for (std::size_t d = 0; d < kDigitCount; ++d) {
      rows.push_back({std::to_string(d), format_integer(report_.data.class_counts_train[d]),
                      format_integer(report_.data.class_counts_test[d])});
    }
    return html_table(rows);
  }

 private:
  std::size_t longest() const {
    std::size_t most = 1;
    for (const auto& row : rows_) most = std::max(most, row.size());
    return most;
  }
  // Digits at 56 px where bars fit beside them, else at 28: whole device pixels per pixel either
  // way.
  float pitch(float width) const {
    const float wide = kLabel + static_cast<float>(longest()) * (56 + kGap) + 16 + kShortestBars;
    return (width >= wide ? 56 : 28) + kGap;
  }
  std::size_t per_row(float width) const {
    const float room = std::max(width - kLabel - kCountRoom, 0.0f);
    return std::clamp<std::size_t>(static_cast<std::size_t>(room / pitch(width)), 1, longest());
  }
  float bars_left(float width) const {
    return kLabel + pitch(width) * static_cast<float>(per_row(width)) + 16;
  }

  FigureSources sources_;
  const Report& report_;
  std::array<std::vector<int>, kDigitCount> rows_;
};

}  // namespace

MadeFigure make_data_figure(const FigureSources& sources, std::string_view options) {
  return figure_without_options<DataFigure>(options, sources);
}

}  // namespace second_opinion
