// The strokes, those that are only expected, and the cross-hair over them.
#include "web/panels/pad_ink.hpp"

#include <utility>
#include <vector>

#include "web/figures/kit/ink_strokes.hpp"
#include "web/panels/card.hpp"

namespace second_opinion {
namespace {

constexpr float kRounding = 10;
constexpr float kCrossHair = 14;
void draw_cross_hair(const PageCanvas& canvas, const Rect& place,
                     const Drawing::CrossHair& cross_hair) {
  const Theme& theme = *canvas.theme;
  const ImVec2 at{canvas.snap(place.x + cross_hair.x * place.w),
                  canvas.snap(place.y + cross_hair.y * place.h)};
  for (const auto& [color, width] : {std::pair{theme.digit_ground, 4.0f}, {theme.focus, 2.0f}}) {
    canvas.list->AddLine({at.x - kCrossHair, at.y}, {at.x + kCrossHair, at.y}, color, width);
    canvas.list->AddLine({at.x, at.y - kCrossHair}, {at.x, at.y + kCrossHair}, color, width);
    if (!cross_hair.lowered) canvas.list->AddCircle(at, kCrossHair * 0.6f, color, 0, width);
  }
}

}  // namespace

void draw_pad_ink(const PageCanvas& canvas, const Rect& place, const Drawing& drawing,
                  bool bleeds) {
  const Theme& theme = *canvas.theme;
  const ImVec2 from{canvas.snap(place.x), canvas.snap(place.y)};
  const ImVec2 to{canvas.snap(place.x + place.w), canvas.snap(place.y + place.h)};
  canvas.list->AddRectFilled(from, to, theme.digit_ground, bleeds ? kCardRounding : kRounding,
                             bleeds ? ImDrawFlags_RoundCornersTop : ImDrawFlags_RoundCornersAll);
  if (drawing.ink().empty() && !drawing.cross_hair())
    draw_label(canvas, {place.x + place.w / 2, place.y + place.h / 2}, kPadHint,
               {.face = Face::kSans, .size = 17, .color = with_alpha(theme.digit_ink, 0.6f)});
  canvas.list->PushClipRect(from, to, true);
  for (const Stroke& stroke : drawing.ink()) draw_stroke(canvas, place, stroke.points);
  if (!drawing.predicted().empty()) {
    std::vector<InkPoint> ahead{drawing.ink().back().points.back()};
    ahead.insert(ahead.end(), drawing.predicted().begin(), drawing.predicted().end());
    draw_stroke(canvas, place, ahead);
  }
  if (drawing.cross_hair()) draw_cross_hair(canvas, place, *drawing.cross_hair());
  canvas.list->PopClipRect();
}

}  // namespace second_opinion
