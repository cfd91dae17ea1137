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

// A text as it would have been drawn, on one line.
struct DrawnText {
  ImVec2 baseline;  // its left end
  float width = 0;
  std::string text;
  TextStyle style;
  bool continues = false;  // goes on where the line before it ended, in the same box
};

// Where texts go: into a draw list, or, when there is a record, into that alone, so that a drawing
// can be asked for its words.
struct TextTarget {
  // Not explicit: a draw list is a target.
  TextTarget(ImDrawList& to, std::vector<DrawnText>* into = nullptr) : list(to), record(into) {}

  ImDrawList& list;
  std::vector<DrawnText>* record;
};

float measure_text(const Fonts& fonts, std::string_view text, const TextStyle& style);
TextMetrics text_metrics(const Fonts& fonts, Face face, float size);

// baseline: left end of the baseline, in the draw list's coordinates (CSS px).
// The baseline is moved to the nearest device pixel. Returns the width drawn.
float draw_text(const TextTarget& target, const Fonts& fonts, ImVec2 baseline,
                std::string_view text, const TextStyle& style);
// The same with the point at the left end, the middle or the right end.
void draw_text_aligned(const TextTarget& target, const Fonts& fonts, ImVec2 baseline,
                       std::string_view text, const TextStyle& style, Align align);
// Vertically centred on centre.y by cap height: labels in cells, bars and buttons.
void draw_label(const TextTarget& target, const Fonts& fonts, ImVec2 centre, std::string_view text,
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
float draw_text_box(const TextTarget& target, const Fonts& fonts, ImVec2 top_left,
                    std::string_view text, const TextStyle& style,
                    const TextBox& box);  // height

}  // namespace second_opinion
