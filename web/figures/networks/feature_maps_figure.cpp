// What the convolutional network sees in one digit, stage by stage: every
// feature map, and one of them large beside the digit, with the place of its
// strongest answer and the part of the digit that this answer comes from.
#include <algorithm>
#include <cmath>

#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/kit/live_figure.hpp"
#include "web/figures/networks/feature_maps_layout.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

std::string size_text(const FeatureStage& stage) {
  return std::to_string(stage.maps.shape.height) + " × " + std::to_string(stage.maps.shape.width);
}

std::string seen_text(const ReceptiveField& field) {
  if (field.side >= kImageSide) return "the whole digit";
  return std::to_string(field.side) + " × " + std::to_string(field.side) + " pixels";
}

MapView map_view(const FeatureStage& stage, int map) {
  const Shape& shape = stage.maps.shape;
  return {stage.maps.data() + map, shape.channels, shape.height, shape.width, stage.strongest};
}

class FeatureMapsFigure final : public LiveFigure {
 public:
  explicit FeatureMapsFigure(LiveDigit& live) : LiveFigure(live) {}

  float measure(const Fonts&, float width) override { return layout(width).height; }

  bool update(const FrameInput&, const Rect&) override {
    live_.update_stages();
    return false;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const FeatureMapsLayout l = layout(place.w);
    draw_choice(canvas, place);
    for (std::size_t i = 0; i < l.tabs.size(); ++i)
      draw_tab(canvas, moved(l.tabs[i], place), static_cast<int>(i));
    const int shown = under_pointer(canvas, place, l);
    for (std::size_t map = 0; map < l.maps.size(); ++map)
      draw_small(canvas, moved(l.maps[map], place), static_cast<int>(map),
                 static_cast<int>(map) == shown);
    draw_pair(canvas, place, l, shown);
  }

  void prepare_html() override { live_.update_stages(); }

  std::vector<Control> controls(const Rect& place) const override {
    std::vector<Control> out = LiveFigure::controls(place);
    const FeatureMapsLayout l = layout(place.w);
    for (std::size_t i = 0; i < l.tabs.size(); ++i) {
      out.push_back({id + ":stage:" + std::to_string(i), ButtonControl{},
                     "Show the maps of layer " + std::to_string(i + 1), moved(l.tabs[i], place),
                     id + ":stages"});
    }
    for (std::size_t i = 0; i < l.maps.size(); ++i) {
      out.push_back({id + ":map:" + std::to_string(i), ButtonControl{},
                     "Show map " + std::to_string(i + 1) + " large", moved(l.maps[i], place),
                     id + ":maps"});
    }
    return out;
  }

  PressResult press(std::string_view control_id) override {
    if (press_choice(control_id)) {
      picked_ = -1;
      return {};
    }
    for (int i = 0; i < static_cast<int>(live_.stages().size()); ++i) {
      if (control_id != id + ":stage:" + std::to_string(i)) continue;
      stage_ = i;
      picked_ = -1;
      return {.resized = true};
    }
    for (int i = 0; i < static_cast<int>(stage().peaks.size()); ++i) {
      if (control_id == id + ":map:" + std::to_string(i)) picked_ = i;
    }
    return {};
  }

 protected:
  bool is_explained() const override { return live_.knows_stages(); }
  std::string explanation() const override {
    HtmlRows rows{{"Layer", "Maps", "Size", "Places that answer", "Silent maps", "Strongest map",
                   "Its strongest place"}};
    const std::vector<FeatureStage>& stages = live_.stages();
    for (std::size_t i = 0; i < stages.size(); ++i) {
      const FeatureStage& s = stages[i];
      const MapPeak& peak = s.peaks[static_cast<std::size_t>(s.leader)];
      rows.push_back(
          {std::to_string(i + 1), std::to_string(s.peaks.size()), size_text(s),
           format_percent(s.lit, 0), std::to_string(s.silent), std::to_string(s.leader + 1),
           "row " + std::to_string(peak.row + 1) + ", column " + std::to_string(peak.column + 1)});
    }
    return "</p>" + html_table(rows);
  }

 private:
  const FeatureStage& stage() const { return live_.stages()[static_cast<std::size_t>(stage_)]; }
  int picked() const { return picked_ < 0 ? stage().leader : picked_; }

  FeatureMapsLayout layout(float width) const {
    return layout_feature_maps(width, choice_height(width), static_cast<int>(live_.stages().size()),
                               static_cast<int>(stage().peaks.size()));
  }

  int under_pointer(const PageCanvas& canvas, const Rect& place, const FeatureMapsLayout& l) const {
    for (std::size_t i = 0; i < l.maps.size(); ++i) {
      if (canvas.hovered(moved(l.maps[i], place))) return static_cast<int>(i);
    }
    return picked();
  }

  // The strongest map of a stage stands for it.
  void draw_tab(const PageCanvas& canvas, const Rect& r, int index) const {
    const Theme& theme = *canvas.theme;
    const FeatureStage& s = live_.stages()[static_cast<std::size_t>(index)];
    const bool chosen = index == stage_;
    if (!chosen && canvas.hovered(r)) fill(canvas, r, theme.panel);
    fill(canvas, {r.x, r.y + r.h - 3, r.w - kTabGap, 3}, chosen ? theme.ink : theme.rule);
    const bool beside = r.w >= kTabBeside;
    const float picture =
        cells_side(canvas.pixel_ratio, s.maps.shape.width,
                   beside ? kTabPicture : std::min(kTabPictureNarrow, r.w - kTabGap));
    draw_map(canvas, {canvas.snap(r.x), canvas.snap(r.y), picture, picture}, map_view(s, s.leader),
             theme.cnn);
    const ImVec2 words = beside ? at(r, picture + 8, 14) : at(r, 0, kTabPictureNarrow + 18);
    const std::string title =
        beside ? "Layer " + std::to_string(index + 1) : std::to_string(index + 1);
    draw_text(canvas, words, title, chosen ? bold_style(theme.ink) : label_style(theme.ink));
    draw_text(canvas, {words.x, words.y + 16}, std::to_string(s.peaks.size()) + " maps",
              label_style(theme.muted));
    draw_text(canvas, {words.x, words.y + 32}, size_text(s), label_style(theme.muted));
    draw_text(canvas, {words.x, words.y + 48}, format_percent(s.lit, 0) + " lit",
              bold_style(theme.cnn));
  }

  void draw_small(const PageCanvas& canvas, const Rect& r, int map, bool shown) const {
    if (!canvas.visible(r)) return;
    const float side = cells_side(canvas.pixel_ratio, stage().maps.shape.width, r.w - kMapGap);
    const Rect picture{canvas.snap(r.x), canvas.snap(r.y), side, side};
    if (shown) fill(canvas, {picture.x - 2, picture.y - 2, side + 4, side + 4}, canvas.theme->ink);
    draw_map(canvas, picture, map_view(stage(), map), canvas.theme->cnn);
  }

  void draw_pair(const PageCanvas& canvas, const Rect& place, const FeatureMapsLayout& l,
                 int map) const {
    const Theme& theme = *canvas.theme;
    const FeatureStage& s = stage();
    const MapPeak& peak = s.peaks[static_cast<std::size_t>(map)];
    const Rect digit = cells_square(canvas, moved(l.digit, place), kImageSide);
    draw_digit(canvas, live_.image(), {digit.x, digit.y}, digit.w);
    const Rect large = cells_square(canvas, moved(l.large, place), s.maps.shape.width);
    draw_map(canvas, large, map_view(s, map), theme.cnn);
    const bool silent = peak.value <= 0;
    if (!silent) {
      const ReceptiveField& f = s.field;
      draw_cell_frame(
          canvas, digit, kImageSide,
          {f.start + peak.row * f.pitch, f.start + peak.column * f.pitch, f.side, f.side},
          dark_theme().cnn);
      draw_cell_frame(canvas, large, s.maps.shape.width, {peak.row, peak.column, 1, 1}, theme.ink);
    }
    draw_text(canvas, {digit.x, digit.y + digit.h + 18}, "Its strongest answer sees",
              label_style(theme.muted));
    draw_text(canvas, {digit.x, digit.y + digit.h + 35}, silent ? "nothing" : seen_text(s.field),
              bold_style(theme.ink));
    draw_text(canvas, {large.x, large.y + large.h + 18},
              "Map " + std::to_string(map + 1) + " of " + std::to_string(s.peaks.size()),
              bold_style(theme.cnn));
    const std::string words = silent ? "silent: it finds nothing here"
                                     : "strongest " + format_decimal(peak.value, 1) + ", " +
                                           format_percent(peak.lit, 0) + " lit";
    draw_text(canvas, {large.x, large.y + large.h + 35}, words, label_style(theme.muted));
  }

  int stage_ = 0;
  int picked_ = -1;  // -1: the stage's strongest map
};

}  // namespace

MadeFigure make_feature_maps_figure(const FigureSources& sources, std::string_view options) {
  if (!sources.live) return Failure{std::string("there is no digit to look at")};
  if (sources.live->stages().empty())
    return Failure{std::string("the convolutional network has no convolution")};
  return figure_without_options<FeatureMapsFigure>(options, *sources.live);
}

}  // namespace second_opinion
