// Every map is one 1-D map along columns, then along rows, written with the sums
// that its rows share.
#include "core/learning/backward/winograd_gradients.hpp"

#include "core/base/vector_loops.hpp"
#include "core/kernels/winograd_maps.hpp"

namespace second_opinion::winograd {
namespace {

template <typename V>
struct OutputGradientMap {
  static constexpr int kIn = 4, kOut = 6;
  static SO_INLINE void map(const V* y, V* m) {
    const V e = y[0] + y[2], o = y[1] + y[3], f = y[0] + 4.0f * y[2], p = 2.0f * y[1] + 8.0f * y[3];
    m[0] = y[0];
    m[1] = e + o;
    m[2] = e - o;
    m[3] = f + p;
    m[4] = f - p;
    m[5] = y[3];
  }
};

template <typename V>
struct InputGradientMap {
  static constexpr int kIn = 6, kOut = 6;
  static SO_INLINE void map(const V* t, V* x) {
    const V s = t[1] + t[2], d = t[1] - t[2], p = t[3] + t[4], q = 2.0f * (t[3] - t[4]);
    x[0] = 4.0f * t[0];
    x[1] = 4.0f * (t[5] - d) - q;
    x[2] = -5.0f * t[0] - 4.0f * s - p;
    x[3] = d + q - 5.0f * t[5];
    x[4] = t[0] + s + p;
    x[5] = t[5];
  }
};

template <typename V>
struct WeightGradientMap {
  static constexpr int kIn = 6, kOut = 3;
  static SO_INLINE void map(const V* u, V* g) {
    const V s = u[1] + u[2], p = u[3] + u[4];
    g[0] = 0.25f * u[0] - s * (1.0f / 6) + p * (1.0f / 24);
    g[1] = (u[2] - u[1]) * (1.0f / 6) + (u[3] - u[4]) * (1.0f / 12);
    g[2] = (p - s) * (1.0f / 6) + u[5];
  }
};

// Channels [c, c + lanes) of each function below. Lambdas must be inlined to be compiled for the
// caller's processor.
template <typename V>
SO_INLINE void input_gradient_at(const float* planes, std::size_t plane, int c,
                                 float* const* pixels) {
  using T = typename V::Type;
  both_ways<T, InputGradientMap<T>>(
      [&](int i, T& v) __attribute__((always_inline)) {
        v = at<V>(planes + static_cast<std::size_t>(i) * plane + c);
      },
      [&](int i, const T& v) __attribute__((always_inline)) { at<V>(pixels[i] + c) += v; });
}

template <typename V>
SO_INLINE void weight_gradient_at(const float* planes, std::size_t plane, int c, float* gradient,
                                  std::size_t tap) {
  using T = typename V::Type;
  both_ways<T, WeightGradientMap<T>>(
      [&](int i, T& v) __attribute__((always_inline)) {
        v = at<V>(planes + static_cast<std::size_t>(i) * plane + c);
      },
      [&](int i, const T& v) __attribute__((always_inline)) {
        at<V>(gradient + static_cast<std::size_t>(i) * tap + c) += v;
      });
}

}  // namespace

SO_VECTOR_LOOPS
void output_gradient_to_planes(const float* const* pixels, int channels, float* planes,
                               std::size_t plane) {
  int c = 0;
  for (; c + kWide <= channels; c += kWide)
    pixels_to_planes<Wide, OutputGradientMap>(pixels, c, planes, plane);
  if (c < channels) pixels_to_planes<Narrow, OutputGradientMap>(pixels, c, planes, plane);
}

SO_VECTOR_LOOPS
void planes_to_input_gradient(const float* planes, std::size_t plane, int channels,
                              float* const* pixels) {
  int c = 0;
  for (; c + kWide <= channels; c += kWide) input_gradient_at<Wide>(planes, plane, c, pixels);
  if (c < channels) input_gradient_at<Narrow>(planes, plane, c, pixels);
}

SO_VECTOR_LOOPS
void planes_to_weight_gradient(const float* planes, std::size_t plane, int count, float* gradient,
                               std::size_t tap) {
  int c = 0;
  for (; c + kWide <= count; c += kWide) weight_gradient_at<Wide>(planes, plane, c, gradient, tap);
  if (c < count) weight_gradient_at<Narrow>(planes, plane, c, gradient, tap);
}

}  // namespace second_opinion::winograd
