// Places of the buttons, line by line.
#include "web/panels/keep_row.hpp"

#include <algorithm>

#include "web/canvas/button.hpp"
#include "web/panels/card.hpp"

namespace second_opinion {
namespace {

constexpr float kGap = units(1.5f);
constexpr float kLabelGap = units(0.5f);
constexpr float kStackedBelow = 560;

TextStyle question_style(Color color) {
  return {.face = Face::kSans, .size = 15.5f, .color = color};
}

// From left to right and line by line between x and x + width, which the last of a phone's line
// fills. Returns the bottom of the last line.
float flow(std::vector<KeepButton>& buttons, float x, float y, float width, float gap) {
  float right = x;
  for (KeepButton& button : buttons) {
    if (right > x && right + button.place.w > x + width) {
      right = x;
      y += button.place.h + gap;
    }
    button.place.x = right;
    button.place.y = y;
    right += button.place.w + gap;
  }
  return buttons.empty() ? y : y + buttons.back().place.h;
}

}  // namespace

KeepLayout layout_keep(const Fonts& fonts, const Keeping& keeping, float width, float top) {
  KeepLayout layout;
  const float padding = card_padding(width), inner = width - 2 * padding;
  const bool stacked = width < kStackedBelow;
  const float half = (inner - kGap) / 2;
  for (ResultAction& action : keeping_actions(keeping)) {
    const float wanted = button_width(fonts, action.label);
    // On a phone in two columns; what does not fit into one takes a line of its own.
    const float w = !stacked ? wanted : wanted <= half ? half : inner;
    layout.buttons.push_back({std::move(action), {0, 0, w, button_height(true)}});
  }
  float bottom = flow(layout.buttons, padding, top, inner, kGap);
  for (ResultAction& action : label_actions(keeping)) {
    const float w = std::min(units(6), (inner - 4 * kLabelGap) / 5);
    layout.labels.push_back({std::move(action), {0, 0, w, button_height(true)}});
  }
  if (!layout.labels.empty()) {
    layout.question = {padding, bottom + units(2), inner, units(3)};
    bottom = flow(layout.labels, padding, layout.question.y + layout.question.h + units(1), inner,
                  kLabelGap);
  }
  layout.bottom = bottom + padding;
  return layout;
}

void draw_keep(const PageCanvas& canvas, const Rect& card, const KeepLayout& layout) {
  for (const KeepButton& button : layout.buttons)
    draw_button(canvas, moved(button.place, card), button.action.label, ButtonLook::kOutlined);
  if (layout.question.h == 0) return;
  const Rect question = moved(layout.question, card);
  draw_text(canvas, {question.x, question.y + units(2)}, kWhichDigit,
            question_style(canvas.theme->ink));
  for (const KeepButton& label : layout.labels)
    draw_button(canvas, moved(label.place, card), label.action.label, ButtonLook::kOutlined);
}

}  // namespace second_opinion
