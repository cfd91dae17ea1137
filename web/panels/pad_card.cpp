// Places and strokes of pad_card.hpp.
#include "web/panels/pad_card.hpp"

#include <algorithm>
#include <cmath>

#include "web/canvas/button.hpp"
#include "web/figures/kit/cell_pictures.hpp"
#include "web/panels/card.hpp"
#include "web/panels/opinion.hpp"
#include "web/panels/pad_ink.hpp"
#include "web/panels/result_card.hpp"

namespace second_opinion {
namespace {

constexpr float kStackedBelow = 560;
constexpr float kAbreastFrom = 800;  // the opinions stand beside the pad
constexpr float kSeenSide = 84;      // three screen pixels for one of the picture
constexpr float kWidePad = 436;      // as high as what stands beside it
constexpr float kMostPad = 440;      // more would push the opinions off the screen
constexpr float kHalfPad = 320;
constexpr float kToolGap = 12;
constexpr float kLeading = 1.4f;
constexpr std::string_view kSeenLabel = "What the networks see";

TextStyle words_style(Color color, bool compact) {
  return {.face = Face::kTextBold, .size = compact ? 17.0f : 20.0f, .color = color};
}
TextStyle small_style(Color color) {
  return {.face = Face::kSans, .size = 14.5f, .color = color};
}

void place_tools(PadLayout& layout, float x, float y, float width) {
  const float tool = (width - 2 * kToolGap) / 3;
  for (std::size_t i = 0; i < layout.tools.size(); ++i)
    layout.tools[i] = {x + static_cast<float>(i) * (tool + kToolGap), y, tool, button_height(true)};
}

// The picture, and beside it what it is and what the networks read of it. Returns the bottom.
float place_seen(PadLayout& layout, float x, float y, float width) {
  layout.seen = {x, y, kSeenSide, kSeenSide};
  const float left = x + kSeenSide + units(2);
  layout.words = {left, y, x + width - left, kSeenSide};
  return y + kSeenSide;
}

float place_opinions(PadLayout& layout, float x, float y, float width) {
  const float gap = layout.compact ? units(2.5f) : units(4);
  const float half = (width - gap) / 2;
  const float height = opinion_height(layout.compact);
  layout.cnn = {x, y, half, height};
  layout.transformer = {x + half + gap, y, half, height};
  return y + height;
}

// Both beside each other where they fit, else below each other. Returns the bottom.
float place_exits(const Fonts& fonts, PadLayout& layout, float x, float y, float width) {
  const float height = button_height(true);
  const float finish = button_width(fonts, kPadFinish.label);
  const float start_over = button_width(fonts, kStartOver);
  if (finish + kToolGap + start_over <= width) {
    const float rest = width - start_over - kToolGap;  // on a phone both fill the line
    layout.finish = {x, y, layout.compact ? rest : finish, height};
    layout.start_over = {x + layout.finish.w + kToolGap, y, start_over, height};
    return y + height;
  }
  layout.finish = {x, y, width, height};
  layout.start_over = {x, y + height + units(1), width, height};
  return y + 2 * height + units(1);
}

float place_abreast(const Fonts& fonts, PadLayout& layout, float padding, float inner) {
  layout.pad = {padding, padding, kWidePad, kWidePad};
  const float x = padding + kWidePad + units(4), width = inner - kWidePad - units(4);
  const float seen = place_seen(layout, x, padding, width);
  place_opinions(layout, x, seen + units(2), width);
  const float y = padding + kWidePad + units(2);
  place_tools(layout, padding, y, kWidePad);
  return std::max(y + button_height(true), place_exits(fonts, layout, x, y, width));
}

float place_beside(const Fonts& fonts, PadLayout& layout, float padding, float inner) {
  layout.pad = {padding, padding, kHalfPad, kHalfPad};
  const float x = padding + kHalfPad + units(3), width = inner - kHalfPad - units(3);
  const float seen = place_seen(layout, x, padding, width);
  layout.words = {x, seen + units(1.5f), width, 150};
  const float y = padding + kHalfPad + units(2);
  place_tools(layout, padding, y, kHalfPad);
  const float exits = 2 * button_height(true) + units(1);
  place_exits(fonts, layout, x, y + button_height(true) - exits, width);
  return place_opinions(layout, padding, y + button_height(true) + units(3), inner);
}

float place_stacked(const Fonts& fonts, PadLayout& layout, float padding, float inner) {
  // On a phone the pad takes the whole card: every pixel helps a finger.
  const bool fills = layout.width <= kMostPad;
  const float side = fills ? layout.width : std::min(inner, kMostPad);
  const float top = fills ? 0 : padding;
  layout.pad = {(layout.width - side) / 2, top, side, side};
  float y = top + side + units(1.5f);
  place_tools(layout, padding, y, inner);
  y = place_seen(layout, padding, y + button_height(true) + units(2), inner);
  y = place_opinions(layout, padding, y + units(2), inner);
  return place_exits(fonts, layout, padding, y + units(3), inner);
}

void draw_words(const PageCanvas& canvas, const Rect& place, const PadLayout& layout,
                const Drawing& drawing) {
  const Rect words = moved(layout.words, place);
  const TextStyle style = words_style(canvas.theme->ink, layout.width < kAbreastFrom);
  const std::string text = describe_drawing(drawing);
  const TextBox box{.width = words.w, .leading = 1.25f};
  const float label = layout.compact ? 0.0f : 24.0f;
  // Beside the picture the words are centred on it; below it they hang.
  const float free = words.h - label - measure_text_box(*canvas.fonts, text, style, box);
  const float y = words.y + (words.h == kSeenSide ? std::max(free / 2, 0.0f) : 0.0f);
  if (!layout.compact)
    draw_text(canvas, {words.x, y + 13}, kSeenLabel, small_style(canvas.theme->muted));
  draw_text_box(canvas, {words.x, y + label}, text, style, box);
}

}  // namespace

std::string pad_html() {
  const auto button = [](const PadButton& which) {
    return "<button id=\"" + std::string(which.control) + "\" type=\"button\">" +
           std::string(which.label) + "</button>";
  };
  std::string html = "<template><div class=\"pad-card\"><canvas id=\"" + std::string(kPadControl) +
                     "\" tabindex=\"0\" role=\"application\" aria-label=\"" +
                     std::string(kPadLabel) + "\" aria-describedby=\"pad-keys\"></canvas>" +
                     "<div class=\"tools\">";
  for (const PadButton& tool : kPadTools) html += button(tool);
  return html +
         "</div><div class=\"live\" aria-hidden=\"true\"></div><p class=\"spoken\" "
         "role=\"status\"></p><div class=\"exits\">" +
         button(kPadFinish) + "</div><p id=\"pad-keys\">" + std::string(kPadKeys) +
         "</p></div></template>\n";
}

PadLayout layout_pad(const Fonts& fonts, float width) {
  PadLayout layout{.width = width, .compact = width < kStackedBelow};
  const float padding = card_padding(width), inner = width - 2 * padding;
  const float bottom = width >= kAbreastFrom    ? place_abreast(fonts, layout, padding, inner)
                       : width >= kStackedBelow ? place_beside(fonts, layout, padding, inner)
                                                : place_stacked(fonts, layout, padding, inner);
  layout.keys = {
      padding, bottom + units(2), inner,
      measure_text_box(fonts, kPadKeys, small_style(0), {.width = inner, .leading = kLeading})};
  layout.height = std::ceil(layout.keys.y + layout.keys.h + padding);
  return layout;
}

void draw_pad(const PageCanvas& canvas, const Rect& place, const PadLayout& layout,
              const Drawing& drawing) {
  const Theme& theme = *canvas.theme;
  draw_card(canvas, place);
  draw_pad_ink(canvas, moved(layout.pad, place), drawing, layout.pad.w == layout.width);
  const bool can_do[] = {drawing.can_undo(), drawing.can_redo(), !drawing.ink().empty()};
  for (std::size_t i = 0; i < kPadTools.size(); ++i)
    draw_button(canvas, moved(layout.tools[i], place), kPadTools[i].label,
                can_do[i] ? ButtonLook::kOutlined : ButtonLook::kUnavailable);
  const DrawingOpinions* opinions = drawing.opinions() ? &*drawing.opinions() : nullptr;
  const Rect seen = cells_square(canvas, moved(layout.seen, place), kImageSide);
  draw_digit(canvas, opinions ? opinions->prepared.digit : DigitImage{}, {seen.x, seen.y}, seen.w);
  draw_words(canvas, place, layout, drawing);
  draw_opinion(canvas, moved(layout.cnn, place), layout.compact ? "CNN" : "Convolutional network",
               opinions ? &opinions->cnn : nullptr,
               {.accent = theme.cnn, .compact = layout.compact});
  draw_opinion(canvas, moved(layout.transformer, place), "Transformer",
               opinions ? &opinions->transformer : nullptr,
               {.accent = theme.transformer, .compact = layout.compact});
  draw_button(canvas, moved(layout.finish, place), kPadFinish.label,
              opinions ? ButtonLook::kPrimary : ButtonLook::kUnavailable);
  draw_button(canvas, moved(layout.start_over, place), kStartOver, ButtonLook::kOutlined);
  const Rect keys = moved(layout.keys, place);
  draw_text_box(canvas, {keys.x, keys.y}, kPadKeys, small_style(theme.muted),
                {.width = keys.w, .leading = kLeading});
}

void add_pad_controls(const Rect& place, const PadLayout& layout, std::vector<Control>& out) {
  const auto add = [&](std::string_view control, std::string_view label, const Rect& inner) {
    out.push_back({std::string(control), HostControl{}, std::string(label), moved(inner, place)});
  };
  add(kPadControl, kPadLabel, layout.pad);
  for (std::size_t i = 0; i < kPadTools.size(); ++i)
    add(kPadTools[i].control, kPadTools[i].label, layout.tools[i]);
  add(kPadFinish.control, kPadFinish.label, layout.finish);
  add(kStartOverControl, kStartOver, layout.start_over);
}

}  // namespace second_opinion
