// Every map is written with the sums that its rows share.
#include "core/kernels/winograd_transforms.hpp"

#include "core/base/vector_loops.hpp"
#include "core/kernels/winograd_maps.hpp"

namespace second_opinion::winograd {
namespace {

template <typename V>
struct InputMap {
  static constexpr int kIn = 6, kOut = 6;
  static SO_INLINE void map(const V* x, V* t) {
    const V a = x[4] - 4.0f * x[2], b = x[3] - 4.0f * x[1], c = x[4] - x[2],
            d = 2.0f * (x[3] - x[1]);
    t[0] = 4.0f * x[0] - 5.0f * x[2] + x[4];
    t[1] = a + b;
    t[2] = a - b;
    t[3] = c + d;
    t[4] = c - d;
    t[5] = 4.0f * x[1] - 5.0f * x[3] + x[5];
  }
};

template <typename V>
struct OutputMap {
  static constexpr int kIn = 6, kOut = 4;
  static SO_INLINE void map(const V* m, V* y) {
    const V s = m[1] + m[2], d = m[1] - m[2], p = m[3] + m[4], q = m[3] - m[4];
    y[0] = m[0] + s + p;
    y[1] = d + 2.0f * q;
    y[2] = s + 4.0f * p;
    y[3] = d + 8.0f * q + m[5];
  }
};

template <typename V>
struct WeightMap {
  static constexpr int kIn = 3, kOut = 6;
  static SO_INLINE void map(const V* g, V* u) {
    const V a = (g[0] + g[2]) * (-1.0f / 6), b = g[1] * (1.0f / 6),
            c = g[0] * (1.0f / 24) + g[2] * (1.0f / 6), d = g[1] * (1.0f / 12);
    u[0] = 0.25f * g[0];
    u[1] = a - b;
    u[2] = a + b;
    u[3] = c + d;
    u[4] = c - d;
    u[5] = g[2];
  }
};

// By reference: vectors as values are an ABI of their own where the processor's are narrower.
// x - x is 0 for every finite number and NaN for the others, so that neither hides an overflow.
template <typename T>
SO_INLINE void raise_to(T& value, const T& other) {
  value = value < other ? other : value + (other - other);
}

// Bias and clamp of one value of the output.
template <typename T>
SO_INLINE void finish_value(T& value, const T& bias, bool relu) {
  value += bias;
  if (!relu) return;
  const T zero = value - value;
  value = value > zero ? value : zero;
}

template <typename V>
SO_INLINE void output_at(const float* planes, std::size_t plane, int c, Finish finish,
                         float* const* pixels) {
  using T = typename V::Type;
  T bias{};
  if (finish.bias) bias = at<V>(finish.bias + c);
  both_ways<T, OutputMap<T>>(
      [&](int i, T& v) __attribute__((always_inline)) {
        v = at<V>(planes + static_cast<std::size_t>(i) * plane + c);
      },
      [&](int i, T& v) __attribute__((always_inline)) {
        finish_value(v, bias, finish.relu);
        at<V>(pixels[i] + c) = v;
      });
}

// The bias is the same for all of a window, and a clamp of the largest is the largest clamped.
template <typename V>
SO_INLINE void pooled_output_at(const float* planes, std::size_t plane, int c, Finish finish,
                                float* const* pixels) {
  using T = typename V::Type;
  T bias{}, tile[kTile * kTile];
  if (finish.bias) bias = at<V>(finish.bias + c);
  both_ways<T, OutputMap<T>>(
      [&](int i, T& v) __attribute__((always_inline)) {
        v = at<V>(planes + static_cast<std::size_t>(i) * plane + c);
      },
      [&](int i, const T& v) __attribute__((always_inline)) { tile[i] = v; });
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    const T* const window = tile + i / 2 * 2 * kTile + i % 2 * 2;
    T most = window[0];
    raise_to(most, window[1]);
    raise_to(most, window[kTile]);
    raise_to(most, window[kTile + 1]);
    finish_value(most, bias, finish.relu);
    at<V>(pixels[i] + c) = most;
  }
}

template <typename V>
SO_INLINE void weights_at(const float* weights, std::size_t tap, int c, float* planes,
                          std::size_t plane) {
  using T = typename V::Type;
  both_ways<T, WeightMap<T>>(
      [&](int i, T& v) __attribute__((always_inline)) {
        v = at<V>(weights + static_cast<std::size_t>(i) * tap + c);
      },
      [&](int i, const T& v) __attribute__((always_inline)) {
        at<V>(planes + static_cast<std::size_t>(i) * plane + c) = v;
      });
}

}  // namespace

SO_VECTOR_LOOPS
void input_to_planes(const float* const* pixels, int channels, float* planes, std::size_t plane) {
  int c = 0;
  for (; c + kWide <= channels; c += kWide)
    pixels_to_planes<Wide, InputMap>(pixels, c, planes, plane);
  for (; c < channels; c += kNarrow) pixels_to_planes<Narrow, InputMap>(pixels, c, planes, plane);
}

SO_VECTOR_LOOPS
void planes_to_output(const float* planes, std::size_t plane, int channels, Finish finish,
                      float* const* pixels) {
  int c = 0;
  for (; c + kWide <= channels; c += kWide) output_at<Wide>(planes, plane, c, finish, pixels);
  for (; c < channels; c += kNarrow) output_at<Narrow>(planes, plane, c, finish, pixels);
}

SO_VECTOR_LOOPS
void planes_to_pooled_output(const float* planes, std::size_t plane, int channels, Finish finish,
                             float* const* pixels) {
  int c = 0;
  for (; c + kWide <= channels; c += kWide)
    pooled_output_at<Wide>(planes, plane, c, finish, pixels);
  for (; c < channels; c += kNarrow) pooled_output_at<Narrow>(planes, plane, c, finish, pixels);
}

SO_VECTOR_LOOPS
void weights_to_planes(const float* weights, std::size_t tap, int count, float* planes,
                       std::size_t plane) {
  int c = 0;
  for (; c + kWide <= count; c += kWide) weights_at<Wide>(weights, tap, c, planes, plane);
  for (; c < count; c += kNarrow) weights_at<Narrow>(weights, tap, c, planes, plane);
}

}  // namespace second_opinion::winograd
