// What several figures share: text styles, the networks' colours and names, small marks, and how
// probabilities are put into words. Makes no figure.
#pragma once

#include <string>
#include <string_view>

#include "core/report/report.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

inline constexpr float kTinyText = 12;
inline constexpr float kSmallText = 14.5f;
// Below this width the parts of a figure stand under each other instead of side by side.
inline constexpr float kPhoneWidth = 560;

TextStyle label_style(Color color, float size = kTinyText);  // sans, tabular
TextStyle bold_style(Color color, float size = kTinyText);

Color network_color(const Theme& theme, NetworkId id);
// Of weights that speak for a digit and against it: not the networks' accents, which belong to the
// networks, but two colours that are as far apart for every eye.
Color weight_for(const Theme& theme);
Color weight_against(const Theme& theme);
std::string_view short_name(NetworkId id);  // "CNN", "Transformer", "MLP", "Linear"

// The point at (x, y) from the corner of `place`.
inline ImVec2 at(const Rect& place, float x, float y) {
  return {place.x + x, place.y + y};
}

// `selected` is what a figure shows while nothing is under the pointer: the part that was pressed
// last, or -1 for none. A press on "figure:3", where 3 is below `count`, selects part 3, or lets it
// go if it was selected.
void toggle_selection(std::string_view figure_id, std::string_view control_id, int count,
                      int& selected);

void fill(const PageCanvas& canvas, const Rect& r, Color color, float rounding = 0);
// A line one device pixel wide, upright or level.
void hairline(const PageCanvas& canvas, ImVec2 from, ImVec2 to, Color color);

// A network's opinion of a digit in its colour: the answer, and a bar of its probability on a
// track.
void draw_opinion_row(const PageCanvas& canvas, const Rect& row, const ReportOpinion& opinion,
                      Color color);

// A button drawn as text in a thin frame; its Control is the figure's to publish.
void draw_button(const PageCanvas& canvas, const Rect& place, std::string_view label);

std::string probability_text(double p);  // "93 %", "< 0.1 %", "> 99.9 %"
// "labelled 4; CNN 9 (87 %), Transformer 4 (61 %)"
std::string digit_sentence(const ReportDigit& digit);

}  // namespace second_opinion
