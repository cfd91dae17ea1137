// What the linear maps of Winograd's filtering have in common, forward in core and
// backward in native_trainer: a map of tiles is one 1-D map along columns, then
// along rows, on vectors of channels. Included by the files that define maps alone;
// everything is inlined, so that it is compiled for the caller's processor.
#pragma once

#include <cstddef>

namespace second_opinion::winograd {

#define SO_INLINE __attribute__((always_inline)) inline

template <int kLanes>
struct VectorOf {
  typedef float Type __attribute__((vector_size(kLanes * 4)));
  typedef float Unaligned __attribute__((vector_size(kLanes * 4), aligned(4)));
};

// load(i, v): value i of the input tile, row by row; store(i, v): of the output tile.
template <typename V, typename Map, typename Load, typename Store>
SO_INLINE void both_ways(Load load, Store store) {
  V half[Map::kIn][Map::kOut];
#pragma GCC unroll 6
  for (int row = 0; row < Map::kIn; ++row) {
    V in[Map::kIn];
#pragma GCC unroll 6
    for (int i = 0; i < Map::kIn; ++i) load(row * Map::kIn + i, in[i]);
    Map::map(in, half[row]);
  }
#pragma GCC unroll 6
  for (int column = 0; column < Map::kOut; ++column) {
    V in[Map::kIn], out[Map::kOut];
#pragma GCC unroll 6
    for (int i = 0; i < Map::kIn; ++i) in[i] = half[i][column];
    Map::map(in, out);
#pragma GCC unroll 6
    for (int i = 0; i < Map::kOut; ++i) store(i * Map::kOut + column, out[i]);
  }
}

template <typename V>
SO_INLINE typename V::Unaligned& at(float* p) {
  return *reinterpret_cast<typename V::Unaligned*>(p);
}
template <typename V>
SO_INLINE const typename V::Unaligned& at(const float* p) {
  return *reinterpret_cast<const typename V::Unaligned*>(p);
}

// Channels [c, c + lanes) of a tile's pixels → its values in planes.
template <typename V, template <typename> typename Map>
SO_INLINE void pixels_to_planes(const float* const* pixels, int c, float* planes,
                                std::size_t plane) {
  using T = typename V::Type;
  both_ways<T, Map<T>>(
      [&](int i, T& v) __attribute__((always_inline)) { v = at<V>(pixels[i] + c); },
      [&](int i, const T& v) __attribute__((always_inline)) {
        at<V>(planes + static_cast<std::size_t>(i) * plane + c) = v;
      });
}

// Vectors of 16 channels become what each processor has; where that is always four floats, more
// would only spill.
#if defined(__wasm__)
using Wide = VectorOf<4>;
using Narrow = VectorOf<4>;
#else
using Wide = VectorOf<16>;
using Narrow = VectorOf<8>;
#endif
inline constexpr int kWide = sizeof(Wide::Type) / sizeof(float);
inline constexpr int kNarrow = sizeof(Narrow::Type) / sizeof(float);

}  // namespace second_opinion::winograd
