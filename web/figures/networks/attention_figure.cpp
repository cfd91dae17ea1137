// Which tiles a tile of the digit attends to, in every head of a block, and
// the roll-out through all blocks.
#include <algorithm>
#include <array>
#include <cmath>

#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/kit/figure_kit.hpp"
#include "web/figures/kit/figure_options.hpp"
#include "web/figures/kit/html_table.hpp"
#include "web/figures/kit/live_figure.hpp"
#include "web/figures/networks/attention_layout.hpp"
#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

constexpr int kRestingBlock = 1;  // the first one mostly looks at its own neighbourhood

std::size_t strongest_of(std::span<const float> weights) {
  return static_cast<std::size_t>(std::max_element(weights.begin(), weights.end()) -
                                  weights.begin());
}

class AttentionFigure final : public LiveFigure {
 public:
  explicit AttentionFigure(LiveDigit& live)
      : LiveFigure(live), block_(std::min(kRestingBlock, live.tokens().blocks() - 1)) {}

  float measure(const Fonts&, float width) override { return layout(width).height; }

  bool update(const FrameInput&, const Rect&) override {
    live_.update_tokens();
    return false;
  }

  void draw(const PageCanvas& canvas, const Rect& place) const override {
    const AttentionLayout l = layout(place.w);
    draw_choice(canvas, place);
    for (std::size_t i = 0; i < l.blocks.size(); ++i)
      draw_block(canvas, moved(l.blocks[i], place), static_cast<int>(i));
    const int asking = under_pointer(canvas, moved(l.digit, place));
    draw_asking(canvas, moved(l.digit, place), asking);
    for (std::size_t head = 0; head < l.heads.size(); ++head) {
      const std::span<const float> weights = trace().row(block_, static_cast<int>(head), asking);
      const Rect picture = draw_weights(canvas, moved(l.heads[head], place), weights, asking);
      draw_text(canvas, at(picture, 0, picture.h + 17), "Head " + std::to_string(head + 1),
                bold_style(canvas.theme->transformer));
      draw_text(canvas, at(picture, 0, picture.h + 33),
                format_percent(weights[strongest_of(weights)], 0) + " on one tile",
                label_style(canvas.theme->muted));
    }
    draw_rollout(canvas, moved(l.rollout, place), moved(l.rollout_words, place), asking);
  }

  void prepare_html() override { live_.update_tokens(); }

  std::vector<Control> controls(const Rect& place) const override {
    std::vector<Control> out = LiveFigure::controls(place);
    const AttentionLayout l = layout(place.w);
    for (std::size_t i = 0; i < l.blocks.size(); ++i) {
      out.push_back({id + ":block:" + std::to_string(i), ButtonControl{},
                     "Show block " + std::to_string(i + 1), moved(l.blocks[i], place),
                     id + ":blocks"});
    }
    for (int tile = 0; tile < trace().tiles(); ++tile) {
      out.push_back({id + ":tile:" + std::to_string(tile), ButtonControl{},
                     "Let the tile in " + tile_name(tile) + " ask",
                     tile_place(moved(l.digit, place), tile), id + ":tiles"});
    }
    return out;
  }

  PressResult press(std::string_view control_id) override {
    if (press_choice(control_id)) picked_ = -1;
    for (int i = 0; i < trace().blocks(); ++i) {
      if (control_id == id + ":block:" + std::to_string(i)) block_ = i;
    }
    for (int tile = 0; tile < trace().tiles(); ++tile) {
      if (control_id == id + ":tile:" + std::to_string(tile)) picked_ = tile;
    }
    return {};
  }

 protected:
  bool is_explained() const override { return live_.knows_tokens(); }
  std::string explanation() const override {
    const int asking = inkiest_tile(trace(), live_.image());
    HtmlRows rows{{"Block"}};
    for (int h = 0; h < trace().heads(0); ++h) rows[0].push_back("Head " + std::to_string(h + 1));
    for (int b = 0; b < trace().blocks(); ++b) {
      rows.push_back({std::to_string(b + 1)});
      for (int h = 0; h < trace().heads(b); ++h)
        rows.back().push_back(strongest_text(trace().row(b, h, asking)));
    }
    return " Its tile with the most ink lies in " + tile_name(asking) +
           ". The tile from which each head takes most for it, and how much:</p>" +
           html_table(rows) + "<p>Through all blocks together, it draws most from " +
           strongest_text(trace().rollout_row(asking)) + ".</p>";
  }

 private:
  const TokenTrace& trace() const { return live_.tokens(); }
  AttentionLayout layout(float width) const {
    return layout_attention(width, choice_height(width), trace().blocks(), trace().heads(block_));
  }
  std::string tile_name(int tile) const {
    return "row " + std::to_string(tile / trace().columns + 1) + ", column " +
           std::to_string(tile % trace().columns + 1);
  }
  std::string strongest_text(std::span<const float> weights) const {
    const std::size_t most = strongest_of(weights);
    return tile_name(static_cast<int>(most)) + " (" + format_percent(weights[most], 0) + ")";
  }
  Rect tile_place(const Rect& digit, int tile) const {
    const float w = digit.w / static_cast<float>(trace().columns),
                h = digit.h / static_cast<float>(trace().rows);
    return {digit.x + w * static_cast<float>(tile % trace().columns),
            digit.y + h * static_cast<float>(tile / trace().columns), w, h};
  }
  int under_pointer(const PageCanvas& canvas, const Rect& digit) const {
    for (int tile = 0; tile < trace().tiles(); ++tile) {
      if (canvas.hovered(tile_place(digit, tile))) return tile;
    }
    return picked_ < 0 ? inkiest_tile(trace(), live_.image()) : picked_;
  }

  void draw_block(const PageCanvas& canvas, const Rect& r, int index) const {
    const Theme& theme = *canvas.theme;
    const bool chosen = index == block_;
    if (!chosen && canvas.hovered(r)) fill(canvas, r, theme.panel);
    fill(canvas, {r.x, r.y + r.h - 3, r.w - 4, 3}, chosen ? theme.ink : theme.rule);
    draw_label(canvas, {r.x + (r.w - 4) / 2, r.y + r.h / 2 - 1},
               "Block " + std::to_string(index + 1),
               chosen ? bold_style(theme.ink) : label_style(theme.muted));
  }

  // The digit as the transformer gets it: the grid of tiles, and the one that asks with all that it
  // reaches.
  void draw_asking(const PageCanvas& canvas, const Rect& place, int asking) const {
    const Rect digit = cells_square(canvas, place, kImageSide);
    const float side = digit.w;
    draw_digit(canvas, live_.image(), {digit.x, digit.y}, side);
    const Color line = with_alpha(canvas.theme->digit_ink, 0.28f);
    for (int i = 1; i < trace().columns; ++i) {
      const float x = digit.x + side * static_cast<float>(i) / static_cast<float>(trace().columns);
      hairline(canvas, {x, digit.y}, {x, digit.y + side}, line);
    }
    for (int i = 1; i < trace().rows; ++i) {
      const float y = digit.y + side * static_cast<float>(i) / static_cast<float>(trace().rows);
      hairline(canvas, {digit.x, y}, {digit.x + side, y}, line);
    }
    const ReceptiveField& f = trace().tile;
    const int row = asking / trace().columns, column = asking % trace().columns;
    const Color accent = dark_theme().transformer;  // on dark ground in both themes
    draw_cell_frame(canvas, digit, kImageSide,
                    {f.start + row * f.pitch, f.start + column * f.pitch, f.side, f.side},
                    with_alpha(accent, 0.55f), 1);
    draw_cell_frame(canvas, digit, trace().columns, {row, column, 1, 1}, accent, 3);
    draw_text(canvas, at(digit, 0, side + 18), "The tile in " + tile_name(asking) + " asks",
              bold_style(canvas.theme->ink));
    draw_text(canvas, at(digit, 0, side + 35), "It sees the thinly framed pixels.",
              label_style(canvas.theme->muted));
  }

  // Returns where the picture stands.
  Rect draw_weights(const PageCanvas& canvas, const Rect& place, std::span<const float> weights,
                    int asking) const {
    const Rect picture = cells_square(canvas, place, kImageSide);
    const float most = std::max(weights[strongest_of(weights)], 1e-9f);
    std::array<float, kImagePixels> amounts;
    for (int pixel = 0; pixel < kImagePixels; ++pixel) {
      const int row = pixel / kImageSide * trace().rows / kImageSide,
                column = pixel % kImageSide * trace().columns / kImageSide;
      amounts[static_cast<std::size_t>(pixel)] =
          weights[static_cast<std::size_t>(row * trace().columns + column)] / most;
    }
    draw_inked_map(canvas, picture, live_.image(), amounts, canvas.theme->transformer,
                   canvas.theme->panel);
    draw_cell_frame(canvas, picture, trace().columns,
                    {asking / trace().columns, asking % trace().columns, 1, 1}, canvas.theme->ink,
                    2);
    return picture;
  }

  void draw_rollout(const PageCanvas& canvas, const Rect& place, const Rect& words,
                    int asking) const {
    const std::span<const float> weights = trace().rollout_row(asking);
    draw_weights(canvas, place, weights, asking);
    draw_text(canvas, at(words, 0, 12), "All blocks together",
              bold_style(canvas.theme->transformer));
    draw_text_box(canvas, at(words, 0, 22),
                  "Roll-out: where the content of this tile came from in the end, if all heads "
                  "count alike. No tile gave more "
                  "than " +
                      format_percent(weights[strongest_of(weights)], 0) + ".",
                  label_style(canvas.theme->muted), {words.w, 1.4f, Align::kLeft});
  }

  int block_ = 0;
  int picked_ = -1;  // -1: the tile with the most ink
};

}  // namespace

MadeFigure make_attention_figure(const FigureSources& sources, std::string_view options) {
  if (!sources.live) return Failure{std::string("there is no digit to look at")};
  if (sources.live->tokens().blocks() == 0)
    return Failure{std::string("the transformer has no attention between tiles")};
  return figure_without_options<AttentionFigure>(options, *sources.live);
}

}  // namespace second_opinion
