// How the pieces of an architecture look: solids, funnels, blocks, bars. Knows
// neither where they stand nor which network they belong to.
#pragma once

#include "web/canvas/page_canvas.hpp"
#include "web/figures/networks/architecture_pieces.hpp"

namespace second_opinion {

// How far a solid reaches to the right and upwards for its channels, in CSS px.
float piece_depth(const Piece& piece);

// Draws every kind of piece but the image, into r. answer: the digit that kAnswer shows.
void draw_piece(const PageCanvas& canvas, const Piece& piece, const Rect& r, Color accent,
                int answer);
// The borders of side × side patches over the image in r.
void draw_patch_grid(const PageCanvas& canvas, const Rect& r, int side, Color accent);

}  // namespace second_opinion
