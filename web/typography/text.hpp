// Single pieces of text in one style: measured, drawn, wrapped into a box.
// With kerning and tabular figures, on device pixels. Paragraphs of mixed
// styles are made in web/article, from the same pieces.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "web/theme/theme.hpp"
#include "web/typography/font_metrics.hpp"

namespace second_opinion {

class Fonts;

struct TextStyle {
  Face face = Face::kSans;
  float size = 14.5f;  // CSS px per em
  Color color = 0;
  float tracking = 0;    // extra space after each glyph, in em
  bool tabular = false;  // figures of equal width: tables, axes, read-outs
};

enum class Align : unsigned char { kLeft, kCenter, kRight };

// Heights above and below the baseline, CSS px. A line of text is centred in a
// box of height h when its baseline lies at top + (h + cap_height) / 2.
struct TextMetrics {
  float ascent = 0;
  float descent = 0;  // positive
  float cap_height = 0;
  float x_height = 0;
};

float measure_text(const Fonts& fonts, std::string_view text, const TextStyle& style);
TextMetrics text_metrics(const Fonts& fonts, Face face, float size);

// baseline: left end of the baseline, in the draw list's coordinates (CSS px).
// The baseline is moved to the nearest device pixel. Returns the width drawn.
float draw_text(ImDrawList& list, const Fonts& fonts, ImVec2 baseline, std::string_view text,
                const TextStyle& style);
// The same with the point at the left end, the middle or the right end.
void draw_text_aligned(ImDrawList& list, const Fonts& fonts, ImVec2 baseline, std::string_view text,
                       const TextStyle& style, Align align);
// Vertically centred on centre.y by cap height: labels in cells, bars and buttons.
void draw_label(ImDrawList& list, const Fonts& fonts, ImVec2 centre, std::string_view text,
                const TextStyle& style, Align align = Align::kCenter);

// Lines that fit into width, broken at spaces with an even rag; "\n" breaks always.
std::vector<std::string> wrap_text(const Fonts& fonts, std::string_view text,
                                   const TextStyle& style, float width);
struct TextBox {
  float width = 0;
  float leading = 1.4f;  // line height ÷ size
  Align align = Align::kLeft;
};
float measure_text_box(const Fonts& fonts, std::string_view text, const TextStyle& style,
                       const TextBox& box);  // height
float draw_text_box(ImDrawList& list, const Fonts& fonts, ImVec2 top_left, std::string_view text,
                    const TextStyle& style,
                    const TextBox& box);  // height

}  // namespace second_opinion
