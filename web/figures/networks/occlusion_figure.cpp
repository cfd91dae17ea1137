// Which part of a digit each network's answer hangs on: a small piece is hidden
// everywhere in turn, and the change of the answer drawn where it was hidden.
#include <algorithm>
#include <array>
#include <cmath>

#include "web/canvas/probability_bars.hpp"
#include "web/figures/kit/cells.hpp"
#include "web/figures/kit/digit_choice.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_list.hpp"
#include "web/figures/networks/occlusion_drawing.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kSection = 24;
constexpr float kGap = 24;
constexpr float kPhoneGap = 14;
constexpr float kWords = 92;
constexpr float kLegend = 48;
constexpr float kSwatch = 12;
constexpr int kGrid =
    4;  // the keyboard moves over the digit by so many pixels; the Reader view looks no closer
constexpr std::array<NetworkId, 2> kBoth{NetworkId::kCnn, NetworkId::kTransformer};

struct Layout {
  float choice = 0;
  Rect digit, legend;
  std::array<Rect, 2> maps;
  float height = 0;
};

class OcclusionFigure final : public Figure {
 public:
  explicit OcclusionFigure(LiveDigit& live) : live_(live), choice_(live) {}

  FigureWidth width_class() const override { return FigureWidth::kWide; }
  float measure(const Fonts&, float width) override { return layout(width).height; }

  void draw(const PageCanvas& canvas, const Rect& place) override {
    OcclusionStudy& study = live_.occlusion();
    if (!study.done()) {
      study.work(study_milliseconds(canvas.seconds - last_drawn_));
      canvas.wants_frame = true;
    }
    last_drawn_ = canvas.seconds;
    const Layout l = layout(place.w);
    choice_.draw(canvas, {place.x, place.y, place.w, l.choice});
    const std::array<Rect, 3> pictures{square(canvas, moved(l.digit, place)),
                                       square(canvas, moved(l.maps[0], place)),
                                       square(canvas, moved(l.maps[1], place))};
    int hidden = picked_;
    for (const Rect& picture : pictures) {
      if (!canvas.hovered(picture)) continue;
      hidden = pixel_at(picture, canvas.pointer);
      if (canvas.pressed) picked_ = hidden;
    }
    draw_digit_picture(canvas, pictures[0], hidden, study);
    for (std::size_t i = 0; i < kBoth.size(); ++i)
      draw_network(canvas, pictures[i + 1], kBoth[i], hidden, study);
    draw_legend(canvas, moved(l.legend, place));
  }

  std::string html() const override {
    OcclusionStudy study(live_.cnn(), live_.transformer(), live_.image(), kGrid);
    study.finish();
    HtmlRows rows{{"Network", "Answer", "Probability", "Costliest piece, around",
                   "Probability without it", "Then reads"}};
    for (const NetworkId network : kBoth) {
      const OcclusionMap& map = study.map(network);
      const int worst = map.costliest();
      const auto answer = static_cast<std::size_t>(map.digit);
      rows.push_back({std::string(short_name(network)), std::to_string(map.digit),
                      percentage(map.whole[answer]),
                      "row " + std::to_string(worst / kImageSide + 1) + ", column " +
                          std::to_string(worst % kImageSide + 1),
                      percentage(map.at(worst)[answer]), std::to_string(map.answer_at(worst))});
    }
    const std::string side = std::to_string(kOcclusionSide);
    return "<p>The digit looked at is " + escape_html(live_.digit().name) + ". Pieces of " + side +
           " × " + side + " pixels were hidden in turn, " + std::to_string(kGrid) +
           " pixels apart; the drawn figure looks at every pixel and finds costlier places.</p>" +
           html_table(rows);
  }

  std::vector<Control> controls(const Rect& place) const override {
    std::vector<Control> out;
    const Layout l = layout(place.w);
    choice_.controls(id, {place.x, place.y, place.w, l.choice}, out);
    const Rect digit = moved(l.digit, place);
    const float side = digit.w * kGrid / kImageSide;
    for (int cell = 0; cell < kCells * kCells; ++cell) {
      const int row = cell / kCells, column = cell % kCells;
      out.push_back({id + ":hide:" + std::to_string(cell),
                     ControlKind::kButton,
                     "Hide the piece in row " + std::to_string(row + 1) + ", column " +
                         std::to_string(column + 1),
                     {digit.x + side * static_cast<float>(column),
                      digit.y + side * static_cast<float>(row), side, side},
                     "",
                     false,
                     id + ":pieces"});
    }
    return out;
  }

  bool press(std::string_view control_id) override {
    if (choice_.press(id, control_id)) picked_ = -1;
    for (int cell = 0; cell < kCells * kCells; ++cell) {
      if (control_id != id + ":hide:" + std::to_string(cell)) continue;
      const int row = cell / kCells, column = cell % kCells;
      // A pointer has said it more exactly already.
      const bool inside = picked_ >= 0 && picked_ / kImageSide / kGrid == row &&
                          picked_ % kImageSide / kGrid == column;
      if (!inside) picked_ = (row * kGrid + kGrid / 2) * kImageSide + column * kGrid + kGrid / 2;
    }
    return false;
  }

 private:
  static constexpr int kCells = kImageSide / kGrid;

  static Rect moved(const Rect& inner, const Rect& place) {
    return {place.x + inner.x, place.y + inner.y, inner.w, inner.h};
  }
  static Rect square(const PageCanvas& canvas, const Rect& r) {
    const float side = digit_side(canvas.pixel_ratio, r.w);
    return {canvas.snap(r.x), canvas.snap(r.y), side, side};
  }
  static int pixel_at(const Rect& picture, ImVec2 pointer) {
    const auto cell = [&](float offset) {
      return std::clamp(static_cast<int>(offset / picture.w * kImageSide), 0, kImageSide - 1);
    };
    return cell(pointer.y - picture.y) * kImageSide + cell(pointer.x - picture.x);
  }

  Layout layout(float width) const {
    Layout l;
    l.choice = choice_.height(width);
    const float top = l.choice + kSection;
    if (width < kPhoneWidth) {
      const float side = std::floor((width - kPhoneGap) / 2), second = top + side + 48;
      l.digit = {0, top, side, side};
      l.legend = {side + kPhoneGap, top, width - side - kPhoneGap, side};
      l.maps = {Rect{0, second, side, side}, Rect{side + kPhoneGap, second, side, side}};
      l.height = second + side + kWords + 24;  // narrower words run longer
    } else {
      const float side = std::min(280.0f, std::floor((width - 2 * kGap) / 3));
      l.digit = {0, top, side, side};
      l.maps = {Rect{side + kGap, top, side, side}, Rect{2 * (side + kGap), top, side, side}};
      l.legend = {0, top + side + kWords, width, kLegend};
      l.height = l.legend.y + kLegend;
    }
    return l;
  }

  void draw_digit_picture(const PageCanvas& canvas, const Rect& picture, int hidden,
                          const OcclusionStudy& study) const {
    const Theme& bright = dark_theme();  // on dark ground in both themes
    if (hidden >= 0) {
      draw_digit(canvas, occluded(live_.image(), hidden / kImageSide, hidden % kImageSide),
                 {picture.x, picture.y}, picture.w);
      draw_piece_frame(canvas, picture, hidden, bright.ink);
    } else {
      draw_digit(canvas, live_.image(), {picture.x, picture.y}, picture.w);
    }
    if (hidden < 0 && study.done()) {
      draw_piece_frame(canvas, picture, study.map(NetworkId::kTransformer).costliest(),
                       bright.transformer);
      draw_piece_frame(canvas, picture, study.map(NetworkId::kCnn).costliest(), bright.cnn);
    }
    const std::string words =
        hidden < 0 ? "Framed: what each network can spare least" : "With the framed piece hidden";
    draw_text_box(canvas, at(picture, 0, picture.h + 6), words, label_style(canvas.theme->muted),
                  {picture.w, 1.35f, Align::kLeft});
  }

  void draw_network(const PageCanvas& canvas, const Rect& picture, NetworkId network, int hidden,
                    const OcclusionStudy& study) const {
    const Theme& theme = *canvas.theme;
    const Color accent = network_color(theme, network);
    const OcclusionMap& map = study.map(network);
    draw_occlusion_map(canvas, picture, live_.image(), map, accent, theme.panel);
    const std::string answer = std::string(short_name(network)) + " reads " + a_digit(map.digit) +
                               ", " + percentage(map.whole[static_cast<std::size_t>(map.digit)]);
    const TextBox box{picture.w, 1.4f, Align::kLeft};
    const float below =
        picture.h + 8 +
        draw_text_box(canvas, at(picture, 0, picture.h + 6), answer, bold_style(accent), box);
    if (!study.done()) {
      fill(canvas, {picture.x, picture.y + below + 4, picture.w, 2}, theme.rule);
      fill(canvas, {picture.x, picture.y + below + 4, picture.w * study.progress(), 2}, accent);
      return;
    }
    const int piece = hidden < 0 ? map.costliest() : hidden;
    draw_piece_frame(canvas, picture, piece, theme.paper,
                     4);  // a halo: not to be taken for an outline
    draw_piece_frame(canvas, picture, piece, theme.ink);
    draw_text_box(canvas, at(picture, 0, below), occlusion_sentence(map, piece),
                  label_style(theme.ink), box);
  }

  // Shades and what they stand for; the words beside them where there is room, else below.
  static void draw_legend(const PageCanvas& canvas, const Rect& r) {
    const Theme& theme = *canvas.theme;
    static constexpr std::array<const char*, 5> kLabels{"same", "÷ 10", "÷ 100", "÷ 1000", "more"};
    const bool beside = r.w >= kPhoneWidth;
    const float strip = std::min(beside ? 250.0f : r.w, 250.0f),
                shade = strip / static_cast<float>(kLabels.size());
    for (std::size_t i = 0; i < kLabels.size(); ++i) {
      const float x = r.x + shade * static_cast<float>(i),
                  amount = static_cast<float>(i) / kOddsShades;
      fill(canvas, {x, r.y, shade - 1, kSwatch},
           amount_color(theme, amount, theme.cnn, theme.panel));
      fill(canvas, {x, r.y + kSwatch + 1, shade - 1, kSwatch},
           amount_color(theme, amount, theme.transformer, theme.panel));
      draw_text(canvas, {x + (shade - 1) / 2, r.y + 2 * kSwatch + 15}, kLabels[i],
                label_style(theme.muted, beside ? 12.0f : 10.5f), Align::kCenter);
    }
    const ImVec2 words = beside ? at(r, strip + kGap, -3) : at(r, 0, 2 * kSwatch + 24);
    draw_text_box(canvas, words,
                  "How far the odds of its answer fall when the piece around this pixel is hidden. "
                  "Grey: they rise. Outlined: it "
                  "reads another digit.",
                  label_style(theme.muted),
                  {beside ? std::min(440.0f, r.w - strip - kGap) : r.w, 1.35f, Align::kLeft});
  }

  LiveDigit& live_;
  DigitChoice choice_;
  double last_drawn_ = 0;
  int picked_ = -1;  // the middle of the hidden piece; -1: the costliest of each network
};

}  // namespace

MadeFigure make_occlusion_figure(const FigureSources& sources, std::string_view options) {
  if (const auto known = check_options(options, {}); !known) return Failure{known.error()};
  if (!sources.live) return Failure{std::string("there is no digit to look at")};
  return std::unique_ptr<Figure>(std::make_unique<OcclusionFigure>(*sources.live));
}

}  // namespace second_opinion
