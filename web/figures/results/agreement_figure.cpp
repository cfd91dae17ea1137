// Do both networks fail on the same digits? All test images as a map, one
// square each in the set's own order, and the wrong ones in three groups.
#include <algorithm>
#include <array>
#include <cmath>

#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/kit/pickable_digits.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr int kMapColumns = 100;
constexpr float kGap = 3;
constexpr float kGroupHead = 44;
constexpr float kGroupGap = 24;
constexpr float kMapNote = 28;
constexpr float kBeside = 760;
constexpr float kMapShare = 400;

enum Group : std::size_t { kCnnAlone, kTransformerAlone, kBoth, kGroups };

class AgreementFigure final : public PickableDigits {
 public:
  explicit AgreementFigure(const FigureSources& sources)
      : PickableDigits(sources), report_(*sources.report) {
    for (std::size_t i = 0; i < report_.digits.items.size(); ++i) {
      const ReportDigit& d = report_.digits.items[i];
      const bool cnn = d.has_tag("cnn-wrong"), transformer = d.has_tag("transformer-wrong");
      if (cnn || transformer)
        groups_[cnn && transformer ? kBoth
                : cnn              ? kCnnAlone
                                   : kTransformerAlone]
            .push_back(static_cast<int>(i));
    }
  }

  float measure(const Fonts&, float width) override {
    return beside(width) ? std::max({map_height(width), groups_height(width), kLeastHeight})
                         : map_height(width) + kGroupGap + groups_height(width);
  }

  std::string html() const override {
    const ReportComparison& c = report_.comparison;
    return html_table({{"Test images", "Count"},
                       {"both right", format_integer(c.both_right)},
                       {"only the CNN wrong", format_integer(c.only_transformer_right)},
                       {"only the transformer wrong", format_integer(c.only_cnn_right)},
                       {"both wrong", format_integer(c.both_wrong)},
                       {"both wrong with the same answer", format_integer(c.both_wrong_same)}});
  }

 protected:
  std::vector<PlacedDigit> digits_at(float width) const override {
    std::vector<PlacedDigit> out;
    float top = groups_top(width);
    for (std::size_t g = 0; g < kGroups; ++g) {
      for (std::size_t i = 0; i < groups_[g].size(); ++i) {
        const float x =
            groups_left(width) + static_cast<float>(i % per_row(width)) * (digit(width) + kGap);
        const float y =
            top + kGroupHead + static_cast<float>(i / per_row(width)) * (digit(width) + kGap);
        out.push_back({{x, y, digit(width), digit(width)}, groups_[g][i]});
      }
      top += group_height(g, width) + kGroupGap;
    }
    return out;
  }
  void draw_under_card(const PageCanvas& canvas, const Rect& place,
                       std::span<const PlacedDigit> digits, int hovered) const override {
    draw_map(canvas, place, hovered);
    draw_heads(canvas, place);
    draw_digits(canvas, place, digits);
  }

 private:
  static bool beside(float width) { return width >= kBeside; }
  static float digit(float width) { return beside(width) ? 56 : 42; }
  // Whole pixels per square, else the map shimmers.
  static float square(float width) {
    return std::max(2.0f, std::floor((beside(width) ? kMapShare : width) / kMapColumns));
  }
  float map_height(float width) const {
    return square(width) * std::ceil(static_cast<float>(report_.data.test) / kMapColumns) +
           kMapNote;
  }
  float groups_left(float width) const { return beside(width) ? kMapShare + 48 : 0; }
  float groups_top(float width) const { return beside(width) ? 0 : map_height(width) + kGroupGap; }
  std::size_t per_row(float width) const {
    return static_cast<std::size_t>(
        std::max(1.0f, std::floor((width - groups_left(width) + kGap) / (digit(width) + kGap))));
  }
  float group_height(std::size_t group, float width) const {
    const std::size_t rows = (groups_[group].size() + per_row(width) - 1) / per_row(width);
    return kGroupHead + static_cast<float>(rows) * (digit(width) + kGap);
  }
  float groups_height(float width) const {
    float height = (kGroups - 1) * kGroupGap;
    for (std::size_t g = 0; g < kGroups; ++g) height += group_height(g, width);
    return height;
  }

  static Color group_color(const Theme& theme, std::size_t group) {
    return group == kCnnAlone           ? theme.cnn
           : group == kTransformerAlone ? theme.transformer
                                        : theme.ink;
  }

  void draw_map(const PageCanvas& canvas, const Rect& place, int marked) const {
    const Theme& theme = *canvas.theme;
    const float size = square(place.w);
    const int rows = (report_.data.test + kMapColumns - 1) / kMapColumns;
    fill(canvas, {place.x, place.y, size * kMapColumns, size * static_cast<float>(rows)},
         theme.panel);
    for (std::size_t g = 0; g < kGroups; ++g) {
      for (const int cell : groups_[g]) {
        const ReportDigit& d = report_.digits.items[static_cast<std::size_t>(cell)];
        const float x = place.x + size * static_cast<float>(d.index % kMapColumns),
                    y = place.y + size * static_cast<float>(d.index / kMapColumns);
        // Larger than its share, or one wrong image in ten thousand could not be seen.
        const float grow = cell == marked ? 3.0f : 1.0f;
        fill(canvas, {x - grow, y - grow, size + 2 * grow, size + 2 * grow}, group_color(theme, g));
      }
    }
    const std::string note = "all " + format_integer(report_.data.test) + " test images; " +
                             format_integer(report_.comparison.both_right) + " read right by both";
    draw_text(canvas, at(place, 0, size * static_cast<float>(rows) + 20), note,
              label_style(theme.muted));
  }

  void draw_heads(const PageCanvas& canvas, const Rect& place) const {
    const Theme& theme = *canvas.theme;
    const ReportComparison& c = report_.comparison;
    const std::array<std::string, kGroups> heads{"Only the CNN is wrong",
                                                 "Only the transformer is wrong", "Both are wrong"};
    const std::array<int, kGroups> counts{c.only_transformer_right, c.only_cnn_right, c.both_wrong};
    const std::string same = c.both_wrong_same == 0
                                 ? "never with the same answer"
                                 : format_integer(c.both_wrong_same) + " with the same answer";
    const std::array<std::string, kGroups> notes{"the transformer would have known",
                                                 "the CNN would have known", same};
    float top = groups_top(place.w);
    for (std::size_t g = 0; g < kGroups; ++g) {
      const float left = groups_left(place.w);
      draw_text(canvas, at(place, left, top + 12), heads[g] + ": " + format_integer(counts[g]),
                bold_style(group_color(theme, g), kSmallText));
      draw_text(canvas, at(place, left, top + 30), notes[g], label_style(theme.muted));
      top += group_height(g, place.w) + kGroupGap;
    }
  }

  const Report& report_;
  std::array<std::vector<int>, kGroups> groups_;
};

}  // namespace

MadeFigure make_agreement_figure(const FigureSources& sources, std::string_view options) {
  return figure_without_options<AgreementFigure>(options, sources);
}

}  // namespace second_opinion
