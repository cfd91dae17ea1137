// The rail is a thin line with the titles beside it, of which the current one is bold.
#include "web/article/contents_rail.hpp"

namespace second_opinion {
namespace {

constexpr float kTop = 112;
constexpr float kSize = 14;
constexpr float kLineHeight = 18;
constexpr float kPadding = 6;

TextStyle entry_style(bool current) {
  TextStyle style;
  style.face = current ? Face::kSansBold : Face::kSans;
  style.size = kSize;
  return style;
}

}  // namespace

std::vector<RailEntry> rail_entries(const PageLayout& page, const Fonts& fonts) {
  std::vector<RailEntry> entries;
  const Column rail = page.grid.rail;
  if (rail.w <= 0) return entries;
  float y = kTop;
  for (const Anchor& anchor : page.anchors) {
    if (anchor.level != 2) continue;
    RailEntry entry{anchor.id, anchor.title, {}, {}};
    // Wrapped in bold, so that nothing moves when an entry becomes the current one.
    entry.lines = wrap_text(fonts, anchor.title, entry_style(true), rail.w - units(2));
    entry.place = {rail.x, y, rail.w,
                   static_cast<float>(entry.lines.size()) * kLineHeight + 2 * kPadding};
    y += entry.place.h;
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::string section_at(const PageLayout& page, float y) {
  std::string current;
  for (const Anchor& anchor : page.anchors) {
    if (anchor.y > y) break;
    if (anchor.level == 2) current = anchor.id;
  }
  return current;
}

void draw_rail(const PageCanvas& canvas, const std::vector<RailEntry>& entries,
               const std::string& current) {
  for (const RailEntry& entry : entries) {
    const Rect place{canvas.view.x + entry.place.x, canvas.view.y + entry.place.y, entry.place.w,
                     entry.place.h};
    const bool is_current = entry.id == current;
    TextStyle style = entry_style(is_current);
    style.color = is_current || canvas.hovered(place) ? canvas.theme->ink : canvas.theme->muted;
    const float cap = text_metrics(*canvas.fonts, style.face, style.size).cap_height;
    float y = place.y + kPadding + (kLineHeight + cap) / 2;
    for (const std::string& line : entry.lines) {
      draw_text(canvas, ImVec2(place.x + units(2), y), line, style);
      y += kLineHeight;
    }
    const float x = canvas.snap(place.x);
    const Color bar = is_current ? canvas.theme->ink : canvas.theme->rule;
    canvas.list->AddRectFilled(
        ImVec2(x, canvas.snap(place.y)),
        ImVec2(x + (is_current ? 2.0f : 1.0f), canvas.snap(place.y + place.h)), bar);
  }
}

}  // namespace second_opinion
