// The weight's gradient is a product per tap of the window; the input's is a convolution of the
// output's gradient with the window turned round.
#include "core/learning/backward/convolution_backward.hpp"

#include <algorithm>
#include <cassert>

#include "core/kernels/gemm.hpp"
#include "core/learning/backward/linear_backward.hpp"
#include "core/learning/backward/winograd_convolution_backward.hpp"

namespace second_opinion {
namespace {

// Images per step, so that both operands and the pointers to their rows stay in the L2 cache.
int images_per_chunk(const Shape& input, const Shape& output) {
  constexpr std::size_t kFloats = 64 * 1024;
  const std::size_t per_image =
      static_cast<std::size_t>(input.features()) + static_cast<std::size_t>(output.features());
  return static_cast<int>(std::max<std::size_t>(1, kFloats / per_image));
}

// Positions whose rows and output gradients stay in the L1 cache while every tap passes over them.
constexpr int kPositionBlock = 128;
constexpr int kFewChannels = 8;

// One block of positions: rows[tap * tap_stride + i] is what tap `tap` read for gradient row i.
struct GradientBlock {
  const float* const* rows;
  std::size_t tap_stride;
  int taps;
  int in_channels;
  int length;
  const float* gradient;
  int out_channels;
};

// Per tap one product, straight from where the rows lie.
void add_block_by_taps(const GradientBlock& block, float* weight_gradient) {
  for (int tap = 0; tap < block.taps; ++tap) {
    gemm_indirect_transposed(
        block.rows + tap * block.tap_stride, block.in_channels, block.length, block.gradient,
        block.out_channels, block.out_channels,
        weight_gradient + static_cast<std::size_t>(tap) * block.in_channels * block.out_channels,
        block.out_channels);
  }
}

// With few input channels (the picture itself) a tap alone would leave most of a register tile
// empty: the taps' values are copied side by side and make one product.
void add_block_copied(const GradientBlock& block, float* weight_gradient,
                      std::vector<float>& copies) {
  const int width = block.taps * block.in_channels;
  copies.resize(static_cast<std::size_t>(kPositionBlock) * width);
  for (int tap = 0; tap < block.taps; ++tap) {
    const float* const* rows = block.rows + tap * block.tap_stride;
    float* to = copies.data() + tap * block.in_channels;
    for (int c = 0; c < block.in_channels; ++c, ++to) {
      for (int i = 0; i < block.length; ++i)
        to[static_cast<std::ptrdiff_t>(i) * width] = rows[i][c];
    }
  }
  gemm_transposed(copies.data(), width, width, block.gradient, block.out_channels,
                  block.out_channels, block.length, Store::kAccumulate, weight_gradient,
                  block.out_channels);
}

void add_weight_gradient(const Tensor& input, const ConvolutionShape& convolution,
                         const Tensor& output_gradient, std::span<float> weight_gradient,
                         BackwardScratch& scratch) {
  const Shape& in = input.shape;
  const Shape& out = output_gradient.shape;
  const int taps = convolution.kernel * convolution.kernel;
  const int chunk = images_per_chunk(in, out);
  for (int first = 0; first < in.batch; first += chunk) {
    const int count = std::min(chunk, in.batch - first);
    const int positions = count * out.positions();
    gather_rows(input, convolution, first, count, scratch.zeros.data(), scratch.rows);
    const float* gradient =
        output_gradient.data() + static_cast<std::size_t>(first) * out.features();
    for (int position = 0; position < positions; position += kPositionBlock) {
      const GradientBlock block{scratch.rows.data() + position,
                                static_cast<std::size_t>(positions),
                                taps,
                                in.channels,
                                std::min(kPositionBlock, positions - position),
                                gradient + static_cast<std::size_t>(position) * out.channels,
                                out.channels};
      if (in.channels < kFewChannels)
        add_block_copied(block, weight_gradient.data(), scratch.weights);
      else
        add_block_by_taps(block, weight_gradient.data());
    }
  }
}

// The output coordinate that reads input coordinate `at` through tap `tap`, or -1.
int output_coordinate(int at, int tap, const ConvolutionShape& convolution, int length) {
  const int scaled = at + convolution.padding - tap;
  if (scaled < 0 || scaled % convolution.stride != 0) return -1;
  const int coordinate = scaled / convolution.stride;
  return coordinate < length ? coordinate : -1;
}

// gather_rows for the way back: for each tap and each input position of the chunk, the row of the
// output gradient that the tap carried it to, or zeros. Along x those rows follow one another,
// `stride` input positions apart.
void gather_gradient_rows(const Tensor& output_gradient, const Shape& in,
                          const ConvolutionShape& convolution, int first, int count,
                          BackwardScratch& scratch) {
  const Shape& out = output_gradient.shape;
  const float* const zeros = scratch.zeros.data();
  scratch.rows.resize(static_cast<std::size_t>(convolution.kernel) * convolution.kernel * count *
                      in.positions());
  const float** next = scratch.rows.data();
  for (int ky = 0; ky < convolution.kernel; ++ky) {
    for (int kx = 0; kx < convolution.kernel; ++kx) {
      int begin = 0;
      while (begin < in.width && output_coordinate(begin, kx, convolution, out.width) < 0) ++begin;
      const int x_first =
          begin < in.width ? output_coordinate(begin, kx, convolution, out.width) : 0;
      const int end =
          std::min(in.width, begin + (out.width - 1 - x_first) * convolution.stride + 1);
      for (int image = first; image < first + count; ++image) {
        for (int y = 0; y < in.height; ++y, next += in.width) {
          const int out_y = output_coordinate(y, ky, convolution, out.height);
          if (out_y < 0 || begin == in.width) {
            std::fill_n(next, in.width, zeros);
            continue;
          }
          const float* row = output_gradient.row(
              (static_cast<std::size_t>(image) * out.height + out_y) * out.width + x_first);
          if (convolution.stride > 1 || begin > 0 || end < in.width)
            std::fill_n(next, in.width, zeros);
          for (int x = begin; x < end; x += convolution.stride, row += out.channels) next[x] = row;
        }
      }
    }
  }
}

// weight (taps·in × out) → per tap its transpose (taps·out × in), packed.
void pack_transposed_taps(std::span<const float> weight, int taps, int in, int out,
                          BackwardScratch& scratch) {
  scratch.weights.resize(weight.size());
  float* to = scratch.weights.data();
  for (int tap = 0; tap < taps; ++tap) {
    const float* from = weight.data() + static_cast<std::size_t>(tap) * in * out;
    for (int o = 0; o < out; ++o) {
      for (int i = 0; i < in; ++i) *to++ = from[static_cast<std::size_t>(i) * out + o];
    }
  }
  pack(scratch.weights.data(), taps * out, in, in, false, scratch.packed);
}

void input_gradient_of(const Shape& in, const ConvolutionShape& convolution,
                       std::span<const float> weight, const Tensor& output_gradient,
                       Tensor& input_gradient, BackwardScratch& scratch) {
  const Shape& out = output_gradient.shape;
  const int taps = convolution.kernel * convolution.kernel;
  input_gradient.resize(in);
  pack_transposed_taps(weight, taps, in.channels, out.channels, scratch);
  const int chunk = images_per_chunk(in, out);
  for (int first = 0; first < in.batch; first += chunk) {
    const int count = std::min(chunk, in.batch - first);
    gather_gradient_rows(output_gradient, in, convolution, first, count, scratch);
    gemm_indirect(scratch.rows.data(), taps, out.channels, count * in.positions(), scratch.packed,
                  {}, Store::kOverwrite,
                  input_gradient.data() + static_cast<std::size_t>(first) * in.features(),
                  in.channels);
  }
}

}  // namespace

void convolution_training_forward(const Tensor& input, const ConvolutionShape& convolution,
                                  std::span<const float> weight, std::span<const float> bias,
                                  Tensor& output, BackwardScratch& scratch) {
  if (!winograd_suits(input.shape, convolution))
    return convolution_forward(input, convolution, weight, bias, output);
  transform_weights(weight, input.shape.channels, convolution.channels, scratch.winograd.forward);
  winograd_forward(input, scratch.winograd.forward, bias, {}, output);
}

void convolution_backward(const Tensor& input, const ConvolutionShape& convolution,
                          std::span<const float> weight, const Tensor& output_gradient,
                          std::span<float> weight_gradient, std::span<float> bias_gradient,
                          Tensor* input_gradient, BackwardScratch& scratch) {
  assert(output_gradient.shape == convolution_output_shape(input.shape, convolution));
  assert(weight_gradient.size() == weight.size());
  if (!bias_gradient.empty()) add_column_sums(output_gradient, bias_gradient);
  if (winograd_suits(input.shape, convolution)) {
    return winograd_backward(input, weight, output_gradient, weight_gradient, input_gradient,
                             scratch);
  }
  scratch.zeros.assign(
      static_cast<std::size_t>(std::max(input.shape.channels, convolution.channels)), 0.0f);
  add_weight_gradient(input, convolution, output_gradient, weight_gradient, scratch);
  if (input_gradient)
    input_gradient_of(input.shape, convolution, weight, output_gradient, *input_gradient, scratch);
}

}  // namespace second_opinion
