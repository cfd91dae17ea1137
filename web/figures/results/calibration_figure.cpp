// How sure the networks were against how often they were wrong, a power of ten of doubt at a time:
// in bins of equal counts networks so sure would all crowd into one corner. The counts stand below.
#include <algorithm>
#include <array>
#include <cmath>

#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/kit/readout.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kTop = 44;
constexpr float kTallest = 300;
constexpr float kScale = 60;
constexpr float kAxis = 44;  // ticks and their name
constexpr float kRow = 20;   // of the counts
constexpr double kFloor = 1e-5;
constexpr std::array<NetworkId, 2> kShown{NetworkId::kCnn, NetworkId::kTransformer};
constexpr int kNone = -1;

// 0.0001 → "0.01 %", with as many places as it takes.
std::string share_text(double share) {
  return format_percent(
      share, share >= 0.0095
                 ? 0
                 : std::min(6, static_cast<int>(std::ceil(-std::log10(share) - 1e-6)) - 2));
}

// The test pictures in one band of doubt, see ReportDoubt.
struct Bin {
  double mean = 0;
  int count = 0;
  int wrong = 0;
  ReportInterval interval;
};

class CalibrationFigure final : public Figure {
 public:
  explicit CalibrationFigure(const FigureSources& sources) : report_(*sources.report) {
    edges_ = doubt(0).below;
    // The two networks are read off the same bands.
    same_ = !edges_.empty() && doubt(1).below == edges_ && edges_.front() > kFloor;
  }

  float measure(const Fonts&, float width) override {
    return same_ ? kTop + plot_height(width) + kAxis + kRow * 3 : 24;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const Theme& theme = *canvas.theme;
    if (!same_) {
      draw_text(canvas, at(place, 0, 14), "This report does not say how sure the networks were.",
                label_style(theme.muted, kSmallText));
      return;
    }
    draw_frame(canvas, place);
    int shown = selected_;
    for (int band = 0; band < count(); ++band) {
      if (canvas.hovered(band_place(place, band))) shown = band;
      for (std::size_t n = 0; n < kShown.size(); ++n) draw_point(canvas, place, band, n);
    }
    draw_counts(canvas, place);
    if (shown != kNone) draw_card(canvas, place, shown);
  }

  std::string html() const override {
    HtmlRows rows{{"Doubt left by the answer", "Network", "Digits", "Wrong answers expected",
                   "Wrong answers", "Share, 95 % interval"}};
    for (int band = 0; same_ && band < count(); ++band) {
      for (std::size_t n = 0; n < kShown.size(); ++n) {
        const Bin b = bin(n, band);
        rows.push_back({band_text(band), std::string(short_name(kShown[n])),
                        format_integer(b.count), format_decimal(b.mean * b.count, 1),
                        format_integer(b.wrong), format_percent_range(b.interval, 2)});
      }
    }
    return html_table(rows);
  }

  std::vector<Control> controls(const Rect& place) const override {
    std::vector<Control> out;
    for (int band = 0; same_ && band < count(); ++band) {
      out.push_back({id + ":" + std::to_string(band), ButtonControl{}, sentence(band),
                     band_place(place, band), id});
    }
    return out;
  }

  PressResult press(std::string_view control_id) override {
    toggle_selection(id, control_id, count(), selected_);
    return {};
  }

 private:
  const ReportDoubt& doubt(std::size_t n) const { return report_.network(kShown[n]).test.doubt; }
  Bin bin(std::size_t n, int band) const {
    const auto i = static_cast<std::size_t>(band);
    const ReportDoubt& all = doubt(n);
    return {all.mean[i], all.count[i], all.wrong[i], all.intervals[i]};
  }
  int count() const { return static_cast<int>(edges_.size()); }
  static float plot_height(float width) { return std::min(kTallest, width - kScale); }

  static float unit(double share) {
    return static_cast<float>((std::log10(std::clamp(share, kFloor, 1.0)) - std::log10(kFloor)) /
                              -std::log10(kFloor));
  }
  static float x_of(const Rect& place, double share) {
    return place.x + kScale + (place.w - kScale) * unit(share);
  }
  static float y_of(const Rect& place, double share) {
    return place.y + kTop + plot_height(place.w) * (1 - unit(share));
  }
  double from(int band) const {
    return band == 0 ? 0.0 : edges_[static_cast<std::size_t>(band - 1)];
  }
  double to(int band) const { return edges_[static_cast<std::size_t>(band)]; }
  Rect band_place(const Rect& place, int band) const {
    const float left = x_of(place, from(band));
    return {left, place.y + kTop, x_of(place, to(band)) - left, plot_height(place.w)};
  }

  std::string band_text(int band) const {
    return band == 0 ? "under " + share_text(to(0))
                     : share_text(from(band)) + " to " + share_text(to(band));
  }
  std::string sentence(int band) const {
    std::string out = "Doubt " + band_text(band);
    for (std::size_t n = 0; n < kShown.size(); ++n) {
      const Bin b = bin(n, band);
      out += "; " + std::string(short_name(kShown[n])) + ": " + format_integer(b.wrong) + " of " +
             format_integer(b.count) + " wrong, " + format_decimal(b.mean * b.count, 1) +
             " expected";
    }
    return out;
  }

  void draw_frame(const PageCanvas& canvas, const Rect& place) const {
    const Theme& theme = *canvas.theme;
    draw_text(canvas, at(place, 0, 12), "answers that are wrong", label_style(theme.muted));
    draw_text(canvas, at(place, place.w, 12), "on the line: as sure as it should be",
              label_style(theme.muted), Align::kRight);
    for (double tick = kFloor * 10; tick < 1.5; tick *= 10) {
      const double share = std::min(tick, 1.0);
      hairline(canvas, {place.x + kScale, y_of(place, share)},
               {place.x + place.w, y_of(place, share)}, theme.rule);
      draw_label(canvas, {place.x + kScale - 8, y_of(place, share)}, share_text(share),
                 label_style(theme.muted), Align::kRight);
    }
    const float bottom = y_of(place, kFloor);
    hairline(canvas, {place.x + kScale, bottom}, {place.x + place.w, bottom}, theme.control);
    draw_label(canvas, {place.x + kScale - 8, bottom}, "none", label_style(theme.muted),
               Align::kRight);
    for (int band = 0; band < count(); ++band) {
      const float x = x_of(place, to(band));
      if (band + 1 < count()) hairline(canvas, {x, place.y + kTop}, {x, bottom}, theme.rule);
      draw_text(canvas, {x, bottom + 18}, share_text(to(band)), label_style(theme.muted),
                band + 1 < count() ? Align::kCenter : Align::kRight);
    }
    draw_text(canvas, {place.x + place.w, bottom + 36}, "doubt that the answer leaves",
              label_style(theme.muted), Align::kRight);
    canvas.list->AddLine({x_of(place, kFloor), bottom}, {x_of(place, 1), y_of(place, 1)},
                         theme.control, 1);
  }

  // Filled where the network was ever wrong; an open ring at the bottom where it never was.
  void draw_point(const PageCanvas& canvas, const Rect& place, int band, std::size_t n) const {
    const Bin b = bin(n, band);
    if (b.count == 0) return;
    const Color color = network_color(*canvas.theme, kShown[n]);
    const float x = x_of(place, std::max(b.mean, kFloor * 1.6)) +
                    (n == 0 ? -3.0f : 3.0f);  // apart where both expect the same
    canvas.list->AddLine({x, y_of(place, b.interval.low)}, {x, y_of(place, b.interval.high)},
                         with_alpha(color, 0.55f), 2);
    const ImVec2 p{x, y_of(place, static_cast<double>(b.wrong) / b.count)};
    canvas.list->AddCircleFilled(p, 5, b.wrong ? color : canvas.theme->paper);
    if (b.wrong == 0) canvas.list->AddCircle(p, 5, color, 0, 2);
  }

  // Under each band: wrong answers, of how many.
  void draw_counts(const PageCanvas& canvas, const Rect& place) const {
    const Theme& theme = *canvas.theme;
    const float top = y_of(place, kFloor) + kAxis + 14;
    draw_text(canvas, {place.x, top}, "wrong / digits", label_style(theme.muted));
    for (std::size_t n = 0; n < kShown.size(); ++n) {
      const float y = top + kRow * static_cast<float>(n + 1);
      const Color color = network_color(theme, kShown[n]);
      draw_text(canvas, {place.x, y}, n == 0 ? "CNN" : "Transf.", bold_style(color));
      for (int band = 0; band < count(); ++band) {
        const Rect r = band_place(place, band);
        draw_text(canvas, {r.x + r.w / 2, y},
                  std::to_string(bin(n, band).wrong) + " / " + format_integer(bin(n, band).count),
                  label_style(theme.ink), Align::kCenter);
      }
    }
  }

  void draw_card(const PageCanvas& canvas, const Rect& place, int band) const {
    Readout card{"Doubt " + band_text(band), {}, {"digits", "expected", "wrong"}, {}};
    for (std::size_t n = 0; n < kShown.size(); ++n) {
      const Bin b = bin(n, band);
      card.rows.push_back(
          {std::string(short_name(kShown[n])),
           {format_integer(b.count), format_decimal(b.mean * b.count, 1), format_integer(b.wrong)},
           network_color(*canvas.theme, kShown[n])});
    }
    const Rect r = band_place(place, band);
    draw_readout(canvas, place, {r.x, r.y + 8, r.w, 40}, card);
  }

  const Report& report_;
  std::vector<double> edges_;
  bool same_ = true;
  int selected_ = kNone;
};

}  // namespace

MadeFigure make_calibration_figure(const FigureSources& sources, std::string_view options) {
  return figure_without_options<CalibrationFigure>(options, sources);
}

}  // namespace second_opinion
