#include "core/layers/normalization.hpp"

#include <cassert>
#include <cmath>

namespace second_opinion {

void batch_norm_forward(const Tensor& input, std::span<const float> scale, std::span<const float> shift,
                        std::span<const float> mean, std::span<const float> variance, Tensor& output) {
  const int channels = input.shape.channels;
  assert(scale.size() == static_cast<std::size_t>(channels));
  output.resize(input.shape);
  thread_local std::vector<float> factor;
  thread_local std::vector<float> offset;
  factor.resize(channels);
  offset.resize(channels);
  for (int c = 0; c < channels; ++c) {
    factor[c] = scale[c] / std::sqrt(variance[c] + kBatchNormEpsilon);
    offset[c] = shift[c] - mean[c] * factor[c];
  }
  const float* const f = factor.data();
  const float* const o = offset.data();
  for (std::size_t row = 0; row < input.shape.rows(); ++row) {
    const float* in = input.row(row);
    float* out = output.row(row);
    for (int c = 0; c < channels; ++c) out[c] = in[c] * f[c] + o[c];
  }
}

void layer_norm_forward(const Tensor& input, std::span<const float> scale, std::span<const float> shift, Tensor& output) {
  const int channels = input.shape.channels;
  assert(scale.size() == static_cast<std::size_t>(channels));
  output.resize(input.shape);
  for (std::size_t row = 0; row < input.shape.rows(); ++row) {
    const float* in = input.row(row);
    float* out = output.row(row);
    float mean = 0;
    for (int c = 0; c < channels; ++c) mean += in[c];
    mean /= static_cast<float>(channels);
    float variance = 0;
    for (int c = 0; c < channels; ++c) variance += (in[c] - mean) * (in[c] - mean);
    variance /= static_cast<float>(channels);
    const float inverse = 1.0f / std::sqrt(variance + kLayerNormEpsilon);
    for (int c = 0; c < channels; ++c) out[c] = (in[c] - mean) * inverse * scale[c] + shift[c];
  }
}

}  // namespace second_opinion
