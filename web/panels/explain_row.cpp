// The two maps with their words, and the two links.
#include "web/panels/explain_row.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "web/canvas/button.hpp"
#include "web/figures/kit/cell_pictures.hpp"
#include "web/figures/networks/occlusion_drawing.hpp"
#include "web/panels/card.hpp"

namespace second_opinion {
namespace {

constexpr float kStackedBelow = 560;
constexpr float kPicture = 140;
constexpr float kWordsBelow = 88;  // four lines of a phone's half width

struct Way {
  std::string_view id, label, href;
};
constexpr std::array<Way, 2> kWays{
    {{"explain-feature-maps", "See its feature maps", "#feature-maps"},
     {"explain-attention", "See its attention", "#attention"}}};
constexpr std::array<NetworkId, 2> kBoth{NetworkId::kCnn, NetworkId::kTransformer};

TextStyle words_style(Color color) {
  return {.face = Face::kSans, .size = 13.5f, .color = color, .tabular = true};
}

constexpr float kLeading = 1.4f;
constexpr std::string_view kKey =
    "A small piece of the digit was hidden, everywhere in turn: coloured where that costs the "
    "answer, outlined where another "
    "digit is read.";

}  // namespace

ExplainLayout layout_explain(const Fonts& fonts, float width, float top) {
  ExplainLayout l;
  const float padding = card_padding(width), inner = width - 2 * padding;
  l.head = {
      padding, top, inner,
      44 + measure_text_box(fonts, kKey, words_style(0), {.width = inner, .leading = kLeading})};
  const float y = top + l.head.h + units(1.5f);
  const bool stacked = width < kStackedBelow;
  const float half = (inner - units(stacked ? 2 : 4)) / 2;
  const float side = std::min(kPicture, half);
  for (std::size_t i = 0; i < 2; ++i) {
    const float x = padding + static_cast<float>(i) * (inner - half);
    l.pictures[i] = {x, y, side, side};
    l.words[i] = stacked ? Rect{x, y + side + 6, half, kWordsBelow}
                         : Rect{x + side + units(2), y, half - side - units(2), side};
  }
  float bottom = y + side + (stacked ? kWordsBelow : 0) + units(2);
  float x = padding;
  for (std::size_t i = 0; i < 2; ++i) {
    const float wanted = stacked ? inner : button_width(fonts, kWays[i].label);
    l.links[i] = {x, bottom, wanted, button_height(true)};
    if (stacked)
      bottom += button_height(true) + units(1);
    else
      x += wanted + units(1.5f);
  }
  l.bottom = l.links[1].y + l.links[1].h + padding;
  return l;
}

Rect explain_place(const Rect& card, const ExplainLayout& layout) {
  return {card.x, card.y + layout.head.y, card.w, layout.bottom - layout.head.y};
}

void draw_explain(const PageCanvas& canvas, const Rect& card, const ExplainLayout& layout,
                  const OcclusionStudy& study) {
  if (!canvas.visible(explain_place(card, layout))) return;
  const Theme& theme = *canvas.theme;
  const Rect head = moved(layout.head, card);
  canvas.list->AddRectFilled({head.x, canvas.snap(head.y)},
                             {head.x + head.w, canvas.snap(head.y) + 1 / canvas.pixel_ratio},
                             theme.rule);
  draw_text(canvas, {head.x, head.y + 32}, "What each answer hangs on",
            {.face = Face::kSansBold, .size = 15.5f, .color = theme.ink});
  draw_text_box(canvas, {head.x, head.y + 44}, kKey, words_style(theme.muted),
                {.width = head.w, .leading = kLeading});
  for (std::size_t i = 0; i < 2; ++i) {
    const OcclusionMap& map = study.map(kBoth[i]);
    const Color accent = i == 0 ? theme.cnn : theme.transformer;
    const Rect picture = cells_square(canvas, moved(layout.pictures[i], card), kImageSide);
    draw_occlusion_map(canvas, picture, study.image(), map, accent, theme.paper);
    const Rect words = moved(layout.words[i], card);
    draw_text(canvas, {words.x, words.y + 12}, i == 0 ? "CNN" : "Transformer",
              {.face = Face::kSansBold, .size = 13.5f, .color = accent});
    if (!study.done()) continue;
    draw_piece_frame(canvas, picture, map.costliest(), theme.paper, 4);
    draw_piece_frame(canvas, picture, map.costliest(), theme.ink);
    draw_text_box(canvas, {words.x, words.y + 20}, occlusion_sentence(map, map.costliest()),
                  words_style(theme.ink), {.width = words.w, .leading = kLeading});
  }
  for (std::size_t i = 0; i < 2; ++i)
    draw_button(canvas, moved(layout.links[i], card), kWays[i].label, ButtonLook::kOutlined);
}

void add_explain_controls(const Rect& card, const ExplainLayout& layout,
                          std::vector<Control>& out) {
  for (std::size_t i = 0; i < 2; ++i) {
    const Way& way = kWays[i];
    LinkControl link{.href = std::string(way.href), .prepares = true};
    out.push_back({std::string(way.id), std::move(link), std::string(way.label),
                   moved(layout.links[i], card)});
  }
}

bool is_explain_control(std::string_view control_id) {
  return std::any_of(kWays.begin(), kWays.end(),
                     [&](const Way& way) { return way.id == control_id; });
}

}  // namespace second_opinion
