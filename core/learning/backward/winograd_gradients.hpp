// The gradients of the maps in core/kernels/winograd_transforms.hpp, in the same
// terms: tiles given by pointers to pixels, values in planes `plane` floats apart,
// channels a multiple of 8. No products, no knowledge of pictures.
#pragma once

#include <cstddef>

#include "core/kernels/winograd_transforms.hpp"

namespace second_opinion::winograd {

// Gradient of 16 output pixels → that of 36 planes: A·y·Aᵀ.
void output_gradient_to_planes(const float* const* pixels, int channels, float* planes,
                               std::size_t plane);
// Gradient of 36 planes → added to that of 36 input pixels: B·v·Bᵀ.
void planes_to_input_gradient(const float* planes, std::size_t plane, int channels,
                              float* const* pixels);
// Gradient of 36 planes → added to that of 9 taps: Gᵀ·u·G.
void planes_to_weight_gradient(const float* planes, std::size_t plane, int count, float* gradient,
                               std::size_t tap);

}  // namespace second_opinion::winograd
