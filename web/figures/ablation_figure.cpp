// What each ingredient was worth: the same training without it, as a dot with
// its spread over seeds, network by network, from measured runs only.
#include <algorithm>
#include <cmath>

#include "web/figures/chart_axis.hpp"
#include "web/figures/figure_kit.hpp"
#include "web/figures/figure_list.hpp"
#include "web/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kBreath = 13;  // above and below a row's text
constexpr float kDots = 32;    // under it, on a phone
constexpr float kHead = 40;
constexpr float kAxis = 28;
constexpr float kValue = 72;

class AblationFigure final : public Figure {
 public:
  explicit AblationFigure(const FigureSources& sources) : rows_(sources.report->ablation) {}

  float measure(const Fonts& fonts, float width) override {
    if (rows_.empty()) return 24;
    float height = kHead * static_cast<float>(groups()) + kAxis;
    for (const ReportAblation& row : rows_) height += row_height(fonts, row, width);
    return height;
  }

  void draw(const PageCanvas& canvas, const Rect& place) override {
    const Theme& theme = *canvas.theme;
    if (rows_.empty()) {
      draw_text(canvas, at(place, 0, 14), "No runs were measured for this report.", label_style(theme.muted, kSmallText));
      return;
    }
    const ChartAxis axis = value_axis(place);
    const float bottom = place.y + place.h - kAxis;
    for (const double tick : axis.ticks()) {
      draw_text(canvas, {axis.place(tick), bottom + 18}, format_percent(tick, axis.decimals(0.01)), label_style(theme.muted),
                Align::kCenter);
    }
    float top = place.y;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (i == 0 || rows_[i].network != rows_[i - 1].network) {
        draw_text(canvas, {place.x, top + 26}, network_name(rows_[i]), bold_style(color(theme, rows_[i]), kSmallText));
        top += kHead;
      }
      const float height = row_height(*canvas.fonts, rows_[i], place.w);
      draw_row(canvas, {place.x, top, place.w, height}, rows_[i], axis);
      top += height;
    }
  }

  std::string html() const override {
    HtmlRows rows{{"Network", "Change", "Validation accuracy", "Standard deviation", "Seeds"}};
    for (const ReportAblation& r : rows_) {
      rows.push_back({network_name(r), r.change, format_percent(r.accuracy, 2),
                      r.seeds > 1 ? format_percent(r.deviation, 2) : "–", std::to_string(r.seeds)});
    }
    return html_table(rows);
  }

 private:
  static bool phone(float width) { return width < kPhoneWidth; }
  static float text_width(float width) { return phone(width) ? width : std::floor(width * 0.42f) - 32; }
  static float text_height(const Fonts& fonts, const ReportAblation& row, float width) {
    return measure_text_box(fonts, row.change, label_style(0, kSmallText), {text_width(width), 1.3f, Align::kLeft});
  }
  static float row_height(const Fonts& fonts, const ReportAblation& row, float width) {
    return text_height(fonts, row, width) + (phone(width) ? kDots : kBreath);
  }
  static std::string network_name(const ReportAblation& row) {
    for (int i = 0; i < kNetworkCount; ++i) {
      if (network_key(static_cast<NetworkId>(i)) == row.network) return std::string(short_name(static_cast<NetworkId>(i)));
    }
    return row.network;
  }
  int groups() const {
    int count = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) count += i == 0 || rows_[i].network != rows_[i - 1].network;
    return count;
  }
  static Color color(const Theme& theme, const ReportAblation& row) {
    return row.network == "cnn" ? theme.cnn : row.network == "transformer" ? theme.transformer : theme.baseline;
  }

  ChartAxis value_axis(const Rect& place) const {
    double low = 1, high = 0;
    for (const ReportAblation& r : rows_) {
      low = std::min(low, r.accuracy - r.deviation);
      high = std::max(high, r.accuracy + r.deviation);
    }
    ChartAxis axis = round_axis(low, std::min(high, 1.0), phone(place.w) ? 4 : 6);
    axis.from = place.x + (phone(place.w) ? 24 : std::floor(place.w * 0.42f));
    axis.to = place.x + place.w - kValue - 16;
    return axis;
  }

  void draw_row(const PageCanvas& canvas, const Rect& row, const ReportAblation& r, const ChartAxis& axis) const {
    const Theme& theme = *canvas.theme;
    const float text = text_height(*canvas.fonts, r, row.w);
    const float middle = row.y + (phone(row.w) ? text + 12 : row.h / 2);
    draw_text_box(canvas, {row.x, row.y + (phone(row.w) ? 0 : kBreath / 2)}, r.change, label_style(theme.ink, kSmallText),
                  {text_width(row.w), 1.3f, Align::kLeft});
    for (const double tick : axis.ticks()) {
      const float reach = phone(row.w) ? 10 : row.h / 2;
      hairline(canvas, {axis.place(tick), middle - reach}, {axis.place(tick), middle + reach}, theme.rule);
    }
    draw_label(canvas, {row.x + row.w, middle}, format_percent(r.accuracy, 2), label_style(theme.ink, kSmallText), Align::kRight);
    const float from = axis.place(r.accuracy - r.deviation), to = axis.place(r.accuracy + r.deviation);
    if (r.seeds > 1) fill(canvas, {from, middle - 1, std::max(to - from, 1.0f), 2}, color(theme, r));
    canvas.list->AddCircleFilled({axis.place(r.accuracy), middle}, 5, color(theme, r));
  }

  const std::vector<ReportAblation>& rows_;
};

}  // namespace

MadeFigure make_ablation_figure(const FigureSources& sources, std::string_view options) {
  if (const auto known = check_options(options, {}); !known) return Failure{known.error()};
  return std::unique_ptr<Figure>(std::make_unique<AblationFigure>(sources));
}

}  // namespace second_opinion
