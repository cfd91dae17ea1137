// Text in one style, glyph by glyph. ImGui's own AddText moves every string to
// whole CSS pixels and knows no kerning; here baselines lie on device pixels
// and letters at their exact places between them.
#include "web/typography/text.hpp"

#include <cmath>
#include <cstdint>

#include "core/base/utf8.hpp"
#include "web/typography/fonts.hpp"
#include "web/typography/line_breaker.hpp"

namespace second_opinion {
namespace {

struct Glyph {
  char32_t code = 0;
  float x = 0;  // from the start of the text
};

// Characters of a style: ligatures where the face has them, tabular figures
// where asked for.
char32_t next_glyph(const FaceMetrics& face, std::string_view text, std::size_t& position,
                    const TextStyle& style) {
  const char32_t code = next_character(text, position);
  if (style.tabular && code >= U'0' && code <= U'9') return kTabularZero + (code - U'0');
  if (code != U'f' || style.tracking != 0 || style.face == Face::kMono || position >= text.size())
    return code;
  const char32_t ligature = text[position] == 'i' ? 0xFB01 : text[position] == 'l' ? 0xFB02 : 0;
  if (ligature == 0 || !face.has(ligature)) return code;
  ++position;
  return ligature;
}

// Calls place(glyph) for each glyph; returns the width.
template <typename Place>
float walk(const Fonts& fonts, std::string_view text, const TextStyle& style, Place place) {
  const FaceMetrics& face = fonts.metrics(style.face);
  const float tracking = style.tracking * style.size;
  float x = 0;
  char32_t previous = 0;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t code = next_glyph(face, text, position, style);
    if (previous) x += face.kern(previous, code) * style.size;
    place(Glyph{code, x});
    x += face.advance(code) * style.size + tracking;
    previous = code;
  }
  return x;
}

// ImGui keeps glyph pictures at whole sizes; the rest of a fractional size goes
// into the density, so that every glyph is rasterised exactly as it is drawn.
ImFontBaked* baked_for(const Fonts& fonts, const TextStyle& style, float pixel_ratio,
                       float& scale) {
  const float whole = std::fmax(1.0f, std::round(style.size));
  scale = style.size / whole;
  return fonts.font(style.face)->GetFontBaked(whole, pixel_ratio * scale);
}

// Rasterising a new glyph may move ImGui's whole atlas, and with it the places of glyphs whose
// vertices are written already: hence all of a text before any of its vertices.
void rasterise(ImFontBaked& baked, const FaceMetrics& face, std::string_view text,
               const TextStyle& style) {
  for (std::size_t position = 0; position < text.size();)
    baked.FindGlyph(static_cast<ImWchar>(next_glyph(face, text, position, style)));
}

}  // namespace

float measure_text(const Fonts& fonts, std::string_view text, const TextStyle& style) {
  return walk(fonts, text, style, [](const Glyph&) {});
}

TextMetrics text_metrics(const Fonts& fonts, Face face, float size) {
  const FaceMetrics& m = fonts.metrics(face);
  return {m.ascent * size, m.descent * size, m.cap_height * size, m.x_height * size};
}

float draw_text(const TextTarget& target, const Fonts& fonts, ImVec2 baseline,
                std::string_view text, const TextStyle& style) {
  if (target.record) {
    const float width = measure_text(fonts, text, style);
    target.record->push_back({baseline, width, std::string(text), style});
    return width;
  }
  ImDrawList& list = target.list;
  const float pixel_ratio = ImGui::GetIO().DisplayFramebufferScale.x;
  float scale = 1;
  ImFontBaked& baked = *baked_for(fonts, style, pixel_ratio, scale);
  rasterise(baked, fonts.metrics(style.face), text, style);
  baseline.y = std::round(baseline.y * pixel_ratio) / pixel_ratio;
  const float top = baseline.y - std::round(baked.Ascent) * scale;
  const auto most = static_cast<int>(text.size());  // no character is shorter than a byte
  list.PrimReserve(most * 6, most * 4);
  int drawn = 0;
  const float width = walk(fonts, text, style, [&](const Glyph& glyph) {
    const ImFontGlyph& g = *baked.FindGlyph(static_cast<ImWchar>(glyph.code));
    if (!g.Visible) return;
    const float x = baseline.x + glyph.x;
    list.PrimRectUV({x + g.X0 * scale, top + g.Y0 * scale}, {x + g.X1 * scale, top + g.Y1 * scale},
                    {g.U0, g.V0}, {g.U1, g.V1}, style.color);
    ++drawn;
  });
  list.PrimUnreserve((most - drawn) * 6, (most - drawn) * 4);
  return width;
}

void draw_text_aligned(const TextTarget& target, const Fonts& fonts, ImVec2 baseline,
                       std::string_view text, const TextStyle& style, Align align) {
  if (align != Align::kLeft)
    baseline.x -= measure_text(fonts, text, style) * (align == Align::kRight ? 1.0f : 0.5f);
  draw_text(target, fonts, baseline, text, style);
}

void draw_label(const TextTarget& target, const Fonts& fonts, ImVec2 centre, std::string_view text,
                const TextStyle& style, Align align) {
  const float half = text_metrics(fonts, style.face, style.size).cap_height / 2;
  draw_text_aligned(target, fonts, ImVec2(centre.x, centre.y + half), text, style, align);
}

std::vector<std::string> wrap_text(const Fonts& fonts, std::string_view text,
                                   const TextStyle& style, float width) {
  std::vector<std::string> lines;
  const float space = measure_text(fonts, " ", style);
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::vector<std::string_view> words;
    std::vector<BreakBox> boxes;
    std::string_view rest = text.substr(0, end);
    while (!rest.empty()) {
      const std::size_t length = std::min(rest.find(' '), rest.size());
      if (length > 0) {
        words.push_back(rest.substr(0, length));
        boxes.push_back({measure_text(fonts, words.back(), style), space});
      }
      rest.remove_prefix(std::min(length + 1, rest.size()));
    }
    std::size_t first = 0;
    for (const std::size_t last : break_lines(boxes, width)) {
      std::string& line = lines.emplace_back();
      for (; first < last; ++first) line.append(line.empty() ? "" : " ").append(words[first]);
    }
    if (words.empty()) lines.emplace_back();
    if (end == text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

float measure_text_box(const Fonts& fonts, std::string_view text, const TextStyle& style,
                       const TextBox& box) {
  return static_cast<float>(wrap_text(fonts, text, style, box.width).size()) * style.size *
         box.leading;
}

float draw_text_box(const TextTarget& target, const Fonts& fonts, ImVec2 top_left,
                    std::string_view text, const TextStyle& style, const TextBox& box) {
  const TextMetrics metrics = text_metrics(fonts, style.face, style.size);
  const float line_height = style.size * box.leading;
  const float offset = (line_height + metrics.ascent - metrics.descent) / 2;
  const float x = top_left.x + (box.align == Align::kLeft    ? 0
                                : box.align == Align::kRight ? box.width
                                                             : box.width / 2);
  float y = top_left.y;
  for (const std::string& line : wrap_text(fonts, text, style, box.width)) {
    draw_text_aligned(target, fonts, ImVec2(x, y + offset), line, style, box.align);
    if (target.record) target.record->back().continues = y > top_left.y;
    y += line_height;
  }
  return y - top_left.y;
}

}  // namespace second_opinion
