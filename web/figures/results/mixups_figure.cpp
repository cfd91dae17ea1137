// The commonest mix-ups of both networks together: which digit was taken for
// which, how often by whom, and the digits themselves.
#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/sort_few.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/kit/pickable_digits.hpp"

namespace second_opinion {
namespace {

constexpr float kRow = 76;
constexpr float kPhoneRow = 112;
constexpr float kDigit = 56;
constexpr float kGap = 6;
constexpr float kNames = 92;    // "4 → 9"
constexpr float kCounts = 180;  // both networks' counts
constexpr std::size_t kMost = 6;

struct Pair {
  int truth = 0;
  int guess = 0;
  int cnn = 0;
  int transformer = 0;
  std::vector<int> digits;  // those that either network took for `guess`

  int total() const { return cnn + transformer; }
};

class MixupsFigure final : public PickableDigits {
 public:
  explicit MixupsFigure(const FigureSources& sources) : PickableDigits(sources) {
    std::map<std::pair<int, int>, Pair> pairs;
    for (const ReportMixup& m : sources.report->network(NetworkId::kCnn).test.mixups)
      pairs[{m.truth, m.guess}].cnn = m.count;
    for (const ReportMixup& m : sources.report->network(NetworkId::kTransformer).test.mixups)
      pairs[{m.truth, m.guess}].transformer = m.count;
    for (auto& [key, pair] : pairs) {
      pair.truth = key.first;
      pair.guess = key.second;
      pairs_.push_back(std::move(pair));
    }
    sort_few(pairs_, [](const Pair& a, const Pair& b) { return a.total() > b.total(); });
    if (pairs_.size() > kMost) pairs_.resize(kMost);
    for (Pair& pair : pairs_) gather(pair);
  }

  float measure(const Fonts&, float width) override {
    return std::max(static_cast<float>(pairs_.size()) * row_height(width), kLeastHeight);
  }

  std::string html() const override {
    HtmlRows rows{{"Mix-up", "CNN", "Transformer"}};
    for (const Pair& p : pairs_) {
      rows.push_back({std::to_string(p.truth) + " read as " + std::to_string(p.guess),
                      std::to_string(p.cnn), std::to_string(p.transformer)});
    }
    return html_table(rows);
  }

 protected:
  std::vector<PlacedDigit> digits_at(float width) const override {
    std::vector<PlacedDigit> out;
    const float left = phone(width) ? 0 : kNames + kCounts + 16;
    for (std::size_t row = 0; row < pairs_.size(); ++row) {
      float x = left;
      const float y = row_height(width) * static_cast<float>(row) +
                      (phone(width) ? kPhoneRow - kDigit - 10 : (kRow - kDigit) / 2);
      for (const int digit : pairs_[row].digits) {
        if (x + kDigit > width) break;
        out.push_back({{x, y, kDigit, kDigit}, digit});
        x += kDigit + kGap;
      }
    }
    return out;
  }
  void draw_under_card(const PageCanvas& canvas, const Rect& place,
                       std::span<const PlacedDigit> digits, int) const override {
    for (std::size_t i = 0; i < pairs_.size(); ++i) draw_row(canvas, place, i);
    draw_digits(canvas, place, digits);
  }

 private:
  void gather(Pair& pair) const {
    const Report& report = *sources_.report;
    for (std::size_t i = 0; i < report.digits.items.size(); ++i) {
      const ReportDigit& d = report.digits.items[i];
      if (!d.from_test() || d.label != pair.truth) continue;
      const bool by_cnn = d.cnn.known && d.cnn.digit == pair.guess;
      const bool by_transformer = d.transformer.known && d.transformer.digit == pair.guess;
      if (by_cnn || by_transformer) pair.digits.push_back(static_cast<int>(i));
    }
  }

  static bool phone(float width) { return width < kPhoneWidth; }
  static float row_height(float width) { return phone(width) ? kPhoneRow : kRow; }

  void draw_row(const PageCanvas& canvas, const Rect& place, std::size_t index) const {
    const Theme& theme = *canvas.theme;
    const Pair& pair = pairs_[index];
    const float top = row_height(place.w) * static_cast<float>(index);
    if (index > 0) hairline(canvas, at(place, 0, top), at(place, place.w, top), theme.rule);
    const float middle = phone(place.w) ? top + 22 : top + kRow / 2;
    const std::string names = std::to_string(pair.truth) + " → " + std::to_string(pair.guess);
    draw_label(canvas, at(place, 0, middle), names, bold_style(theme.ink, 22.5f), Align::kLeft);
    draw_count(canvas, at(place, kNames, middle - 10), NetworkId::kCnn, pair.cnn);
    draw_count(canvas, at(place, kNames, middle + 10), NetworkId::kTransformer, pair.transformer);
  }

  // The count as so many small squares: one mistake, one square.
  static void draw_count(const PageCanvas& canvas, ImVec2 middle, NetworkId network, int count) {
    const Color color = network_color(*canvas.theme, network);
    draw_label(canvas, middle, short_name(network), label_style(color), Align::kLeft);
    draw_label(canvas, {middle.x + 88, middle.y}, std::to_string(count),
               bold_style(color, kSmallText), Align::kRight);
    for (int i = 0; i < std::min(count, 10); ++i)
      fill(canvas, {middle.x + 98 + 9 * static_cast<float>(i), middle.y - 4, 7, 8}, color);
  }

  std::vector<Pair> pairs_;
};

}  // namespace

MadeFigure make_mixups_figure(const FigureSources& sources, std::string_view options) {
  return figure_without_options<MixupsFigure>(options, sources);
}

}  // namespace second_opinion
