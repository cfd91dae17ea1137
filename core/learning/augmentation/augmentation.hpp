// Distorts a training picture a little each time it is shown: one affine map and
// one smooth displacement field (Simard et al. 2003) in a single bilinear
// resampling, then thicker or thinner strokes, a softer pen, paler or fuller
// ink, and perhaps a small erased rectangle (Zhong et al. 2020). What paper, light and
// cameras do to it is disturbance.hpp's. What happens depends on the key alone,
// never on the order of work.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/image/digit_image.hpp"

namespace second_opinion {

// All strengths are the largest value drawn; zero = off.
struct AugmentationSettings {
  double rotation_degrees = 0;
  double scale = 0;  // each axis by 1 - scale … 1 + scale
  double shear_degrees = 0;
  double shift_pixels = 0;
  double elastic_probability = 0;
  double elastic_peak_pixels = 1.5;
  double elastic_spacing_pixels = 7;  // distance of the field's random offsets
  double thickness_probability = 0;
  double thickness = 1;  // share of a full 3×3 dilation or erosion blended in, at most
  double blur_probability = 0;
  double blur = 1;  // share of a 3×3 binomial blur mixed in, at most
  double contrast_probability = 0;
  double contrast = 0.5;  // ink is raised to a power between 1 / (1 + contrast) and 1 + contrast
  double erase_probability = 0;
  int erase_side_pixels = 6;   // longest side of the erased rectangle
  int light_last_epochs = 0;   // in so many last epochs …
  double light_factor = 0.25;  // … strengths and probabilities are scaled by this
};

// The same with all strengths and probabilities times `factor`.
AugmentationSettings scaled(const AugmentationSettings& settings, double factor);
// Whether pictures stay as they are, whatever the key.
bool is_identity(const AugmentationSettings& settings);

// image: 0..255 → pixels: 0..255 as floats, distorted as `key` says.
void augment(std::span<const unsigned char, kImagePixels> image,
             const AugmentationSettings& settings, std::uint64_t key,
             std::span<float, kImagePixels> pixels);

}  // namespace second_opinion
