// The linear maps of Winograd's minimal filtering F(4×4, 3×3) (Lavin and Gray,
// arXiv:1509.09308, points 0, ±1, ±2, ∞), tile by tile. A tile is given by
// pointers to its pixels, each to `channels` contiguous floats (a multiple of 8);
// its 36 transformed values lie in 36 planes, `plane` floats apart. No products,
// no knowledge of pictures; the gradients are native_trainer/backward's.
#pragma once

#include <cstddef>

namespace second_opinion::winograd {

inline constexpr int kTile = 4;                  // outputs along a side
inline constexpr int kReach = 6;                 // inputs along a side that they depend on
inline constexpr int kPlanes = kReach * kReach;  // values of a transformed tile
inline constexpr int kTaps = 9;

// What becomes of an output: + bias (`channels` values or nullptr), then negative ones 0 when relu.
struct Finish {
  const float* bias = nullptr;
  bool relu = false;
};

// 36 input pixels → 36 planes: Bᵀ·d·B.
void input_to_planes(const float* const* pixels, int channels, float* planes, std::size_t plane);
// 36 planes → 16 output pixels, Aᵀ·m·A, finished.
void planes_to_output(const float* planes, std::size_t plane, int channels, Finish finish,
                      float* const* pixels);
// The same → 4 pixels, each the maximum of a window of 2×2.
void planes_to_pooled_output(const float* planes, std::size_t plane, int channels, Finish finish,
                             float* const* pixels);
// 9 taps, `tap` floats apart → 36 planes, `count` values each (a multiple of 8): G·g·Gᵀ.
void weights_to_planes(const float* weights, std::size_t tap, int count, float* planes,
                       std::size_t plane);

}  // namespace second_opinion::winograd
