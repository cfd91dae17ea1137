// Places and strokes of opinion.hpp.
#include "web/panels/opinion.hpp"

#include "web/canvas/probability_bars.hpp"

namespace second_opinion {
namespace {

constexpr float kHead = 96;
constexpr float kCompactHead = 34;

}  // namespace

float opinion_height(bool compact) {
  return (compact ? kCompactHead : kHead) + probability_bars_height(compact);
}

void draw_opinion(const PageCanvas& canvas, const Rect& place, std::string_view name,
                  const Classification* opinion, const OpinionLook& look) {
  const Theme& theme = *canvas.theme;
  const float head = look.compact ? kCompactHead : kHead;
  canvas.list->AddRectFilled({place.x, canvas.snap(place.y)},
                             {place.x + place.w, canvas.snap(place.y) + 3}, look.accent);
  draw_text(canvas, {place.x, place.y + (look.compact ? 24.0f : 30.0f)}, name,
            {.face = Face::kSansBold, .size = 14.5f, .color = look.accent});
  static const Classification kNone{.digit = -1};
  const Classification& shown = opinion ? *opinion : kNone;
  if (opinion && !look.compact) {
    const char digit[2] = {static_cast<char>('0' + shown.digit), 0};
    const float baseline = place.y + 80;
    const float width = draw_text(canvas, {place.x, baseline}, digit,
                                  {.face = Face::kDisplay, .size = 56, .color = look.accent});
    draw_text(canvas, {place.x + width + units(1.5f), baseline},
              percentage(shown.probabilities[static_cast<std::size_t>(shown.digit)]),
              {.face = Face::kSans, .size = 22.5f, .color = theme.ink, .tabular = true});
  }
  draw_probability_bars(
      canvas, {place.x, place.y + head, place.w, place.h - head}, shown.probabilities,
      {.accent = look.accent, .winner = shown.digit, .grown = look.grown, .compact = look.compact});
}

}  // namespace second_opinion
