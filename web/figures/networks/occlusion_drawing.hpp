// One network's occlusion map of one digit as a picture, and what it says in
// words: shared by the figure and by the result of "Try a digit".
#pragma once

#include <string>

#include "core/explain/occlusion.hpp"
#include "web/canvas/page_canvas.hpp"

namespace second_opinion {

inline constexpr float kOddsShades = 4;  // powers of ten until the colour is full

// On `ground`: in the accent where hiding costs the answer odds, in grey where it gains them,
// outlined where another digit is read.
void draw_occlusion_map(const PageCanvas& canvas, const Rect& picture, const DigitImage& image,
                        const OcclusionMap& map, Color accent, Color ground);
// Around the piece that is hidden with this pixel as its middle.
void draw_piece_frame(const PageCanvas& canvas, const Rect& picture, int pixel, Color color,
                      float width = 2);

// The shades of both networks and what they stand for; the words stand beside them where there is
// room, else below.
void draw_occlusion_legend(const PageCanvas& canvas, const Rect& r);

// "Without the framed piece, 8.42 % are left for 9: it then reads a 4."
std::string occlusion_sentence(const OcclusionMap& map, int pixel);
std::string a_digit(int digit);  // "an 8"

}  // namespace second_opinion
