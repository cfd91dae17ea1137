// The input's gradient is the forward pass with the window turned round; the weight's is summed
// over tiles in the transformed domain and transformed back once.
#include "core/learning/backward/winograd_convolution_backward.hpp"

#include <algorithm>
#include <cassert>

#include "core/kernels/gemm_small.hpp"
#include "core/learning/backward/winograd_gradients.hpp"

namespace second_opinion {
namespace {

using winograd::kPlanes;
using winograd::kReach;
using winograd::kTaps;
using winograd::kTile;

// Planes of one chunk of images: what a 1 MB L2 holds beside a layer's weights.
constexpr std::size_t kChunkFloats = 160 * 1024;

// Rows of planes are filled up to whole vectors; what lies past the channels is never looked at.
int padded(int channels) {
  return (channels + 15) / 16 * 16;
}

// How a chunk of images lies in planes: row = tile, column = channel.
struct Layout {
  int tiles_high;
  int tiles_wide;
  int images;  // of a full chunk
  int in_columns;
  int out_columns;
  std::size_t input_plane;  // floats from plane to plane
  std::size_t output_plane;
  std::size_t weight_plane;

  int tiles() const { return tiles_high * tiles_wide; }
};

Layout layout_of(const Shape& in, int out_channels) {
  Layout l{(in.height + kTile - 1) / kTile,
           (in.width + kTile - 1) / kTile,
           1,
           padded(in.channels),
           padded(out_channels),
           0,
           0,
           0};
  const std::size_t per_image =
      static_cast<std::size_t>(kPlanes) * l.tiles() * (l.in_columns + l.out_columns);
  l.images = static_cast<int>(
      std::clamp<std::size_t>(kChunkFloats / per_image, 1, static_cast<std::size_t>(in.batch)));
  const auto rows = static_cast<std::size_t>(l.images) * l.tiles();
  // One cache line more: 36 planes a power of two apart would share a few sets of the first cache.
  l.input_plane = rows * l.in_columns + 16;
  l.output_plane = rows * l.out_columns + 16;
  l.weight_plane = static_cast<std::size_t>(in.channels) * l.out_columns + 16;
  return l;
}

// Pointers to the side×side pixels from (first_y, first_x) on; to `outside` where the picture ends.
template <typename Float>
void tile_pixels(Float* image, const Shape& shape, int first_y, int first_x, int side,
                 Float* outside, Float** pixels) {
  for (int y = first_y; y < first_y + side; ++y) {
    for (int x = first_x; x < first_x + side; ++x, ++pixels) {
      const bool inside = y >= 0 && y < shape.height && x >= 0 && x < shape.width;
      *pixels = inside ? image + (static_cast<std::ptrdiff_t>(y) * shape.width + x) * shape.channels
                       : outside;
    }
  }
}

// visit(pixels, row) for every tile of `count` images from `first` on; pixels start `margin` before
// the tile.
template <typename Float, typename Visit>
void for_each_tile(const Layout& l, Float* values, const Shape& shape, int first, int count,
                   int margin, int side, Float* outside, Visit visit) {
  Float* pixels[kPlanes];
  int row = 0;
  for (int image = first; image < first + count; ++image) {
    Float* const start = values + static_cast<std::size_t>(image) * shape.features();
    for (int y = 0; y < l.tiles_high; ++y) {
      for (int x = 0; x < l.tiles_wide; ++x, ++row) {
        tile_pixels(start, shape, y * kTile - margin, x * kTile - margin, side, outside, pixels);
        visit(pixels, static_cast<std::size_t>(row));
      }
    }
  }
}

// weights: 9 × rows × columns → 36 × rows × padded(columns).
void transform_rows(const float* weights, int rows, int columns, std::vector<float>& planes) {
  const int width = padded(columns);
  const std::size_t plane = static_cast<std::size_t>(rows) * width + 16;
  planes.resize(kPlanes * plane);
  for (std::size_t row = 0; row < static_cast<std::size_t>(rows); ++row) {
    winograd::weights_to_planes(weights + row * columns, static_cast<std::size_t>(rows) * columns,
                                columns, planes.data() + row * width, plane);
  }
}

void input_planes(const Layout& l, const Tensor& input, int first, int count,
                  const BackwardScratch& scratch, float* planes) {
  for_each_tile<const float>(
      l, input.data(), input.shape, first, count, 1, kReach, scratch.zeros.data(),
      [&](const float* const* pixels, std::size_t row) {
        winograd::input_to_planes(pixels, input.shape.channels, planes + row * l.in_columns,
                                  l.input_plane);
      });
}

void prepare(const Layout& l, const Shape& in, int out_channels, BackwardScratch& scratch) {
  const auto most = static_cast<std::size_t>(std::max(in.channels, out_channels));
  scratch.zeros.assign(most, 0.0f);
  scratch.winograd.outside.assign(most, 0.0f);
  scratch.winograd.input.resize(kPlanes * l.input_plane);
  scratch.winograd.output.resize(kPlanes * l.output_plane);
}

// The transpose of every tap of weights (9 × in × out).
void transpose_taps(std::span<const float> weight, int in, int out,
                    std::vector<float>& transposed) {
  transposed.resize(weight.size());
  float* to = transposed.data();
  for (int tap = 0; tap < kTaps; ++tap) {
    const float* const from = weight.data() + static_cast<std::size_t>(tap) * in * out;
    for (int o = 0; o < out; ++o) {
      for (int i = 0; i < in; ++i) *to++ = from[static_cast<std::size_t>(i) * out + o];
    }
  }
}

// From the planes of the output's gradient and transformed transposed weights.
void input_gradient_of(const Layout& l, int out_channels, int first, int count,
                       Tensor& input_gradient, BackwardScratch& scratch) {
  WinogradScratch& w = scratch.winograd;
  const Shape& in = input_gradient.shape;
  const std::size_t weight_plane = static_cast<std::size_t>(out_channels) * l.in_columns + 16;
  for (std::size_t p = 0; p < kPlanes; ++p) {
    gemm_small(w.output.data() + p * l.output_plane, l.out_columns, count * l.tiles(),
               w.weights.data() + p * weight_plane, l.in_columns, l.in_columns, out_channels,
               w.input.data() + p * l.input_plane, l.in_columns);
  }
  std::fill_n(input_gradient.data() + static_cast<std::size_t>(first) * in.features(),
              static_cast<std::size_t>(count) * in.features(), 0.0f);
  for_each_tile<float>(l, input_gradient.data(), in, first, count, 1, kReach, w.outside.data(),
                       [&](float* const* pixels, std::size_t row) {
                         winograd::planes_to_input_gradient(w.input.data() + row * l.in_columns,
                                                            l.input_plane, in.channels, pixels);
                       });
}

}  // namespace

void winograd_backward(const Tensor& input, std::span<const float> weight,
                       const Tensor& output_gradient, std::span<float> weight_gradient,
                       Tensor* input_gradient, BackwardScratch& scratch) {
  const Shape& in = input.shape;
  const Shape& out = output_gradient.shape;
  assert(in.height == out.height && in.width == out.width &&
         weight_gradient.size() == weight.size());
  const Layout l = layout_of(in, out.channels);
  prepare(l, in, out.channels, scratch);
  WinogradScratch& w = scratch.winograd;
  w.weight_gradient.resize(kPlanes * l.weight_plane);
  if (input_gradient) {
    input_gradient->resize(in);
    transpose_taps(weight, in.channels, out.channels, scratch.weights);
    transform_rows(scratch.weights.data(), out.channels, in.channels, w.weights);
  }
  for (int first = 0; first < in.batch; first += l.images) {
    const int count = std::min(l.images, in.batch - first);
    input_planes(l, input, first, count, scratch, w.input.data());
    for_each_tile<const float>(
        l, output_gradient.data(), out, first, count, 0, kTile, scratch.zeros.data(),
        [&](const float* const* pixels, std::size_t row) {
          winograd::output_gradient_to_planes(
              pixels, out.channels, w.output.data() + row * l.out_columns, l.output_plane);
        });
    for (std::size_t p = 0; p < kPlanes; ++p) {
      gemm_small_transposed(w.input.data() + p * l.input_plane, l.in_columns, in.channels,
                            w.output.data() + p * l.output_plane, l.out_columns, l.out_columns,
                            count * l.tiles(), first == 0 ? Store::kOverwrite : Store::kAccumulate,
                            w.weight_gradient.data() + p * l.weight_plane, l.out_columns);
    }
    if (input_gradient) input_gradient_of(l, out.channels, first, count, *input_gradient, scratch);
  }
  for (std::size_t row = 0; row < static_cast<std::size_t>(in.channels); ++row) {
    winograd::planes_to_weight_gradient(w.weight_gradient.data() + row * l.out_columns,
                                        l.weight_plane, out.channels,
                                        weight_gradient.data() + row * out.channels,
                                        static_cast<std::size_t>(in.channels) * out.channels);
  }
}

}  // namespace second_opinion
