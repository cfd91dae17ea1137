// Blocks, digit, heads and roll-out, for wide pages and for phones.
#include "web/figures/networks/attention_layout.hpp"

#include <algorithm>
#include <cmath>

#include "web/figures/kit/figure_kit.hpp"

namespace second_opinion {
namespace {

constexpr float kSection = 24;
constexpr float kGap = 8;
constexpr float kWidestBlock = 96;
constexpr float kWide = 800;
constexpr float kDigitWords = 44;

// Pictures of the heads in `columns` columns, the roll-out with its words below them.
void place_heads(AttentionLayout& l, const Rect& area, int columns, int heads) {
  const float pitch = (area.w + kGap) / static_cast<float>(columns);
  const float side = std::min(168.0f, pitch - kGap);
  for (int i = 0; i < heads; ++i) {
    l.heads.push_back({area.x + pitch * static_cast<float>(i % columns),
                       area.y + (side + kHeadWords) * static_cast<float>(i / columns), side, side});
  }
  const float top =
      area.y + (side + kHeadWords) * static_cast<float>((heads + columns - 1) / columns) + kGap;
  l.rollout = {area.x, top, side, side};
  l.rollout_words = {area.x + side + 2 * kGap, top, area.w - side - 2 * kGap, side};
  l.height = std::max(l.height, top + side);
}

}  // namespace

AttentionLayout layout_attention(float width, float choice_height, int blocks, int heads) {
  AttentionLayout l;
  l.choice = choice_height;
  float top = choice_height + kSection;
  const float block = std::min(kWidestBlock, width / static_cast<float>(std::max(1, blocks)));
  for (int i = 0; i < blocks; ++i)
    l.blocks.push_back({block * static_cast<float>(i), top, block, kTouchTarget});
  top += kTouchTarget + kSection;
  if (width < kPhoneWidth) {
    const float side = width >= 308 ? 308 : std::floor(width / 28) * 28;
    l.digit = {0, top, side, side};
    place_heads(l, {0, top + side + kDigitWords + kGap, width, 0}, std::min(2, std::max(1, heads)),
                heads);
  } else {
    const float side = width >= kWide ? 280 : 224;
    l.digit = {0, top, side, side};
    l.height = top + side + kDigitWords;
    const float left = side + 4 * kGap;
    place_heads(l, {left, top, width - left, 0}, std::clamp(heads, 1, width >= kWide ? 4 : 2),
                heads);
  }
  l.height = std::ceil(l.height);
  return l;
}

}  // namespace second_opinion
