// Blocks of tiles: pixels → planes → 36 products → planes → pixels, while a block is in the second
// cache.
#include "core/layers/winograd_convolution.hpp"

#include <algorithm>
#include <cassert>

#include "core/kernels/gemm_small.hpp"
#include "core/kernels/winograd_transforms.hpp"
#include "core/layers/pooling.hpp"

namespace second_opinion {
namespace {

using winograd::Finish;
using winograd::kPlanes;
using winograd::kReach;
using winograd::kTaps;
using winograd::kTile;

constexpr int kFewestChannels = 16;
// Planes of one block of tiles: with the weights, what a 1 MB L2 holds.
constexpr int kBlockFloats = 96 * 1024;
// One cache line more than a plane needs: 36 planes a power of two apart would share a few sets of
// the first cache.
constexpr std::size_t kPlaneGap = 16;

// Rows of products are whole vectors; what lies past the channels is never looked at.
int padded(int channels) {
  return (channels + gemm_lanes() - 1) / gemm_lanes() * gemm_lanes();
}

std::size_t weight_plane(int in, int out) {
  return static_cast<std::size_t>(in) * padded(out) + kPlaneGap;
}

// Where the tiles of all images lie: tile t is row t % rows of block t / rows.
struct Tiles {
  int high;
  int wide;
  int block;  // tiles of a full block

  int per_image() const { return high * wide; }
};

Tiles tiles_of(const Shape& in, int out) {
  const int fitting = kBlockFloats / (kPlanes * (in.channels + padded(out))) / 8 * 8;
  return {(in.height + kTile - 1) / kTile, (in.width + kTile - 1) / kTile, std::max(fitting, 16)};
}

// A picture whose pixels tiles point to; those beyond its edges are `outside`.
template <typename Float>
struct Picture {
  Float* values;
  const Shape* shape;
  Float* outside;

  // side×side pixels from (first_y, first_x) on.
  void pixels(int image, int first_y, int first_x, int side, Float** to) const {
    const Shape& s = *shape;
    Float* const start = values + static_cast<std::size_t>(image) * s.features();
    for (int y = first_y; y < first_y + side; ++y) {
      const bool inside_y = y >= 0 && y < s.height;
      Float* const row =
          inside_y ? start + static_cast<std::ptrdiff_t>(y) * s.width * s.channels : nullptr;
      for (int x = first_x; x < first_x + side; ++x) {
        *to++ = inside_y && x >= 0 && x < s.width
                    ? row + static_cast<std::ptrdiff_t>(x) * s.channels
                    : outside;
      }
    }
  }
};

struct Place {
  int image, y, x;  // in tiles
};

Place place_of(const Tiles& tiles, int tile) {
  const int image = tile / tiles.per_image(), rest = tile - image * tiles.per_image();
  return {image, rest / tiles.wide, rest % tiles.wide};
}

void read_block(const Tiles& tiles, int first, int count, const Picture<const float>& picture,
                float* planes, std::size_t plane) {
  const int channels = picture.shape->channels;
  const float* pixels[kPlanes];
  for (int t = 0; t < count; ++t) {
    const Place place = place_of(tiles, first + t);
    picture.pixels(place.image, place.y * kTile - 1, place.x * kTile - 1, kReach, pixels);
    winograd::input_to_planes(pixels, channels, planes + static_cast<std::size_t>(t) * channels,
                              plane);
  }
}

void write_block(const Tiles& tiles, int first, int count, const float* planes, std::size_t plane,
                 Finish finish, bool pool, const Picture<float>& picture) {
  const int channels = picture.shape->channels, columns = padded(channels);
  const int side = pool ? kTile / 2 : kTile;
  float* pixels[kTile * kTile];
  for (int t = 0; t < count; ++t) {
    const Place place = place_of(tiles, first + t);
    picture.pixels(place.image, place.y * side, place.x * side, side, pixels);
    const float* const values = planes + static_cast<std::size_t>(t) * columns;
    if (pool)
      winograd::planes_to_pooled_output(values, plane, channels, finish, pixels);
    else
      winograd::planes_to_output(values, plane, channels, finish, pixels);
  }
}

}  // namespace

bool winograd_suits(const Shape& input, const ConvolutionShape& convolution) {
  return convolution.kernel == 3 && convolution.stride == 1 && convolution.padding == 1 &&
         input.channels >= kFewestChannels && convolution.channels >= kFewestChannels &&
         input.channels % 8 == 0 && convolution.channels % 8 == 0;
}

void transform_weights(std::span<const float> weight, int in, int out,
                       WinogradWeights& transformed) {
  assert(weight.size() == static_cast<std::size_t>(kTaps) * in * out);
  const std::size_t plane = weight_plane(in, out);
  transformed.in = in;
  transformed.out = out;
  transformed.planes.resize(kPlanes * plane);
  for (int row = 0; row < in; ++row) {
    winograd::weights_to_planes(
        weight.data() + static_cast<std::size_t>(row) * out, static_cast<std::size_t>(in) * out,
        out, transformed.planes.data() + static_cast<std::size_t>(row) * padded(out), plane);
  }
}

void winograd_forward(const Tensor& input, const WinogradWeights& weights,
                      std::span<const float> bias, WinogradEnding ending, Tensor& output) {
  const Shape& in = input.shape;
  assert(in.channels == weights.in);
  const int columns = padded(weights.out);
  const Shape same{in.batch, in.height, in.width, weights.out};
  output.resize(ending.pool ? pool_output_shape(same, 2, 2) : same);

  const Tiles tiles = tiles_of(in, weights.out);
  const std::size_t in_plane = static_cast<std::size_t>(tiles.block) * in.channels + kPlaneGap;
  const std::size_t out_plane = static_cast<std::size_t>(tiles.block) * columns + kPlaneGap;
  thread_local std::vector<float> in_planes, out_planes, zeros, outside;
  in_planes.resize(kPlanes * in_plane);
  out_planes.resize(kPlanes * out_plane);
  zeros.assign(in.channels, 0.0f);
  outside.resize(weights.out);

  const Finish finish{bias.empty() ? nullptr : bias.data(), ending.relu};
  const int all = in.batch * tiles.per_image();
  for (int first = 0; first < all; first += tiles.block) {
    const int count = std::min(tiles.block, all - first);
    read_block(tiles, first, count, {input.data(), &in, zeros.data()}, in_planes.data(), in_plane);
    for (std::size_t p = 0; p < kPlanes; ++p) {
      gemm_small(in_planes.data() + p * in_plane, in.channels, count,
                 weights.planes.data() + p * weight_plane(weights.in, weights.out), columns,
                 columns, in.channels, out_planes.data() + p * out_plane, columns);
    }
    write_block(tiles, first, count, out_planes.data(), out_plane, finish, ending.pool,
                {output.data(), &output.shape, outside.data()});
  }
}

}  // namespace second_opinion
