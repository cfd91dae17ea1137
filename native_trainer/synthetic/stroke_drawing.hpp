// A pen and a brush on a 28×28 picture: lines and smooth curves of a given width, filled outlines,
// and the frame that MNIST puts its digits into. Knows no letters.
#pragma once

#include <vector>

#include "native_trainer/synthetic/picture_operations.hpp"

namespace second_opinion {

struct Point {
  float x = 0, y = 0;  // pixels, or any unit until scaled
};
using Stroke = std::vector<Point>;

// Points every so often on a Catmull-Rom curve through all of the given ones.
Stroke smooth_curve(const Stroke& through);

// Ink 255 within `radius` pixels of a stroke, one soft pixel at the edge.
void draw_stroke(const Stroke& stroke, float radius, Picture& picture);

// Ink where closed polygons, in pixels, wind around a place (non-zero rule), with soft edges.
void fill_outline(const std::vector<Stroke>& outline, Picture& picture);

// The points scaled so that they fit into `side` pixels, their middle on the picture's centre.
void frame(std::vector<Stroke>& strokes, float side);

// The strokes scaled into 20×20 and drawn so that their points' mean is the picture's centre, as
// MNIST prepares digits.
Picture draw_framed(std::vector<Stroke> strokes, float radius);

}  // namespace second_opinion
