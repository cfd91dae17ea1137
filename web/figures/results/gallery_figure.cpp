// Digits by what the networks made of them: each with its label above and both
// networks' answers and certainty below.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/sort_few.hpp"
#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/kit/pickable_digits.hpp"

namespace second_opinion {
namespace {

constexpr float kDigit = 84;
constexpr float kGapX = 6;
constexpr float kGapY = 18;
constexpr float kLabel = 20;
constexpr float kOpinion = 18;
constexpr float kMore = 44;
constexpr int kPhoneRows = 3;
constexpr int kWideRows = 2;

class GalleryFigure final : public PickableDigits {
 public:
  GalleryFigure(const FigureSources& sources, std::string_view tag)
      : PickableDigits(sources), digits_(sources.report->tagged(tag)) {
    // The bravest answers first: where a network was surest of what it said.
    if (tag.size() > 6 && tag.substr(tag.size() - 6) == "-wrong") {
      sort_few(digits_, [&](int a, int b) { return nerve(a) > nerve(b); });
    }
  }

  float measure(const Fonts&, float width) override {
    return digits_.empty() ? height(width) : std::max(height(width), kLeastHeight);
  }

  std::string html() const override {
    HtmlRows rows{{"Test image", "Label", "CNN", "Transformer"}};
    for (const int i : digits_) {
      const ReportDigit& d = digit(i);
      rows.push_back(
          {std::to_string(d.index), std::to_string(d.label), answer(d.cnn), answer(d.transformer)});
    }
    return html_table(rows);
  }

  std::vector<Control> controls(const Rect& place) const override {
    std::vector<Control> out = PickableDigits::controls(place);
    if (has_button(place.w))
      out.push_back({id + ":more", ButtonControl{}, button_label(), button_place(place)});
    return out;
  }

  PressResult press(std::string_view control_id) override {
    if (control_id != id + ":more") return PickableDigits::press(control_id);
    all_ = !all_;
    return {.resized = true};
  }

 protected:
  std::vector<PlacedDigit> digits_at(float width) const override {
    std::vector<PlacedDigit> out;
    const float side = std::min(kDigit, pitch_x(width) - kGapX);
    for (int i = 0; i < shown(width); ++i) {
      const float x = static_cast<float>(i % columns(width)) * pitch_x(width);
      const float y = static_cast<float>(i / columns(width)) * pitch_y(width);
      out.push_back({{x, y, side, pitch_y(width) - kGapY}, digits_[static_cast<std::size_t>(i)]});
    }
    return out;
  }
  void draw_under_card(const PageCanvas& canvas, const Rect& place,
                       std::span<const PlacedDigit> digits, int) const override {
    for (const PlacedDigit& p : digits) draw_item(canvas, place, p);
    if (has_button(place.w)) draw_button(canvas, button_place(place), button_label());
    if (digits_.empty())
      draw_text(canvas, at(place, 0, 14), "None.", label_style(canvas.theme->ink, kSmallText));
  }

 private:
  const ReportDigit& digit(int i) const {
    return sources_.report->digits.items[static_cast<std::size_t>(i)];
  }
  static double best(const ReportOpinion& o) {
    return o.probabilities[static_cast<std::size_t>(o.digit)];
  }
  double nerve(int i) const {
    const ReportDigit& d = digit(i);
    const double cnn = d.cnn.digit == d.label ? 0 : best(d.cnn);
    return std::max(cnn, d.transformer.digit == d.label ? 0 : best(d.transformer));
  }
  static std::string answer(const ReportOpinion& o) {
    return std::to_string(o.digit) + " (" + probability_text(best(o)) + ")";
  }

  static int columns(float width) {
    return std::max(3, static_cast<int>((width + kGapX) / (kDigit + kGapX)));
  }
  static int few_rows(float width) { return width < kPhoneWidth ? kPhoneRows : kWideRows; }
  static float pitch_x(float width) { return (width + kGapX) / static_cast<float>(columns(width)); }
  static float pitch_y(float width) {
    return kLabel + std::min(kDigit, pitch_x(width) - kGapX) + 6 + 2 * kOpinion + kGapY;
  }
  bool has_button(float width) const {
    return static_cast<int>(digits_.size()) > columns(width) * few_rows(width);
  }
  int shown(float width) const {
    const int count = static_cast<int>(digits_.size());
    return all_ ? count : std::min(count, columns(width) * few_rows(width));
  }
  float height(float width) const {
    if (digits_.empty()) return 24;
    const int rows = (shown(width) + columns(width) - 1) / columns(width);
    return static_cast<float>(rows) * pitch_y(width) - kGapY +
           (has_button(width) ? kGapY + kMore : 0);
  }
  std::string button_label() const {
    return all_ ? "Show fewer" : "Show all " + std::to_string(digits_.size());
  }
  Rect button_place(const Rect& place) const {
    return {place.x, place.y + height(place.w) - kMore, std::min(160.0f, place.w), kMore};
  }

  void draw_item(const PageCanvas& canvas, const Rect& place, const PlacedDigit& placed) const {
    const ReportDigit& d = digit(placed.digit);
    const Rect r = moved(placed.place, place);
    if (!canvas.visible(r) || !sources_.digits) return;
    const Theme& theme = *canvas.theme;
    const float lead = draw_text(canvas, at(r, 0, 12), "labelled ", label_style(theme.muted));
    draw_text(canvas, at(r, lead, 12), std::to_string(d.label), bold_style(theme.ink, kSmallText));
    const float side = digit_side(canvas.pixel_ratio, r.w);
    draw_digit(canvas, sources_.digits->cell(placed.digit), at(r, 0, kLabel), side);
    const float top = r.y + kLabel + r.w + 6;
    draw_opinion_row(canvas, {r.x, top, side, kOpinion}, d.cnn, theme.cnn);
    draw_opinion_row(canvas, {r.x, top + kOpinion, side, kOpinion}, d.transformer,
                     theme.transformer);
  }

  std::vector<int> digits_;
  bool all_ = false;
};

}  // namespace

MadeFigure make_gallery_figure(const FigureSources& sources, std::string_view options) {
  static constexpr std::string_view kKnown[] = {"set"};
  static constexpr std::array<std::string_view, 8> kSets{
      "cnn-wrong",  "transformer-wrong", "both-wrong", "sure-right",
      "hard-right", "disputed",          "sample",     "interesting"};
  if (const auto known = check_options(options, kKnown); !known) return Failure{known.error()};
  const std::string_view set = option_value(options, "set");
  if (std::find(kSets.begin(), kSets.end(), set) == kSets.end()) {
    std::string fault = "set=" + std::string(set) + " is no set of digits; there are";
    for (const std::string_view name : kSets) fault += " " + std::string(name);
    return Failure{fault};
  }
  return std::unique_ptr<Figure>(std::make_unique<GalleryFigure>(sources, set));
}

}  // namespace second_opinion
