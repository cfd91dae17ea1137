// The two palettes. Accents are Okabe and Ito's blue and vermilion, which stay
// apart for every common colour blindness, darkened on light paper and
// lightened on dark paper until they pass AA as text.
#include "web/theme/theme.hpp"

#include <algorithm>
#include <cmath>

namespace second_opinion {
namespace {

constexpr Theme make_light() {
  Theme t;
  t.dark = false;
  t.paper = rgb(0xFCFBF8);
  t.panel = rgb(0xF4F2EC);
  t.rule = rgb(0xDEDAD0);
  t.control = rgb(0x8A857A);
  t.ink = rgb(0x1F1D1A);
  t.muted = rgb(0x625D54);
  t.link = rgb(0x1F1D1A);
  t.cnn = rgb(0x0068A8);
  t.transformer = rgb(0xB84700);
  t.baseline = rgb(0x6B6459);
  t.good = rgb(0x1B7A43);
  t.bad = rgb(0xB3261E);
  t.focus = rgb(0x5B3FD1);
  t.on_accent = rgb(0xFFFFFF);
  t.cnn_tint = rgb(0xE1EEF6);
  t.transformer_tint = rgb(0xF9E9DD);
  t.digit_ground = rgb(0x16150F);
  t.digit_ink = rgb(0xFFFFFF);
  return t;
}

constexpr Theme make_dark() {
  Theme t;
  t.dark = true;
  t.paper = rgb(0x151619);
  t.panel = rgb(0x1E2024);
  t.rule = rgb(0x35383E);
  t.control = rgb(0x7C8089);
  t.ink = rgb(0xE9E6DF);
  t.muted = rgb(0xA8A59C);
  t.link = rgb(0xE9E6DF);
  t.cnn = rgb(0x63B5EE);
  t.transformer = rgb(0xF2905A);
  t.baseline = rgb(0xA79F92);
  t.good = rgb(0x62C48A);
  t.bad = rgb(0xF2867C);
  t.focus = rgb(0xB4A2FF);
  t.on_accent = rgb(0x111214);
  t.cnn_tint = rgb(0x17303F);
  t.transformer_tint = rgb(0x3B2619);
  t.digit_ground = rgb(0x000000);
  t.digit_ink = rgb(0xFFFFFF);
  return t;
}

unsigned channel(Color c, int shift) {
  return (c >> shift) & 0xFFu;
}

double luminance(Color c) {
  const auto linear = [](unsigned value) {
    const double s = value / 255.0;
    return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(channel(c, 0)) + 0.7152 * linear(channel(c, 8)) +
         0.0722 * linear(channel(c, 16));
}

}  // namespace

Color with_alpha(Color color, float alpha) {
  const float a = std::clamp(alpha, 0.0f, 1.0f) * static_cast<float>(channel(color, 24));
  return (color & 0x00FFFFFFu) | (static_cast<Color>(a + 0.5f) << 24);
}

Color mix(Color from, Color to, float amount) {
  const float t = std::clamp(amount, 0.0f, 1.0f);
  Color result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const float value = static_cast<float>(channel(from, shift)) * (1 - t) +
                        static_cast<float>(channel(to, shift)) * t;
    result |= static_cast<Color>(value + 0.5f) << shift;
  }
  return result;
}

double contrast_ratio(Color first, Color second) {
  const double a = luminance(first);
  const double b = luminance(second);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

const Theme& light_theme() {
  static constexpr Theme theme = make_light();
  return theme;
}

const Theme& dark_theme() {
  static constexpr Theme theme = make_dark();
  return theme;
}

TypeScale type_scale(float page_width) {
  TypeScale scale;
  if (page_width < 700) {
    scale.body = 18;
    scale.lead = 20;
    scale.h3 = 20;
    scale.h2 = 26;
    scale.h1 = 30;
    scale.hero = 38;
  }
  return scale;
}

}  // namespace second_opinion
