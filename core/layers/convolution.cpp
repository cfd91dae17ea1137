// One indirect product: rows of pointers say where each tap of the window reads.
#include "core/layers/convolution.hpp"

#include <algorithm>
#include <cassert>

namespace second_opinion {
namespace {

// Images per product, so that what it reads and writes stays in a 1 MB L2.
int images_per_chunk(const Shape& input, const Shape& output) {
  constexpr std::size_t kFloats = 96 * 1024;
  const std::size_t per_image =
      static_cast<std::size_t>(input.features()) + static_cast<std::size_t>(output.features());
  return static_cast<int>(std::max<std::size_t>(1, kFloats / per_image));
}

// Which output columns [first, last) read inside the picture when the tap is `offset` away.
struct Inside {
  int first = 0;
  int last = 0;
};

Inside positions_inside(int input, int output, int stride, int offset) {
  const int first = offset >= 0 ? 0 : (-offset + stride - 1) / stride;
  const int last = input - offset <= 0 ? 0 : (input - offset - 1) / stride + 1;
  return {std::min(first, output), std::clamp(last, std::min(first, output), output)};
}

}  // namespace

void plan_convolution(const ConvolutionShape& c, bool bias, LayerPlanner& planner) {
  const Shape& in = planner.input;
  planner.require(c.channels >= 1, "units must be at least 1");
  planner.require(c.kernel >= 1, "kernel must be at least 1");
  if (!planner.require(c.padding < c.kernel, "padding must be smaller than the kernel")) return;
  planner.output = convolution_output_shape(in, c);
  planner.require(planner.output.height >= 1 && planner.output.width >= 1,
                  "the kernel does not fit into " + shape_text(in));
  planner.weight_and_bias(c.kernel * c.kernel * in.channels, c.channels, bias);
  planner.multiply_adds = static_cast<double>(c.kernel) * c.kernel * in.channels * c.channels *
                          planner.output.positions();
}

void Convolution::plan(LayerPlanner& planner) const {
  plan_convolution(shape(), bias, planner);
}

void Convolution::forward(LayerCall& call) const {
  convolution_forward(call.input, shape(), call.parameters[0], call.parameters[1], call.output);
}

Shape convolution_output_shape(const Shape& input, const ConvolutionShape& convolution) {
  const auto side = [&](int length) {
    const int room = length + 2 * convolution.padding - convolution.kernel;
    return room < 0 ? 0 : room / convolution.stride + 1;
  };
  return {input.batch, side(input.height), side(input.width), convolution.channels};
}

void gather_rows(const Tensor& input, const ConvolutionShape& convolution, int first, int count,
                 const float* zeros, std::vector<const float*>& rows) {
  const Shape& in = input.shape;
  const Shape out = convolution_output_shape(in, convolution);
  rows.resize(static_cast<std::size_t>(convolution.kernel) * convolution.kernel * count *
              out.positions());
  const float** next = rows.data();
  for (int ky = 0; ky < convolution.kernel; ++ky) {
    for (int kx = 0; kx < convolution.kernel; ++kx) {
      const Inside inside =
          positions_inside(in.width, out.width, convolution.stride, kx - convolution.padding);
      for (int image = first; image < first + count; ++image) {
        const float* const base = input.data() + static_cast<std::size_t>(image) * in.features();
        for (int y = 0; y < out.height; ++y, next += out.width) {
          const int in_y = y * convolution.stride + ky - convolution.padding;
          if (in_y < 0 || in_y >= in.height) {
            std::fill_n(next, out.width, zeros);
            continue;
          }
          std::fill_n(next, inside.first, zeros);
          const float* from = base + (in_y * in.width + inside.first * convolution.stride + kx -
                                      convolution.padding) *
                                         in.channels;
          for (int x = inside.first; x < inside.last; ++x, from += convolution.stride * in.channels)
            next[x] = from;
          std::fill(next + inside.last, next + out.width, zeros);
        }
      }
    }
  }
}

void packed_convolution_forward(const Tensor& input, const ConvolutionShape& convolution,
                                const PackedMatrix& weight, std::span<const float> bias,
                                Clamp clamp, Tensor& output) {
  const Shape& in = input.shape;
  const int taps = convolution.kernel * convolution.kernel;
  const Shape out = convolution_output_shape(in, convolution);
  assert(out.height > 0 && out.width > 0);
  output.resize(out);

  thread_local std::vector<const float*> rows;
  thread_local std::vector<float> zeros;
  zeros.assign(in.channels, 0.0f);
  const int chunk = images_per_chunk(in, out);
  for (int first = 0; first < in.batch; first += chunk) {
    const int count = std::min(chunk, in.batch - first);
    gather_rows(input, convolution, first, count, zeros.data(), rows);
    gemm_indirect(
        rows.data(), taps, in.channels, count * out.positions(), weight, bias, Store::kOverwrite,
        output.data() + static_cast<std::size_t>(first) * out.features(), out.channels, clamp);
  }
}

void convolution_forward(const Tensor& input, const ConvolutionShape& convolution,
                         std::span<const float> weight, std::span<const float> bias,
                         Tensor& output) {
  const int inputs = convolution.kernel * convolution.kernel * input.shape.channels;
  assert(weight.size() == static_cast<std::size_t>(inputs) * convolution.channels);
  thread_local PackedMatrix packed;
  pack(weight.data(), inputs, convolution.channels, convolution.channels, false, packed);
  packed_convolution_forward(input, convolution, packed, bias, Clamp::kNone, output);
}

}  // namespace second_opinion
