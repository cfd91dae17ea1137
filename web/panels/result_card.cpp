// Places and strokes of result_card.hpp.
#include "web/panels/result_card.hpp"

#include <algorithm>
#include <cmath>

#include "web/canvas/button.hpp"
#include "web/canvas/pixel_grid.hpp"
#include "web/figures/kit/cell_pictures.hpp"
#include "web/panels/card.hpp"
#include "web/panels/opinion.hpp"

namespace second_opinion {
namespace {

constexpr float kStackedBelow = 560;
constexpr float kAbreastFrom = 800;  // digit and both opinions in one row
constexpr float kDigitSide = 252;
constexpr float kSeenSide = 84;  // three screen pixels for one of the picture
constexpr std::string_view kSeenWords = "As the networks see it";
constexpr double kAppearSeconds = 0.35;                                 // the digit, row by row
constexpr double kGrowSeconds = kResultAppearSeconds - kAppearSeconds;  // then the bars
constexpr float kLeading = 1.45f;

TextStyle verdict_style(Color color) {
  return {.face = Face::kTextBold, .size = 25, .color = color};
}
TextStyle reading_style(Color color) {
  return {.face = Face::kSans, .size = 15.5f, .color = color};
}
TextBox reading_box(float width) {
  return {.width = width, .leading = kLeading};
}
TextBox verdict_box(float width) {
  return {.width = width, .leading = 1.25f};
}

float ease_out(double t) {
  const double left = 1 - std::clamp(t, 0.0, 1.0);
  return static_cast<float>(1 - left * left * left);
}

// The verdict, how the file was read and the warning, from y downwards. Returns the bottom.
float place_texts(const Fonts& fonts, const Reading& reading, const Rect& column,
                  float warning_width, ResultLayout& layout) {
  const float x = column.x;
  const float width = column.w;
  float y = column.y;
  layout.verdict = {
      x, y, width,
      measure_text_box(fonts, describe_opinions(reading), verdict_style(0), verdict_box(width))};
  y += layout.verdict.h + units(1);
  layout.reading = {
      x, y, width,
      measure_text_box(fonts, describe_reading(reading), reading_style(0), reading_box(width))};
  y += layout.reading.h;
  if (const std::string times = describe_times(reading); !times.empty()) {
    layout.times = {x, y, width,
                    measure_text_box(fonts, times, reading_style(0), reading_box(width))};
    y += layout.times.h;
  }
  if (const std::string warning = describe_warning(reading); !warning.empty()) {
    y += units(2);
    const float inner = warning_width - units(4);
    layout.warning = {
        x, y, warning_width,
        measure_text_box(fonts, warning, reading_style(0), reading_box(inner)) + units(3)};
    y += layout.warning.h;
  }
  return y;
}

// Start over and, where it is offered, the inversion: in one line when they fit. Returns the
// bottom.
float place_buttons(const Fonts& fonts, const Reading& reading, float x, float y, float width,
                    ResultLayout& layout) {
  const float start = button_width(fonts, kStartOver);
  layout.start_over = {x, y, start, button_height(true)};
  if (const auto action = inversion(reading)) {
    const float invert = button_width(fonts, action->label);
    const bool beside = start + units(1.5f) + invert <= width;
    if (!beside) y += button_height(true) + units(1);
    layout.invert = {beside ? x + start + units(1.5f) : x, y, invert, button_height(true)};
  }
  return y + button_height(true);
}

float place_words(const Fonts& fonts, const Reading& reading, float x, float y, float width,
                  ResultLayout& layout) {
  const float bottom = place_texts(fonts, reading, {x, y, width, 0}, width, layout);
  return place_buttons(fonts, reading, x, bottom + units(3), width, layout);
}

// Below the digit, what the networks see of it where that is something else. Returns the bottom.
float place_under_digit(const Reading& reading, ResultLayout& layout) {
  const Rect& digit = layout.digit;
  const float bottom = digit.y + digit.h + 4;
  if (!reading.seen.report.changed()) return bottom;
  layout.seen = {digit.x, bottom + units(2), kSeenSide, kSeenSide};
  return layout.seen.y + layout.seen.h;
}

void place_opinions(ResultLayout& layout, float x, float width, float y, bool stacked) {
  if (stacked) {
    layout.cnn = {x, y, width, opinion_height(false)};
    layout.transformer = {x, y + opinion_height(false) + units(4), width, opinion_height(false)};
    return;
  }
  const float gap = units(5);
  const float half = (width - gap) / 2;
  layout.cnn = {x, y, half, opinion_height(false)};
  layout.transformer = {x + half + gap, y, half, opinion_height(false)};
}

// Words and buttons in one line above; digit and opinions abreast, all visible at once.
void place_abreast(const Fonts& fonts, const Reading& reading, float padding, float inner,
                   ResultLayout& layout) {
  float buttons = button_width(fonts, kStartOver);
  if (const auto action = inversion(reading))
    buttons += units(1.5f) + button_width(fonts, action->label);
  const float words = inner - buttons - units(4);
  place_buttons(fonts, reading, padding + inner - buttons, padding, buttons + 1, layout);
  const float bottom = place_texts(fonts, reading, {padding, padding, words, 0}, inner, layout);
  const float top = bottom + units(4);
  const float side = kDigitSide;
  layout.digit = {padding + 4, top + 4, side, side};
  place_under_digit(reading, layout);
  place_opinions(layout, padding + side + 8 + units(5), inner - side - 8 - units(5), top, false);
}

void draw_warning(const PageCanvas& canvas, const Rect& place, std::string_view text) {
  const Theme& theme = *canvas.theme;
  canvas.list->AddRectFilled({place.x, place.y}, {place.x + place.w, place.y + place.h},
                             mix(theme.panel, theme.bad, 0.10f), 8);
  canvas.list->AddRectFilled({place.x, place.y}, {place.x + 4, place.y + place.h}, theme.bad, 8,
                             ImDrawFlags_RoundCornersLeft);
  draw_text_box(canvas, {place.x + units(2), place.y + units(1.5f)}, text, reading_style(theme.ink),
                reading_box(place.w - units(4)));
}

void draw_words(const PageCanvas& canvas, const Rect& place, const ResultLayout& layout,
                const Reading& reading) {
  const Theme& theme = *canvas.theme;
  const Rect verdict = moved(layout.verdict, place);
  draw_text_box(canvas, {verdict.x, verdict.y}, describe_opinions(reading),
                verdict_style(theme.ink), verdict_box(verdict.w));
  const Rect read = moved(layout.reading, place);
  draw_text_box(canvas, {read.x, read.y}, describe_reading(reading), reading_style(theme.muted),
                reading_box(read.w));
  if (layout.times.h > 0) {
    const Rect times = moved(layout.times, place);
    draw_text_box(canvas, {times.x, times.y}, describe_times(reading), reading_style(theme.muted),
                  reading_box(times.w));
  }
  if (layout.warning.h > 0)
    draw_warning(canvas, moved(layout.warning, place), describe_warning(reading));
  draw_button(canvas, moved(layout.start_over, place), kStartOver, ButtonLook::kPrimary);
  if (const auto action = inversion(reading))
    draw_button(canvas, moved(layout.invert, place), action->label, ButtonLook::kOutlined);
}

void draw_seen(const PageCanvas& canvas, const Rect& place, const ResultLayout& layout,
               const Reading& reading) {
  if (layout.seen.h == 0) return;
  const Rect seen = cells_square(canvas, moved(layout.seen, place), kImageSide);
  draw_pixel_grid(canvas, seen, reading.seen.pixels, {.rounding = 3});
  const float x = seen.x + seen.w + units(2);
  const float width = place.x + layout.digit.x + layout.digit.w - x;
  const TextStyle style = reading_style(canvas.theme->muted);
  const float height = measure_text_box(*canvas.fonts, kSeenWords, style, reading_box(width));
  draw_text_box(canvas, {x, seen.y + (seen.h - height) / 2}, kSeenWords, style, reading_box(width));
}

}  // namespace

ResultLayout layout_result(const Fonts& fonts, const Reading& reading, float width) {
  ResultLayout layout{.width = width};
  const float padding = card_padding(width);
  const float inner = width - 2 * padding;
  if (width >= kAbreastFrom) {
    place_abreast(fonts, reading, padding, inner, layout);
  } else {
    const bool stacked = width < kStackedBelow;
    const float side = stacked ? std::min(inner - 8, kDigitSide) : kDigitSide;
    layout.digit = {padding + 4, padding + 4, side, side};
    float y = place_under_digit(reading, layout);
    if (stacked)
      y = place_words(fonts, reading, padding, y + units(3), inner, layout);
    else
      y = std::max(y, place_words(fonts, reading, padding + side + units(5), padding,
                                  inner - side - units(5), layout));
    place_opinions(layout, padding, inner, y + units(4), stacked);
  }
  const float bottom =
      std::max({layout.transformer.y + layout.transformer.h, layout.digit.y + layout.digit.h + 4,
                layout.seen.y + layout.seen.h});
  layout.height = std::ceil(bottom + padding);
  return layout;
}

void draw_result(const PageCanvas& canvas, const Rect& place, const ResultLayout& layout,
                 const Reading& reading, double age) {
  const Theme& theme = *canvas.theme;
  draw_card(canvas, place);
  const Rect digit = cells_square(canvas, moved(layout.digit, place), kImageSide);
  draw_pixel_grid(canvas, digit, reading.digit.pixels(),
                  {.revealed = static_cast<float>(age / kAppearSeconds), .lines = true});
  draw_seen(canvas, place, layout, reading);
  draw_words(canvas, place, layout, reading);
  const float grown = ease_out((age - kAppearSeconds) / kGrowSeconds);
  draw_opinion(canvas, moved(layout.cnn, place), "Convolutional network", &reading.cnn,
               {.accent = theme.cnn, .grown = grown});
  draw_opinion(canvas, moved(layout.transformer, place), "Transformer", &reading.transformer,
               {.accent = theme.transformer, .grown = grown});
}

}  // namespace second_opinion
