// Where the pieces of an architecture stand, in as many lines as the width takes. Draws nothing.
#pragma once

#include <span>
#include <vector>

#include "web/canvas/page_canvas.hpp"
#include "web/figures/networks/architecture_pieces.hpp"

namespace second_opinion {

// All places relative to the figure's corner.
struct PlacedPiece {
  Rect r;  // of the solid with its depth; labels lie below
  int line = 0;
};

struct ArchitectureLayout {
  std::vector<PlacedPiece> places;
  std::vector<float> baselines;  // bottom of the solids, per line
  float height = 0;
};

// One place for each piece, in their order.
ArchitectureLayout layout_architecture(std::span<const Piece> pieces, float width);

}  // namespace second_opinion
