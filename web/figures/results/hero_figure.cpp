// The page's opening: one digit, large, and two opinions that differ.
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

constexpr float kDigit = 280;
constexpr float kPhoneDigit = 224;
constexpr float kGap = 40;
constexpr float kHead = 44;  // name and verdict of a network
constexpr float kRow = 21;
constexpr float kBarsHeight = kHead + kRow * kDigitCount;
constexpr float kButtonHeight = 44;
constexpr float kBarsWidth = 220;

class HeroFigure final : public Figure {
 public:
  HeroFigure(const FigureSources& sources, int digit)
      : sources_(sources),
        index_(digit),
        digit_(sources.report->digits.items[static_cast<std::size_t>(digit)]) {}

  FigureWidth width_class() const override { return FigureWidth::kWide; }

  float measure(const Fonts&, float width) override {
    const float wide = std::max(kDigit, kBarsHeight) + 16 + kButtonHeight;
    return beside(width) ? wide : kPhoneDigit + 16 + kButtonHeight + 24 + kBarsHeight;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const bool row = beside(place.w);
    const float side =
        digit_side(canvas.pixel_ratio, std::min(row ? kDigit : kPhoneDigit, place.w));
    if (sources_.digits)
      draw_digit(canvas, sources_.digits->cell(index_), at(place, left(place.w), 0), side);
    draw_button(canvas, button_place(place), "Try this digit");
    const float x = row ? left(place.w) + kDigit + kGap : 0;
    const float y = row ? (kDigit - kBarsHeight) / 2 : kPhoneDigit + 16 + kButtonHeight + 24;
    const float width = bars_width(place.w);
    draw_opinion(canvas, {place.x + x, place.y + y, width, kBarsHeight}, NetworkId::kCnn,
                 digit_.cnn);
    const float second = x + width + (row ? kGap : 24);
    draw_opinion(canvas, {place.x + second, place.y + y, width, kBarsHeight},
                 NetworkId::kTransformer, digit_.transformer);
  }

  std::string html() const override {
    HtmlRows rows{{"Digit", "CNN", "Transformer"}};
    for (std::size_t d = 0; d < kDigitCount; ++d) {
      rows.push_back({std::to_string(d), probability_text(digit_.cnn.probabilities[d]),
                      probability_text(digit_.transformer.probabilities[d])});
    }
    return "<p>Test image " + std::to_string(digit_.index) + ", " +
           escape_html(digit_sentence(digit_)) + ".</p>" + html_table(rows);
  }

  std::vector<Control> controls(const Rect& place) const override {
    return {{id + ":try", ButtonControl{}, "Try this digit", button_place(place)}};
  }
  PressResult press(std::string_view control_id) override {
    if (control_id != id + ":try" || !sources_.digits) return {};
    return {.to_try = DigitImage::from_bytes(sources_.digits->cell(index_))};
  }

 private:
  static bool beside(float width) { return width >= kDigit + 2 * (kGap + 150); }
  static float bars_width(float width) {
    return beside(width) ? std::min(kBarsWidth, (width - kDigit - 2 * kGap) / 2) : (width - 24) / 2;
  }
  // Side by side the group begins where the text does; on a phone the digit stands in the middle.
  static float left(float width) {
    return beside(width) ? 0 : std::floor(std::max(0.0f, width - kPhoneDigit) / 2);
  }
  Rect button_place(const Rect& place) const {
    const float side = beside(place.w) ? kDigit : kPhoneDigit;
    return {place.x + left(place.w), place.y + side + 16, std::min(side, place.w), kButtonHeight};
  }

  void draw_opinion(const PageCanvas& canvas, const Rect& area, NetworkId network,
                    const ReportOpinion& opinion) const {
    const Theme& theme = *canvas.theme;
    const Color color = network_color(theme, network);
    const double best = opinion.probabilities[static_cast<std::size_t>(opinion.digit)];
    draw_text(canvas, at(area, 0, 12), short_name(network), bold_style(color, kSmallText));
    const float lead =
        draw_text(canvas, at(area, 0, 32), "says ", label_style(theme.muted, kSmallText));
    const float said_width = draw_text(canvas, at(area, lead, 32), std::to_string(opinion.digit),
                                       bold_style(theme.ink, 18));
    draw_text(canvas, at(area, lead + said_width, 32), ", " + probability_text(best) + " sure",
              label_style(theme.muted, kSmallText));
    for (std::size_t d = 0; d < kDigitCount; ++d) {
      const float middle = area.y + kHead + kRow * (static_cast<float>(d) + 0.5f);
      const bool said = static_cast<int>(d) == opinion.digit;
      draw_label(canvas, {area.x, middle}, std::to_string(d),
                 said ? bold_style(color, kSmallText) : label_style(theme.muted, kSmallText),
                 Align::kLeft);
      const float room = area.w - 16;
      fill(canvas, {area.x + 16, middle - 6, room, 12}, theme.panel);
      fill(canvas,
           {area.x + 16, middle - 6,
            std::max(1 / canvas.pixel_ratio, room * static_cast<float>(opinion.probabilities[d])),
            12},
           said ? color : with_alpha(color, 0.6f));
    }
  }

  FigureSources sources_;
  int index_;
  const ReportDigit& digit_;
};

}  // namespace

MadeFigure make_hero_figure(const FigureSources& sources, std::string_view options) {
  const std::vector<int> heroes = sources.report->tagged("hero");
  if (heroes.empty()) return Failure{std::string("the report has no digit tagged hero")};
  return figure_without_options<HeroFigure>(options, sources, heroes[0]);
}

}  // namespace second_opinion
