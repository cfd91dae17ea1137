// Letters, symbols and things as a hand draws them: skeletons of our own, in a unit square, y
// downwards. None is read as a digit: no o, l, z, y, s, b, c, a, g or whatever else resembles one.
#pragma once

#include <span>

#include "native_trainer/synthetic/stroke_drawing.hpp"

namespace second_opinion {

// Each stroke a line through its points.
using Sketch = std::vector<Stroke>;

std::span<const Sketch> letter_sketches();
std::span<const Sketch> symbol_sketches();  // arrows, hearts, checks, arithmetic …
std::span<const Sketch> thing_sketches();   // a house, a face, a tree, a cup, a car …

}  // namespace second_opinion
