// How ink becomes a digit of MNIST's kind, in four steps: found, cropped, scaled, centred. Shows
// what the visitor has drawn last, and until then an example.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/preparation/strokes.hpp"
#include "web/app/drawing.hpp"
#include "web/app/live_digit.hpp"
#include "web/canvas/pixel_grid.hpp"
#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/kit/figure.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/ink_strokes.hpp"

namespace second_opinion {
namespace {

constexpr int kBoxSide = 20;      // of MNIST's digits without their margin
constexpr float kMostSide = 204;  // whole pixels for 28 cells, and for 20
constexpr float kLeastGap = 20;
constexpr float kFoursFrom = 560;  // px of width; below it two by two
constexpr float kWordsHeight = 84;
constexpr float kRounding = 6;

struct Step {
  const char* name;
  const char* words;
};
constexpr std::array<Step, 4> kSteps{{{"Found", "the ink, whatever it was written on"},
                                      {"Cropped", "to its own edges"},
                                      {"Scaled", "into 20 × 20, keeping its shape"},
                                      {"Centred", "by its mass, in 28 × 28"}}};

// A 5, small and near the edge, in two strokes as many people write it.
std::vector<Stroke> example() {
  std::vector<Stroke> strokes(2);
  strokes[0].points = {{0.30f, 0.16f}, {0.27f, 0.30f}};
  constexpr int kParts = 16;
  for (int i = 0; i <= kParts; ++i) {
    const double turn = std::numbers::pi * (-0.62 + 1.36 * i / kParts);
    strokes[0].points.push_back({0.33f + 0.095f * static_cast<float>(std::cos(turn)),
                                 0.385f + 0.105f * static_cast<float>(std::sin(turn))});
  }
  strokes[1].points = {{0.30f, 0.16f}, {0.46f, 0.145f}};
  return strokes;
}

// The edges of the ink as it is drawn here, in shares of the pad. The networks' pen is finer, and
// so is the box that core found.
Rect edges(std::span<const Stroke> strokes) {
  float left = 1, top = 1, right = 0, bottom = 0;
  for (const Stroke& stroke : strokes) {
    for (const InkPoint& point : stroke.points) {
      const float reach = ink_width(point) / 2;
      left = std::min(left, point.x - reach), right = std::max(right, point.x + reach);
      top = std::min(top, point.y - reach), bottom = std::max(bottom, point.y + reach);
    }
  }
  return {left, top, right - left, bottom - top};
}

// The digit without the margin that centring gave it, in the middle of 20 × 20.
std::array<float, kBoxSide * kBoxSide> scaled(const DigitImage& digit) {
  int left = kImageSide, top = kImageSide, right = -1, bottom = -1;
  for (int y = 0; y < kImageSide; ++y) {
    for (int x = 0; x < kImageSide; ++x) {
      if (digit.at(y, x) <= 0) continue;
      left = std::min(left, x), right = std::max(right, x);
      top = std::min(top, y), bottom = std::max(bottom, y);
    }
  }
  std::array<float, kBoxSide * kBoxSide> box{};
  const int width = std::min(right - left + 1, kBoxSide);
  const int height = std::min(bottom - top + 1, kBoxSide);
  const int dx = (kBoxSide - width) / 2, dy = (kBoxSide - height) / 2;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      box[static_cast<std::size_t>((y + dy) * kBoxSide + x + dx)] = digit.at(top + y, left + x);
  return box;
}

class PreparationFigure final : public Figure {
 public:
  explicit PreparationFigure(const FigureSources& sources)
      : live_(*sources.live), example_(example()), of_example_(prepare_strokes(example_)) {}

  FigureWidth width_class() const override { return FigureWidth::kWide; }

  float measure(const Fonts&, float width) override {
    const float rows = width < kFoursFrom ? 2 : 1;
    return rows * (side(width) + kWordsHeight);
  }

  // The drawing is prepared once, when it is a new one.
  bool update(const FrameInput&, const Rect&) override {
    work_out();
    return false;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    if (!prepared()) return;
    const PreparedDigit& digit = *prepared();
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
      const Rect panel = panel_place(place, static_cast<int>(i));
      switch (i) {
        case 0:
          draw_found(canvas, panel);
          break;
        case 1:
          draw_cropped(canvas, panel);
          break;
        case 2:
          draw_grid(canvas, panel, scaled(digit.digit), kBoxSide);
          break;
        default:
          draw_centred(canvas, panel, digit.digit);
      }
      draw_words(canvas, panel, kSteps[i]);
    }
  }

  void prepare_html() override { work_out(); }
  std::string html() const override {
    std::string html = visitors_.empty()
                           ? "<p>An example, drawn near the edge of a pad.</p>\n<ol>\n"
                           : "<p>What you drew last.</p>\n<ol>\n";
    for (const Step& step : kSteps)
      html += std::string("<li><strong>") + step.name + "</strong>: " + step.words + "</li>\n";
    return html + "</ol>";
  }

 private:
  const std::optional<PreparedDigit>& prepared() const {
    return visitors_.empty() ? of_example_ : of_visitors_;
  }
  std::span<const Stroke> ink() const { return visitors_.empty() ? example_ : visitors_; }

  void work_out() {
    const auto drawing = live_.drawing();
    const auto same = [](const Stroke& a, const Stroke& b) {
      return a.points.size() == b.points.size() &&
             std::equal(a.points.begin(), a.points.end(), b.points.begin(),
                        [](const InkPoint& p, const InkPoint& q) {
                          return p.x == q.x && p.y == q.y && p.pressure == q.pressure;
                        });
    };
    if (std::equal(drawing.begin(), drawing.end(), visitors_.begin(), visitors_.end(), same))
      return;
    of_visitors_ = prepare_strokes(drawing);
    visitors_.clear();
    if (of_visitors_) visitors_.assign(drawing.begin(), drawing.end());
  }

  static float gap(float width) {
    return width < kFoursFrom ? kLeastGap : std::max(kLeastGap, (width - 4 * side(width)) / 3);
  }
  static float side(float width) {
    const float count = width < kFoursFrom ? 2 : 4;
    return std::floor(std::min(kMostSide, (width - (count - 1) * kLeastGap) / count));
  }
  static Rect panel_place(const Rect& place, int step) {
    const int columns = place.w < kFoursFrom ? 2 : 4;
    const float s = side(place.w);
    const float across = place.w < kFoursFrom ? place.w - s : s + gap(place.w);
    return {place.x + static_cast<float>(step % columns) * across,
            place.y + static_cast<float>(step / columns) * (s + kWordsHeight), s, s};
  }

  // Returns its corners, on device pixels.
  static std::pair<ImVec2, ImVec2> draw_ground(const PageCanvas& canvas, const Rect& panel) {
    const ImVec2 from{canvas.snap(panel.x), canvas.snap(panel.y)};
    const ImVec2 to{canvas.snap(panel.x + panel.w), canvas.snap(panel.y + panel.h)};
    canvas.list->AddRectFilled(from, to, canvas.theme->digit_ground, kRounding);
    return {from, to};
  }

  // Ink on the ground of digits; place: where the whole pad would lie.
  void draw_ink(const PageCanvas& canvas, const Rect& panel, const Rect& place) const {
    const auto [from, to] = draw_ground(canvas, panel);
    canvas.list->PushClipRect(from, to, true);
    for (const Stroke& stroke : ink()) draw_stroke(canvas, place, stroke.points);
    canvas.list->PopClipRect();
  }

  void draw_found(const PageCanvas& canvas, const Rect& panel) const {
    draw_ink(canvas, panel, panel);
    const Rect box = edges(ink());
    constexpr float kAir = 2;
    canvas.list->AddRect({canvas.snap(panel.x + box.x * panel.w - kAir),
                          canvas.snap(panel.y + box.y * panel.h - kAir)},
                         {canvas.snap(panel.x + (box.x + box.w) * panel.w + kAir),
                          canvas.snap(panel.y + (box.y + box.h) * panel.h + kAir)},
                         canvas.theme->focus, 2, 0, 1.5f);
  }

  // The longer side of the ink fills the panel but for a small margin.
  void draw_cropped(const PageCanvas& canvas, const Rect& panel) const {
    constexpr float kMargin = 8;
    const Rect box = edges(ink());
    const float pad = (panel.w - 2 * kMargin) / std::max(box.w, box.h);  // the whole pad's side
    draw_ink(canvas, panel,
             {panel.x + panel.w / 2 - (box.x + box.w / 2) * pad,
              panel.y + panel.h / 2 - (box.y + box.h / 2) * pad, pad, pad});
  }

  static Rect draw_grid(const PageCanvas& canvas, const Rect& panel, std::span<const float> pixels,
                        int cells) {
    constexpr float kMargin = 4;
    draw_ground(canvas, panel);
    Rect square = cells_square(canvas, {0, 0, panel.w - 2 * kMargin, panel.h - 2 * kMargin}, cells);
    square.x = canvas.snap(panel.x + (panel.w - square.w) / 2);
    square.y = canvas.snap(panel.y + (panel.h - square.h) / 2);
    draw_pixel_grid(canvas, square, pixels, {.rounding = 0, .lines = true, .side = cells});
    return square;
  }

  static void draw_centred(const PageCanvas& canvas, const Rect& panel, const DigitImage& digit) {
    const Rect square = draw_grid(canvas, panel, digit.pixels(), kImageSide);
    const Color color = with_alpha(canvas.theme->focus, 0.9f);
    const float x = canvas.snap(square.x + square.w / 2), y = canvas.snap(square.y + square.h / 2);
    canvas.list->AddLine({x, square.y}, {x, square.y + square.h}, color, 1);
    canvas.list->AddLine({square.x, y}, {square.x + square.w, y}, color, 1);
  }

  static void draw_words(const PageCanvas& canvas, const Rect& panel, const Step& step) {
    const Theme& theme = *canvas.theme;
    draw_text(canvas, {panel.x, panel.y + panel.h + 22}, step.name, bold_style(theme.ink, 15.5f));
    draw_text_box(canvas, {panel.x, panel.y + panel.h + 28}, step.words,
                  label_style(theme.muted, kSmallText), {.width = panel.w, .leading = 1.3f});
  }

  const LiveDigit& live_;
  std::vector<Stroke> example_;
  std::optional<PreparedDigit> of_example_;
  std::vector<Stroke> visitors_;  // empty: the example shows
  std::optional<PreparedDigit> of_visitors_;
};

}  // namespace

MadeFigure make_preparation_figure(const FigureSources& sources, std::string_view options) {
  if (!sources.live) return Failure{std::string("there is no digit to explain")};
  return figure_without_options<PreparationFigure>(options, sources);
}

}  // namespace second_opinion
