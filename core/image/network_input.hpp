// From a picture's intensities to the numbers that a network takes. The only
// place that does this: classifier, training, validation and every tool call it,
// so that a network meets in use what it met in training.
#pragma once

#include <span>

namespace second_opinion {

// What stands for full ink. Files and augmentation count 0..255, DigitImage 0..1.
enum class InkScale { kUnit, kByte };

// pixels: n×784 intensities, ink bright on dark, row by row; changed in place. Each picture
// passes the front end (front_end.hpp), then every pixel, as a share of full ink, becomes
// (pixel - mean) / deviation. The same picture gives the same input on either scale, up to
// rounding.
void prepare_network_input(std::span<float> pixels, InkScale scale, float mean, float deviation);

}  // namespace second_opinion
