// Which part of a digit each network's answer hangs on: a small piece is hidden
// everywhere in turn, and the change of the answer drawn where it was hidden.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "web/canvas/probability_bars.hpp"
#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/kit/live_figure.hpp"
#include "web/figures/networks/occlusion_drawing.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr float kSection = 24;
constexpr float kGap = 24;
constexpr float kPhoneGap = 14;
constexpr float kWords = 92;
constexpr float kLegend = 48;
// The keyboard moves over the digit by so many pixels, and the Reader view looks no closer.
constexpr int kGrid = 4;
constexpr std::array<NetworkId, 2> kBoth{NetworkId::kCnn, NetworkId::kTransformer};

struct Layout {
  float choice = 0;
  Rect digit, legend;
  std::array<Rect, 2> maps;
  float height = 0;
};

class OcclusionFigure final : public LiveFigure {
 public:
  explicit OcclusionFigure(LiveDigit& live) : LiveFigure(live) {}

  float measure(const Fonts&, float width) override { return layout(width).height; }

  // A little of the calculation in every frame; and a press keeps the piece under the pointer.
  bool update(const FrameInput& input, const Rect& place) override {
    OcclusionStudy& study = live_.begin_occlusion(live_.image());
    const bool working = !study.done();
    if (working) study.work(study_milliseconds(input.seconds - last_update_));
    last_update_ = input.seconds;
    if (input.pressed) picked_ = hidden_piece(input, pictures(input, place));
    return working;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const Layout l = layout(place.w);
    draw_choice(canvas, place);
    draw_occlusion_legend(canvas, moved(l.legend, place));
    const OcclusionStudy* begun = live_.occlusion(live_.image());
    if (!begun) return;
    const OcclusionStudy& study = *begun;
    const Pictures shown = pictures(canvas, place);
    const int hidden = hidden_piece(canvas, shown);
    draw_digit_picture(canvas, shown[0], hidden, study);
    for (std::size_t i = 0; i < kBoth.size(); ++i)
      draw_network(canvas, shown[i + 1], kBoth[i], hidden, study);
  }

  void prepare_html() override {
    if (is_explained()) return;
    coarse_.emplace(live_.cnn(), live_.transformer(), live_.image(), kGrid);
    coarse_->finish();
  }

  std::vector<Control> controls(const Rect& place) const override {
    std::vector<Control> out = LiveFigure::controls(place);
    const Layout l = layout(place.w);
    const Rect digit = moved(l.digit, place);
    const float side = digit.w * kGrid / kImageSide;
    for (int cell = 0; cell < kCells * kCells; ++cell) {
      const int row = cell / kCells, column = cell % kCells;
      out.push_back({id + ":hide:" + std::to_string(cell),
                     ButtonControl{},
                     "Hide the piece in row " + std::to_string(row + 1) + ", column " +
                         std::to_string(column + 1),
                     {digit.x + side * static_cast<float>(column),
                      digit.y + side * static_cast<float>(row), side, side},
                     id + ":pieces"});
    }
    return out;
  }

  PressResult press(std::string_view control_id) override {
    if (press_choice(control_id)) picked_ = -1;
    for (int cell = 0; cell < kCells * kCells; ++cell) {
      if (control_id != id + ":hide:" + std::to_string(cell)) continue;
      const int row = cell / kCells, column = cell % kCells;
      // A pointer has said it more exactly already.
      const bool inside = picked_ >= 0 && picked_ / kImageSide / kGrid == row &&
                          picked_ % kImageSide / kGrid == column;
      if (!inside) picked_ = (row * kGrid + kGrid / 2) * kImageSide + column * kGrid + kGrid / 2;
    }
    return {};
  }

 protected:
  bool is_explained() const override { return coarse_ && coarse_->image() == live_.image(); }
  std::string explanation() const override {
    const OcclusionStudy& study = *coarse_;
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
    return " Pieces of " + side + " × " + side + " pixels were hidden in turn, " +
           std::to_string(kGrid) +
           " pixels apart; the drawn figure looks at every pixel and finds costlier places.</p>" +
           html_table(rows);
  }

 private:
  static constexpr int kCells = kImageSide / kGrid;

  using Pictures = std::array<Rect, 3>;  // the digit, and each network's map

  Pictures pictures(const PageView& view, const Rect& place) const {
    const Layout l = layout(place.w);
    return {cells_square(view, moved(l.digit, place), kImageSide),
            cells_square(view, moved(l.maps[0], place), kImageSide),
            cells_square(view, moved(l.maps[1], place), kImageSide)};
  }
  // Under the pointer, in any of the pictures; else the one that was picked.
  int hidden_piece(const PageView& view, const Pictures& shown) const {
    for (const Rect& picture : shown) {
      if (view.hovered(picture)) return pixel_at(picture, view.pointer);
    }
    return picked_;
  }
  static int pixel_at(const Rect& picture, ImVec2 pointer) {
    const auto cell = [&](float offset) {
      return std::clamp(static_cast<int>(offset / picture.w * kImageSide), 0, kImageSide - 1);
    };
    return cell(pointer.y - picture.y) * kImageSide + cell(pointer.x - picture.x);
  }

  Layout layout(float width) const {
    Layout l;
    l.choice = choice_height(width);
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

  std::optional<OcclusionStudy> coarse_;  // for the Reader view
  double last_update_ = 0;
  int picked_ = -1;  // the middle of the hidden piece; -1: the costliest of each network
};

}  // namespace

MadeFigure make_occlusion_figure(const FigureSources& sources, std::string_view options) {
  if (!sources.live) return Failure{std::string("there is no digit to look at")};
  return figure_without_options<OcclusionFigure>(options, *sources.live);
}

}  // namespace second_opinion
