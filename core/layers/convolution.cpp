#include "core/layers/convolution.hpp"

#include <algorithm>
#include <cassert>

#include "core/gemm.hpp"

namespace second_opinion {
namespace {

// Images per product, so that what it reads and writes stays in a 1 MB L2.
int images_per_chunk(const Shape& input, const Shape& output) {
  constexpr std::size_t kFloats = 96 * 1024;
  const std::size_t per_image = static_cast<std::size_t>(input.features()) + static_cast<std::size_t>(output.features());
  return static_cast<int>(std::max<std::size_t>(1, kFloats / per_image));
}

}  // namespace

Shape convolution_output_shape(const Shape& input, const ConvolutionShape& convolution) {
  const auto side = [&](int length) {
    const int room = length + 2 * convolution.padding - convolution.kernel;
    return room < 0 ? 0 : room / convolution.stride + 1;
  };
  return {input.batch, side(input.height), side(input.width), convolution.channels};
}

void gather_rows(const Tensor& input, const ConvolutionShape& convolution, int first, int count, const float* zeros,
                 std::vector<const float*>& rows) {
  const Shape& in = input.shape;
  const Shape out = convolution_output_shape(in, convolution);
  rows.resize(static_cast<std::size_t>(convolution.kernel) * convolution.kernel * count * out.positions());
  std::size_t next = 0;
  for (int ky = 0; ky < convolution.kernel; ++ky) {
    for (int kx = 0; kx < convolution.kernel; ++kx) {
      for (int image = first; image < first + count; ++image) {
        const float* base = input.data() + static_cast<std::size_t>(image) * in.features();
        for (int y = 0; y < out.height; ++y) {
          const int in_y = y * convolution.stride + ky - convolution.padding;
          for (int x = 0; x < out.width; ++x) {
            const int in_x = x * convolution.stride + kx - convolution.padding;
            const bool inside = in_y >= 0 && in_y < in.height && in_x >= 0 && in_x < in.width;
            rows[next++] = inside ? base + static_cast<std::size_t>(in_y * in.width + in_x) * in.channels : zeros;
          }
        }
      }
    }
  }
}

void convolution_forward(const Tensor& input, const ConvolutionShape& convolution, std::span<const float> weight,
                         std::span<const float> bias, Tensor& output) {
  const Shape& in = input.shape;
  const int taps = convolution.kernel * convolution.kernel;
  const Shape out = convolution_output_shape(in, convolution);
  assert(out.height > 0 && out.width > 0);
  assert(weight.size() == static_cast<std::size_t>(taps) * in.channels * convolution.channels);
  output.resize(out);

  thread_local PackedMatrix packed;
  thread_local std::vector<const float*> rows;
  thread_local std::vector<float> zeros;
  zeros.assign(in.channels, 0.0f);
  pack(weight.data(), taps * in.channels, convolution.channels, convolution.channels, false, packed);
  const int chunk = images_per_chunk(in, out);
  for (int first = 0; first < in.batch; first += chunk) {
    const int count = std::min(chunk, in.batch - first);
    gather_rows(input, convolution, first, count, zeros.data(), rows);
    gemm_indirect(rows.data(), taps, in.channels, count * out.positions(), packed, bias, Store::kOverwrite,
                  output.data() + static_cast<std::size_t>(first) * out.features(), out.channels);
  }
}

}  // namespace second_opinion
