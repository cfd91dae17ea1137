// The page's colours, sizes and spaces, for light and dark paper, as plain
// values. Draws nothing; every other file asks here instead of inventing one.
#pragma once

#include <cstdint>

namespace second_opinion {

// Same bytes as ImU32 (0xAABBGGRR), so that it can be handed to ImDrawList.
using Color = std::uint32_t;

constexpr Color rgb(std::uint32_t hex, unsigned alpha = 255) {
  return (alpha << 24) | ((hex & 0xFFu) << 16) | (hex & 0xFF00u) | ((hex >> 16) & 0xFFu);
}

Color with_alpha(Color color, float alpha);        // alpha 0..1 multiplies what is there
Color mix(Color from, Color to, float amount);     // 0 = from, 1 = to; alpha too
double contrast_ratio(Color first, Color second);  // WCAG 2, both opaque: 1..21

struct Theme {
  bool dark = false;
  Color paper{};        // the page
  Color panel{};        // a raised area on the page: figure grounds, code, cards
  Color rule{};         // hairlines, axes, grid
  Color control{};      // borders of things to press: 3:1 on the paper
  Color ink{};          // text
  Color muted{};        // captions, axis labels, secondary text; still AA
  Color link{};         // links in text
  Color cnn{};          // the convolutional network, in every figure and nowhere else
  Color transformer{};  // the transformer, likewise
  Color baseline{};     // the linear network and the MLP
  Color good{};
  Color bad{};
  Color focus{};      // keyboard focus ring
  Color on_accent{};  // text on a ground of cnn, transformer, good, bad or focus
  Color cnn_tint{};   // quiet grounds in the networks' colours
  Color transformer_tint{};
  Color digit_ground{};  // where digits are drawn: MNIST is bright ink on dark, in both themes
  Color digit_ink{};
};

const Theme& light_theme();
const Theme& dark_theme();
inline const Theme& theme_for(bool dark) {
  return dark ? dark_theme() : light_theme();
}

// Spaces in CSS px are multiples of one unit; half units stand only inside a control.
constexpr float units(float count) {
  return 8 * count;
}

// Sizes in CSS px: 19 × 1.25^n on wide pages, 18 on phones, rounded.
struct TypeScale {
  float tiny = 12;   // axis labels
  float small = 15;  // captions, interface
  float body = 19;
  float lead = 23.5f;  // the deck under the headline
  float h3 = 23;
  float h2 = 32;
  float h1 = 40;
  float hero = 60;
};
// Phones get a smaller headline; the body stays readable.
TypeScale type_scale(float page_width);
inline constexpr float kBodyLeading = 1.55f;  // line height ÷ size
inline constexpr float kTouchTarget = 44;     // smallest side of a control under a finger

}  // namespace second_opinion
