// Every map is one 1-D map along columns, then along rows, written with the sums
// that its rows share. Vectors of 16 channels become what each processor has.
#include "native_trainer/backward/winograd_transforms.hpp"

#include "core/vector_loops.hpp"

namespace second_opinion::winograd {
namespace {

template <int kLanes>
struct VectorOf {
  typedef float Type __attribute__((vector_size(kLanes * 4)));
  typedef float Unaligned __attribute__((vector_size(kLanes * 4), aligned(4)));
};

#define SO_INLINE __attribute__((always_inline)) inline

template <typename V>
struct InputMap {
  static constexpr int kIn = 6, kOut = 6;
  static SO_INLINE void map(const V* x, V* t) {
    const V a = x[4] - 4.0f * x[2], b = x[3] - 4.0f * x[1], c = x[4] - x[2], d = 2.0f * (x[3] - x[1]);
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
struct WeightMap {
  static constexpr int kIn = 3, kOut = 6;
  static SO_INLINE void map(const V* g, V* u) {
    const V a = (g[0] + g[2]) * (-1.0f / 6), b = g[1] * (1.0f / 6), c = g[0] * (1.0f / 24) + g[2] * (1.0f / 6), d = g[1] * (1.0f / 12);
    u[0] = 0.25f * g[0];
    u[1] = a - b;
    u[2] = a + b;
    u[3] = c + d;
    u[4] = c - d;
    u[5] = g[2];
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

// Channels [c, c + lanes) of each function below. Lambdas must be inlined to be compiled for the caller's processor.
template <typename V, template <typename> typename Map>
SO_INLINE void pixels_to_planes(const float* const* pixels, int c, float* planes, std::size_t plane) {
  using T = typename V::Type;
  both_ways<T, Map<T>>([&](int i, T& v) __attribute__((always_inline)) { v = at<V>(pixels[i] + c); },
                       [&](int i, const T& v) __attribute__((always_inline)) { at<V>(planes + static_cast<std::size_t>(i) * plane + c) = v; });
}

template <typename V>
SO_INLINE void output_at(const float* planes, std::size_t plane, int c, const float* bias, float* const* pixels) {
  using T = typename V::Type;
  T start{};
  if (bias) start = at<V>(bias + c);
  both_ways<T, OutputMap<T>>([&](int i, T& v) __attribute__((always_inline)) { v = at<V>(planes + static_cast<std::size_t>(i) * plane + c); },
                             [&](int i, const T& v) __attribute__((always_inline)) { at<V>(pixels[i] + c) = v + start; });
}

template <typename V>
SO_INLINE void input_gradient_at(const float* planes, std::size_t plane, int c, float* const* pixels) {
  using T = typename V::Type;
  both_ways<T, InputGradientMap<T>>([&](int i, T& v) __attribute__((always_inline)) { v = at<V>(planes + static_cast<std::size_t>(i) * plane + c); },
                                    [&](int i, const T& v) __attribute__((always_inline)) { at<V>(pixels[i] + c) += v; });
}

template <typename V>
SO_INLINE void weights_at(const float* weights, std::size_t tap, int c, float* planes, std::size_t plane) {
  using T = typename V::Type;
  both_ways<T, WeightMap<T>>([&](int i, T& v) __attribute__((always_inline)) { v = at<V>(weights + static_cast<std::size_t>(i) * tap + c); },
                             [&](int i, const T& v) __attribute__((always_inline)) { at<V>(planes + static_cast<std::size_t>(i) * plane + c) = v; });
}

template <typename V>
SO_INLINE void weight_gradient_at(const float* planes, std::size_t plane, int c, float* gradient, std::size_t tap) {
  using T = typename V::Type;
  both_ways<T, WeightGradientMap<T>>([&](int i, T& v) __attribute__((always_inline)) { v = at<V>(planes + static_cast<std::size_t>(i) * plane + c); },
                                     [&](int i, const T& v) __attribute__((always_inline)) { at<V>(gradient + static_cast<std::size_t>(i) * tap + c) += v; });
}

using Wide = VectorOf<16>;
using Narrow = VectorOf<8>;

}  // namespace

SO_VECTOR_LOOPS
void input_to_planes(const float* const* pixels, int channels, float* planes, std::size_t plane) {
  int c = 0;
  for (; c + 16 <= channels; c += 16) pixels_to_planes<Wide, InputMap>(pixels, c, planes, plane);
  if (c < channels) pixels_to_planes<Narrow, InputMap>(pixels, c, planes, plane);
}

SO_VECTOR_LOOPS
void planes_to_output(const float* planes, std::size_t plane, int channels, const float* bias, float* const* pixels) {
  int c = 0;
  for (; c + 16 <= channels; c += 16) output_at<Wide>(planes, plane, c, bias, pixels);
  if (c < channels) output_at<Narrow>(planes, plane, c, bias, pixels);
}

SO_VECTOR_LOOPS
void output_gradient_to_planes(const float* const* pixels, int channels, float* planes, std::size_t plane) {
  int c = 0;
  for (; c + 16 <= channels; c += 16) pixels_to_planes<Wide, OutputGradientMap>(pixels, c, planes, plane);
  if (c < channels) pixels_to_planes<Narrow, OutputGradientMap>(pixels, c, planes, plane);
}

SO_VECTOR_LOOPS
void planes_to_input_gradient(const float* planes, std::size_t plane, int channels, float* const* pixels) {
  int c = 0;
  for (; c + 16 <= channels; c += 16) input_gradient_at<Wide>(planes, plane, c, pixels);
  if (c < channels) input_gradient_at<Narrow>(planes, plane, c, pixels);
}

SO_VECTOR_LOOPS
void weights_to_planes(const float* weights, std::size_t tap, int count, float* planes, std::size_t plane) {
  int c = 0;
  for (; c + 16 <= count; c += 16) weights_at<Wide>(weights, tap, c, planes, plane);
  if (c < count) weights_at<Narrow>(weights, tap, c, planes, plane);
}

SO_VECTOR_LOOPS
void planes_to_weight_gradient(const float* planes, std::size_t plane, int count, float* gradient, std::size_t tap) {
  int c = 0;
  for (; c + 16 <= count; c += 16) weight_gradient_at<Wide>(planes, plane, c, gradient, tap);
  if (c < count) weight_gradient_at<Narrow>(planes, plane, c, gradient, tap);
}

}  // namespace second_opinion::winograd
