// All four networks: the test error with its interval on a logarithmic axis,
// and the numbers beside it; on a phone each network is a block of its own.
#include <algorithm>
#include <cmath>

#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kHeadHeight = 40;
constexpr float kRowHeight = 48;
constexpr float kBlockHeight = 96;
constexpr float kAxisHeight = 40;
constexpr float kNameWidth = 172;
constexpr float kColumnWidth = 84;
constexpr int kColumns = 6;
constexpr int kTestColumn = 3;
constexpr int kWrongColumn = 4;
constexpr float kWideEnough = 860;
constexpr NetworkId kOrder[] = {NetworkId::kCnn, NetworkId::kTransformer, NetworkId::kMlp,
                                NetworkId::kLinear};

struct Plot {
  float from = 0;
  float to = 1;
  double low = 0.001;
  double high = 0.2;

  float place(double error) const {
    const double unit = std::log(std::max(error, low) / low) / std::log(high / low);
    return from + static_cast<float>(std::clamp(unit, 0.0, 1.0)) * (to - from);
  }
};

class ResultsFigure final : public Figure {
 public:
  explicit ResultsFigure(const FigureSources& sources) : report_(*sources.report) {}

  FigureWidth width_class() const override { return FigureWidth::kWide; }

  float measure(const Fonts&, float width) override {
    return wide(width) ? kHeadHeight + 4 * kRowHeight + kAxisHeight
                       : 4 * kBlockHeight + kAxisHeight;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    if (wide(place.w))
      draw_table(canvas, place);
    else
      draw_blocks(canvas, place);
  }

  std::string html() const override {
    HtmlRows rows{{"Network", "Parameters", "File", "Validation accuracy", "Test accuracy",
                   "95 % interval", "Wrong on the test set", "Without the disputed images"}};
    for (const NetworkId network : kOrder) {
      const ReportNetwork& n = report_.network(network);
      rows.push_back({n.title, format_integer(n.parameters), format_bytes(n.bytes),
                      validation_text(n), format_percent(n.test.accuracy, 2),
                      format_percent_range(n.test.interval, 2), format_integer(n.test.errors),
                      format_percent(n.test.undisputed_accuracy, 2)});
    }
    return html_table(rows);
  }

 private:
  static bool wide(float width) { return width >= kWideEnough; }
  static std::string validation_text(const ReportNetwork& n) {
    return n.validation.images ? format_percent(n.validation.accuracy, 2) : "–";
  }

  Plot plot(float from, float to) const {
    Plot p{from, to, 1, 0};
    for (const ReportNetwork& n : report_.networks.shown) {
      p.low = std::min(p.low, 1 - n.test.interval.high);
      p.high = std::max(p.high, 1 - n.test.interval.low);
    }
    p.low = std::max(p.low / 1.3, 1e-4);
    p.high = std::max(p.high * 1.2, p.low * 10);
    return p;
  }

  // 0.1 0.2 0.5 1 2 5 … %
  static void draw_axis(const PageCanvas& canvas, const Plot& p, float top, float bottom,
                        float left) {
    const Theme& theme = *canvas.theme;
    float last = -1e6f;
    for (double power = 1e-4; power < 1; power *= 10) {
      for (const double factor : {1.0, 2.0, 5.0}) {
        const double error = factor * power;
        if (error < p.low || error > p.high) continue;
        const float x = p.place(error);
        hairline(canvas, {x, top}, {x, bottom}, theme.rule);
        if (x - last < 40) continue;
        draw_text(canvas, {x, bottom + 16}, format_percent(error, error < 0.01 ? 1 : 0),
                  label_style(theme.muted), Align::kCenter);
        last = x;
      }
    }
    draw_text(canvas, {left, bottom + 34}, "wrong answers on the test set, logarithmic",
              label_style(theme.muted));
  }

  static void draw_dot(const PageCanvas& canvas, const Plot& p, const ReportNetwork& n, float y) {
    const Color color = network_color(*canvas.theme, n.id);
    const float from = p.place(1 - n.test.interval.high), to = p.place(1 - n.test.interval.low);
    fill(canvas, {from, y - 1, std::max(to - from, 2.0f), 2}, color);
    for (const float end : {from, to}) fill(canvas, {end - 0.5f, y - 5, 1, 10}, color);
    canvas.list->AddCircleFilled({p.place(1 - n.test.accuracy), y}, 5, color);
  }

  void draw_table(const PageCanvas& canvas, const Rect& place) const {
    const Theme& theme = *canvas.theme;
    static constexpr std::string_view kHeads[kColumns][2] = {{"", "parameters"},
                                                             {"", "file"},
                                                             {"validation", "accuracy"},
                                                             {"test accuracy,", "95 % interval"},
                                                             {"wrong", ""},
                                                             {"without", "disputed"}};
    const float columns = place.x + place.w - kColumns * kColumnWidth;
    const Plot p = plot(place.x + kNameWidth, columns - 16);
    const float bottom = place.y + kHeadHeight + 4 * kRowHeight;
    for (int c = 0; c < kColumns; ++c) {
      const float right = columns + kColumnWidth * static_cast<float>(c + 1);
      draw_text(canvas, {right, place.y + 12}, kHeads[c][0], label_style(theme.muted),
                Align::kRight);
      draw_text(
          canvas, {right, place.y + 27},
          c == kWrongColumn ? "of " + format_integer(report_.data.test) : std::string(kHeads[c][1]),
          label_style(theme.muted), Align::kRight);
    }
    draw_axis(canvas, p, place.y + kHeadHeight, bottom, p.from);
    for (int r = 0; r < 4; ++r) {
      const ReportNetwork& n = report_.network(kOrder[r]);
      const float top = place.y + kHeadHeight + kRowHeight * static_cast<float>(r),
                  middle = top + kRowHeight / 2;
      hairline(canvas, {place.x, top}, {place.x + place.w, top}, theme.rule);
      draw_label(canvas, {place.x, middle}, n.title,
                 bold_style(network_color(theme, n.id), kSmallText), Align::kLeft);
      draw_dot(canvas, p, n, middle);
      const std::string cells[kColumns] = {format_integer(n.parameters),
                                           format_bytes(n.bytes),
                                           validation_text(n),
                                           format_percent(n.test.accuracy, 2),
                                           format_integer(n.test.errors),
                                           format_percent(n.test.undisputed_accuracy, 2)};
      for (int c = 0; c < kColumns; ++c) {
        const float right = columns + kColumnWidth * static_cast<float>(c + 1);
        const TextStyle style = c == kTestColumn ? bold_style(theme.ink, kSmallText)
                                                 : label_style(theme.ink, kSmallText);
        draw_label(canvas, {right, c == kTestColumn ? middle - 8 : middle}, cells[c], style,
                   Align::kRight);
        if (c == kTestColumn)
          draw_label(canvas, {right, middle + 9}, format_percent_range(n.test.interval, 2),
                     label_style(theme.muted), Align::kRight);
      }
    }
    hairline(canvas, {place.x, bottom}, {place.x + place.w, bottom}, theme.rule);
  }

  void draw_blocks(const PageCanvas& canvas, const Rect& place) const {
    const Theme& theme = *canvas.theme;
    const Plot p = plot(place.x + 6, place.x + place.w - 6);
    const float bottom = place.y + 4 * kBlockHeight;
    for (int r = 0; r < 4; ++r) {
      const ReportNetwork& n = report_.network(kOrder[r]);
      const Rect block{place.x, place.y + kBlockHeight * static_cast<float>(r), place.w,
                       kBlockHeight};
      hairline(canvas, {place.x, block.y}, {place.x + place.w, block.y}, theme.rule);
      draw_text(canvas, at(block, 0, 22), n.title,
                bold_style(network_color(theme, n.id), kSmallText));
      draw_text(canvas, at(block, place.w, 22), format_percent(n.test.accuracy, 2),
                bold_style(theme.ink, kSmallText), Align::kRight);
      draw_text(
          canvas, at(block, 0, 42),
          format_integer(n.test.errors) + " wrong · " + format_count(n.parameters) + " parameters",
          label_style(theme.muted));
      draw_text(canvas, at(block, place.w, 42), format_percent_range(n.test.interval, 2),
                label_style(theme.muted), Align::kRight);
      draw_text(canvas, at(block, 0, 59), "validation " + validation_text(n),
                label_style(theme.muted));
      draw_text(canvas, at(block, place.w, 59),
                format_percent(n.test.undisputed_accuracy, 2) + " undisputed",
                label_style(theme.muted), Align::kRight);
    }
    draw_axis(canvas, p, bottom - 4, bottom, place.x);
    for (int r = 0; r < 4; ++r) {
      draw_dot(canvas, p, report_.network(kOrder[r]),
               place.y + kBlockHeight * static_cast<float>(r + 1) - 18);
    }
  }

  const Report& report_;
};

}  // namespace

MadeFigure make_results_figure(const FigureSources& sources, std::string_view options) {
  return figure_without_options<ResultsFigure>(options, sources);
}

}  // namespace second_opinion
