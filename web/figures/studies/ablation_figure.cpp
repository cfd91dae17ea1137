// What each ingredient was worth: the same training without it, as a dot with
// its spread over seeds, network by network, from measured runs only.
#include <algorithm>
#include <cmath>

#include "web/figures/kit/chart_axis.hpp"
#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kBreath = 13;  // above and below a row's text
constexpr float kDots = 32;    // under it, on a phone
constexpr float kHead = 40;
constexpr float kAxis = 28;
constexpr float kValue = 72;

class AblationFigure final : public Figure {
 public:
  explicit AblationFigure(const FigureSources& sources)
      : study_(sources.report->studies.ablation), rows_(study_.rows) {}

  float measure(const Fonts& fonts, float width) override {
    if (rows_.empty()) return 24;
    float height = (kHead + kAxis) * static_cast<float>(groups());
    for (const AblationRow& row : rows_) height += row_height(fonts, row, width);
    return height;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const Theme& theme = *canvas.theme;
    if (rows_.empty()) {
      draw_text(canvas, at(place, 0, 14), "No runs were measured for this report.",
                label_style(theme.muted, kSmallText));
      return;
    }
    float top = place.y;
    for (std::size_t first = 0; first < rows_.size(); first = group_end(first))
      top = draw_group(canvas, place, first, top);
  }

  std::string html() const override {
    HtmlRows rows{{"Network", "Change", "Validation accuracy", "Standard deviation", "Seeds",
                   "Errors, seed by seed"}};
    for (const AblationRow& r : rows_) {
      rows.push_back({network_name(r), r.change, format_percent(r.accuracy, 2),
                      study_.seeds > 1 ? format_percent(r.deviation, 2) : "–",
                      std::to_string(study_.seeds), errors_text(r)});
    }
    return html_table(rows);
  }

 private:
  static bool phone(float width) { return width < kPhoneWidth; }
  static float text_width(float width) {
    return phone(width) ? width : std::floor(width * 0.42f) - 32;
  }
  static float text_height(const Fonts& fonts, const AblationRow& row, float width) {
    return measure_text_box(fonts, row.change, label_style(0, kSmallText),
                            {text_width(width), 1.3f, Align::kLeft});
  }
  static float row_height(const Fonts& fonts, const AblationRow& row, float width) {
    return text_height(fonts, row, width) + (phone(width) ? kDots : kBreath);
  }
  static std::string network_name(const AblationRow& row) {
    for (int i = 0; i < kNetworkCount; ++i) {
      if (network_key(static_cast<NetworkId>(i)) == row.network)
        return std::string(short_name(static_cast<NetworkId>(i)));
    }
    return row.network;
  }
  // Rows of one network stand together; the first is the recipe that the others change.
  std::size_t group_end(std::size_t first) const {
    std::size_t end = first;
    while (end < rows_.size() && rows_[end].network == rows_[first].network) ++end;
    return end;
  }
  int groups() const {
    int count = 0;
    for (std::size_t first = 0; first < rows_.size(); first = group_end(first)) ++count;
    return count;
  }
  static Color color(const Theme& theme, const AblationRow& row) {
    return row.network == "cnn"           ? theme.cnn
           : row.network == "transformer" ? theme.transformer
                                          : theme.baseline;
  }

  std::string errors_text(const AblationRow& r) const {
    std::string out;
    for (const int errors : r.errors) out += (out.empty() ? "" : ", ") + format_integer(errors);
    return out.empty() ? "–" : out + " of " + format_integer(study_.images);
  }
  double accuracy_of(int errors) const { return 1 - static_cast<double>(errors) / study_.images; }

  // Networks differ by far more than any change to one of them: each has its own scale.
  ChartAxis value_axis(const Rect& place, std::size_t first) const {
    double low = 1, high = 0;
    for (std::size_t i = first; i < group_end(first); ++i) {
      const AblationRow& r = rows_[i];
      low = std::min(low, r.accuracy - r.deviation);
      high = std::max(high, r.accuracy + r.deviation);
      for (const int errors : r.errors) {
        low = std::min(low, accuracy_of(errors));
        high = std::max(high, accuracy_of(errors));
      }
    }
    ChartAxis axis = round_axis(low, std::min(high, 1.0), phone(place.w) ? 4 : 6);
    axis.from = place.x + (phone(place.w) ? 24 : std::floor(place.w * 0.42f));
    axis.to = place.x + place.w - kValue - 16;
    return axis;
  }

  // Returns where the next group begins.
  float draw_group(const PageCanvas& canvas, const Rect& place, std::size_t first,
                   float top) const {
    const Theme& theme = *canvas.theme;
    const ChartAxis axis = value_axis(place, first);
    draw_text(canvas, {place.x, top + 26}, network_name(rows_[first]),
              bold_style(color(theme, rows_[first]), kSmallText));
    top += kHead;
    const float rows_top = top;
    for (std::size_t i = first; i < group_end(first); ++i) {
      const float height = row_height(*canvas.fonts, rows_[i], place.w);
      draw_row(canvas, {place.x, top, place.w, height}, rows_[i], axis);
      top += height;
    }
    const float base = axis.place(rows_[first].accuracy);
    if (!phone(place.w))
      hairline(canvas, {base, rows_top}, {base, top}, color(theme, rows_[first]));
    for (const double tick : axis.ticks()) {
      draw_text(canvas, {axis.place(tick), top + 18}, format_percent(tick, axis.decimals(0.01)),
                label_style(theme.muted), Align::kCenter);
    }
    return top + kAxis;
  }

  void draw_row(const PageCanvas& canvas, const Rect& row, const AblationRow& r,
                const ChartAxis& axis) const {
    const Theme& theme = *canvas.theme;
    const float text = text_height(*canvas.fonts, r, row.w);
    const float middle = row.y + (phone(row.w) ? text + 12 : row.h / 2);
    draw_text_box(canvas, {row.x, row.y + (phone(row.w) ? 0 : kBreath / 2)}, r.change,
                  label_style(theme.ink, kSmallText), {text_width(row.w), 1.3f, Align::kLeft});
    for (const double tick : axis.ticks()) {
      const float reach = phone(row.w) ? 10 : row.h / 2;
      hairline(canvas, {axis.place(tick), middle - reach}, {axis.place(tick), middle + reach},
               theme.rule);
    }
    draw_label(canvas, {row.x + row.w, middle}, format_percent(r.accuracy, 2),
               label_style(theme.ink, kSmallText), Align::kRight);
    const float from = axis.place(r.accuracy - r.deviation),
                to = axis.place(r.accuracy + r.deviation);
    if (study_.seeds > 1)
      fill(canvas, {from, middle - 1, std::max(to - from, 1.0f), 2},
           with_alpha(color(theme, r), 0.5f));
    if (r.errors.size() < 2) {
      canvas.list->AddCircleFilled({axis.place(r.accuracy), middle}, 5, color(theme, r));
      return;
    }
    // Every seed as a dot, their mean as a stroke.
    for (const int errors : r.errors)
      canvas.list->AddCircleFilled({axis.place(accuracy_of(errors)), middle}, 4,
                                   with_alpha(color(theme, r), 0.6f));
    fill(canvas, {axis.place(r.accuracy) - 1.5f, middle - 9, 3, 18}, color(theme, r));
  }

  const AblationStudy& study_;
  const std::vector<AblationRow>& rows_;
};

}  // namespace

MadeFigure make_ablation_figure(const FigureSources& sources, std::string_view options) {
  return figure_without_options<AblationFigure>(options, sources);
}

}  // namespace second_opinion
