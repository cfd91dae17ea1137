// Places and strokes of batch_strip.hpp.
#include "web/panels/batch_strip.hpp"

#include <algorithm>

#include "web/canvas/button.hpp"
#include "web/panels/card.hpp"

namespace second_opinion {
namespace {

constexpr float kMostPicture = 148;  // px, either side of the small picture's room
constexpr float kTrack = 4;
constexpr float kLeading = 1.45f;

TextStyle words_style(Color color) {
  return {.face = Face::kSans, .size = 15.5f, .color = color};
}

bool is_reading(const App& app) {
  return app.batch && app.phase != Phase::kResult;
}

// What stands in the strip: the progress, or the name of the digit that is open.
std::string words_of(const App& app) {
  const Batch& batch = *app.batch;
  if (is_reading(app)) return describe_batch(batch);
  const BatchRow& row = batch.rows[*batch.open];
  if (!batch.picture) return name_of(row, true);
  if (batch.rows.size() == 1) return "Found on " + row.file + ", in the frame.";
  return name_of(row, false) + " of " + std::to_string(batch.rows.size()) + " on " + row.file + ".";
}

float progress(const Batch& batch) {
  return static_cast<float>(batch.taken) / static_cast<float>(std::max(1, batch.expected));
}

}  // namespace

StripLayout layout_strip(const Fonts& fonts, const App& app, float width) {
  StripLayout layout;
  if (!app.batch || !(is_reading(app) || app.batch->open)) return layout;
  const Batch& batch = *app.batch;
  float x = 0;
  float bottom = 0;
  if (!is_reading(app) && batch.picture) {
    const float room = std::min(kMostPicture, width * 0.4f);
    layout.picture = fitted_picture(batch.picture->grey, {0, 0, room, kMostPicture});
    x = layout.picture.w + units(2.5f);
    bottom = layout.picture.h;
  }
  const float words_width = width - x;
  const float words = measure_text_box(fonts, words_of(app), words_style(0),
                                       {.width = words_width, .leading = kLeading});
  float y = 0;
  if (const auto back = way_back(batch)) {
    layout.back = {x, y, std::min(button_width(fonts, back->label), words_width),
                   button_height(true)};
    y += layout.back.h + units(1);
  }
  layout.words = {x, y, words_width, words};
  y += words;
  if (is_reading(app) && batch.expected > 1) {
    layout.track = {0, y + units(1), width, kTrack};
    y += units(1) + kTrack;
  }
  layout.height = std::max(bottom, y) + units(2);
  return layout;
}

void draw_strip(const PageCanvas& canvas, const Rect& place, const StripLayout& layout,
                const App& app, const PictureTexture& texture) {
  if (layout.height == 0) return;
  const Theme& theme = *canvas.theme;
  const Batch& batch = *app.batch;
  const Rect words = moved(layout.words, place);
  draw_text_box(canvas, {words.x, words.y}, words_of(app), words_style(theme.muted),
                {.width = words.w, .leading = kLeading});
  if (layout.picture.h > 0)
    draw_framed_picture(canvas, moved(layout.picture, place), batch, texture, batch.open);
  if (layout.back.h > 0)
    draw_button(canvas, moved(layout.back, place), way_back(batch)->label, ButtonLook::kOutlined);
  if (layout.track.h == 0) return;
  const Rect track = moved(layout.track, place);
  canvas.list->AddRectFilled({track.x, track.y}, {track.x + track.w, track.y + track.h},
                             with_alpha(theme.ink, 0.09f), kTrack / 2);
  const float done = std::max(kTrack, track.w * progress(batch));
  canvas.list->AddRectFilled({track.x, track.y}, {track.x + done, track.y + track.h}, theme.ink,
                             kTrack / 2);
}

void add_strip_controls(const Rect& place, const StripLayout& layout, const App& app,
                        std::vector<Control>& out) {
  if (layout.back.h == 0) return;
  const BatchControl back = *way_back(*app.batch);
  out.push_back(
      {std::string(back.id), ButtonControl{}, std::string(back.label), moved(layout.back, place)});
}

}  // namespace second_opinion
