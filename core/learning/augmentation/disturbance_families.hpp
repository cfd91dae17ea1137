// The families themselves, by what causes them. disturbance.cpp lists them in one table; nobody
// else calls them. Each takes a strength from 0 to 1 and changes pixels 0..1 in place.
#pragma once

#include "core/base/random.hpp"
#include "core/learning/augmentation/pixels.hpp"

namespace second_opinion::disturbances {

// Pens and strokes.
void hard_edges(float strength, Random& random, Pixels pixels);
void outline(float strength, Random& random, Pixels pixels);
void broken_strokes(float strength, Random& random, Pixels pixels);
void pen_width(float strength, Random& random, Pixels pixels);

// Where the digit lies and how it is drawn out.
void stretched(float strength, Random& random, Pixels pixels);
void moved(float strength, Random& random, Pixels pixels);
void ripple(float strength, Random& random, Pixels pixels);

// On the paper, over and beside the strokes.
void lines(float strength, Random& random, Pixels pixels);
void scribble(float strength, Random& random, Pixels pixels);
void splashes(float strength, Random& random, Pixels pixels);
void ruled_paper(float strength, Random& random, Pixels pixels);
void edge_bars(float strength, Random& random, Pixels pixels);

// Light and paper.
void grey_paper(float strength, Random& random, Pixels pixels);
void dark_ink(float strength, Random& random, Pixels pixels);
void slope_of_light(float strength, Random& random, Pixels pixels);
void clouds(float strength, Random& random, Pixels pixels);
void shade(float strength, Random& random, Pixels pixels);
void faint_ink(float strength, Random& random, Pixels pixels);
void negative_patch(float strength, Random& random, Pixels pixels);
void bright_patch(float strength, Random& random, Pixels pixels);

// Lenses and sensors.
void soft_focus(float strength, Random& random, Pixels pixels);
void motion(float strength, Random& random, Pixels pixels);
void mosaic(float strength, Random& random, Pixels pixels);
void random_filter(float strength, Random& random, Pixels pixels);
void scattered(float strength, Random& random, Pixels pixels);
void grain(float strength, Random& random, Pixels pixels);
void brightness_noise(float strength, Random& random, Pixels pixels);
void salt_and_pepper(float strength, Random& random, Pixels pixels);
void blotches(float strength, Random& random, Pixels pixels);
void lost_lines(float strength, Random& random, Pixels pixels);

}  // namespace second_opinion::disturbances
