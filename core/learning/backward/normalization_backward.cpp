// Statistics of the batch and both gradients, in as few passes over memory as they need.
#include "core/learning/backward/normalization_backward.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/base/vector_loops.hpp"
#include "core/layers/normalization.hpp"

namespace second_opinion {
namespace {

// Channel values are repeated over this many rows, so that loops over rows of few
// channels become loops over enough contiguous floats to fill vectors. In the
// batch norm's loops `width` = that many rows' floats and `count` = all floats.
constexpr int kRepeatedRows = 8;

void repeat_channels(const float* values, int channels, float* repeated) {
  for (int row = 0; row < kRepeatedRows; ++row) {
    for (int c = 0; c < channels; ++c) repeated[row * channels + c] = values[c];
  }
}

SO_VECTOR_LOOPS
void add_moments(const float* __restrict in, std::size_t count, std::size_t width,
                 float* __restrict sum, float* __restrict square) {
  for (std::size_t first = 0; first < count; first += width) {
    const std::size_t length = std::min(width, count - first);
    for (std::size_t i = 0; i < length; ++i) {
      const float x = in[first + i];
      sum[i] += x;
      square[i] += x * x;
    }
  }
}

SO_VECTOR_LOOPS
void scale_and_shift(const float* __restrict in, std::size_t count, std::size_t width,
                     const float* __restrict factor, const float* __restrict offset, float floor,
                     float* __restrict out) {
  for (std::size_t first = 0; first < count; first += width) {
    const std::size_t length = std::min(width, count - first);
    for (std::size_t i = 0; i < length; ++i) {
      const float y = in[first + i] * factor[i] + offset[i];
      out[first + i] = y > floor ? y : floor;
    }
  }
}

// Σ g and Σ g·x, where g is the gradient behind the ReLU: zero where the output was not above
// `floor`.
SO_VECTOR_LOOPS
void add_gradient_moments(const float* __restrict in, const float* __restrict gradient,
                          std::size_t count, std::size_t width, const float* __restrict factor,
                          const float* __restrict offset, float floor, float* __restrict sum,
                          float* __restrict product) {
  for (std::size_t first = 0; first < count; first += width) {
    const std::size_t length = std::min(width, count - first);
    for (std::size_t i = 0; i < length; ++i) {
      const float x = in[first + i];
      const float g = x * factor[i] + offset[i] > floor ? gradient[first + i] : 0.0f;
      sum[i] += g;
      product[i] += g * x;
    }
  }
}

// gradient = factor·g + slope·x + constant, with g as above.
SO_VECTOR_LOOPS
void combine_gradient(const float* __restrict in, float* __restrict gradient, std::size_t count,
                      std::size_t width, const float* __restrict factor,
                      const float* __restrict offset, float floor, const float* __restrict slope,
                      const float* __restrict constant) {
  for (std::size_t first = 0; first < count; first += width) {
    const std::size_t length = std::min(width, count - first);
    for (std::size_t i = 0; i < length; ++i) {
      const float x = in[first + i];
      const float g = x * factor[i] + offset[i] > floor ? gradient[first + i] : 0.0f;
      gradient[first + i] = factor[i] * g + (slope[i] * x + constant[i]);
    }
  }
}

// What the output is cut off at below: nothing, or 0 for a ReLU.
float output_floor(bool with_relu) {
  return with_relu ? 0.0f : -INFINITY;
}

double channel_sum(const float* repeated, int channels, int channel) {
  double sum = 0;
  for (int row = 0; row < kRepeatedRows; ++row) sum += repeated[row * channels + channel];
  return sum;
}

// The first two `width`s of lanes: output = input · factor + offset.
void repeat_factor_and_offset(std::span<const float> scale, std::span<const float> shift,
                              const BatchStatistics& statistics, float* factor, float* offset) {
  const int channels = static_cast<int>(scale.size());
  for (int c = 0; c < channels; ++c) {
    factor[c] = scale[c] / std::sqrt(statistics.variance[c] + kBatchNormEpsilon);
    offset[c] = shift[c] - statistics.mean[c] * factor[c];
  }
  repeat_channels(factor, channels, factor);
  repeat_channels(offset, channels, offset);
}

}  // namespace

void batch_norm_training_forward(const Tensor& input, std::span<const float> scale,
                                 std::span<const float> shift, bool with_relu,
                                 BatchStatistics& statistics, Tensor& output,
                                 BackwardScratch& scratch) {
  const int channels = input.shape.channels;
  const std::size_t width = static_cast<std::size_t>(channels) * kRepeatedRows;
  assert(scale.size() == static_cast<std::size_t>(channels));
  output.resize(input.shape);
  scratch.lanes.assign(2 * width, 0.0f);
  float* const first = scratch.lanes.data();
  float* const second = first + width;
  add_moments(input.data(), input.values.size(), width, first, second);
  statistics.mean.resize(channels);
  statistics.variance.resize(channels);
  statistics.count = input.shape.rows();
  const auto count = static_cast<double>(statistics.count);
  for (int c = 0; c < channels; ++c) {
    const double mean = channel_sum(first, channels, c) / count;
    statistics.mean[c] = static_cast<float>(mean);
    statistics.variance[c] =
        static_cast<float>(std::max(0.0, channel_sum(second, channels, c) / count - mean * mean));
  }
  repeat_factor_and_offset(scale, shift, statistics, first, second);
  scale_and_shift(input.data(), input.values.size(), width, first, second, output_floor(with_relu),
                  output.data());
}

void batch_norm_backward(const Tensor& input, std::span<const float> scale,
                         std::span<const float> shift, bool with_relu,
                         const BatchStatistics& statistics, std::span<float> scale_gradient,
                         std::span<float> shift_gradient, Tensor& gradient,
                         BackwardScratch& scratch) {
  assert(input.shape == gradient.shape);
  const int channels = input.shape.channels;
  const std::size_t width = static_cast<std::size_t>(channels) * kRepeatedRows;
  scratch.lanes.assign(4 * width, 0.0f);
  float* const factor = scratch.lanes.data();
  float* const offset = factor + width;
  float* const first = offset + width;
  float* const second = first + width;
  const float floor = output_floor(with_relu);
  repeat_factor_and_offset(scale, shift, statistics, factor, offset);
  add_gradient_moments(input.data(), gradient.data(), gradient.values.size(), width, factor, offset,
                       floor, first, second);
  for (int c = 0; c < channels; ++c) {
    // With x̂ = (x - mean)·inverse, the input's gradient is
    // scale·inverse·(g - mean of g - x̂·mean of g·x̂).
    const double mean = statistics.mean[c];
    const double inverse =
        1.0 / std::sqrt(static_cast<double>(statistics.variance[c]) + kBatchNormEpsilon);
    const double sum = channel_sum(first, channels, c);
    const double product = (channel_sum(second, channels, c) - mean * sum) * inverse;
    scale_gradient[c] += static_cast<float>(product);
    shift_gradient[c] += static_cast<float>(sum);
    const double slope =
        -scale[c] * inverse * inverse * product / static_cast<double>(statistics.count);
    first[c] = static_cast<float>(slope);
    second[c] = static_cast<float>(
        -scale[c] * inverse * sum / static_cast<double>(statistics.count) - slope * mean);
  }
  repeat_channels(first, channels, first);
  repeat_channels(second, channels, second);
  combine_gradient(input.data(), gradient.data(), gradient.values.size(), width, factor, offset,
                   floor, first, second);
}

namespace {

SO_VECTOR_LOOPS
void layer_norm_rows(const float* __restrict in, std::size_t rows, int channels,
                     const float* __restrict scale, float* __restrict scale_gradient,
                     float* __restrict shift_gradient, float* __restrict gradient) {
  const float share = 1.0f / static_cast<float>(channels);
  for (std::size_t row = 0; row < rows; ++row, in += channels, gradient += channels) {
    float mean = 0, variance = 0, sum = 0, product = 0;
#pragma omp simd reduction(+ : mean, sum)
    for (int c = 0; c < channels; ++c) {
      mean += in[c];
      sum += gradient[c] * scale[c];
    }
    mean *= share;
#pragma omp simd reduction(+ : variance, product)
    for (int c = 0; c < channels; ++c) {
      const float centred = in[c] - mean;
      variance += centred * centred;
      product += gradient[c] * scale[c] * centred;
    }
    const float inverse = 1.0f / std::sqrt(variance * share + kLayerNormEpsilon);
    sum *= share;
    product *= share * inverse;
    for (int c = 0; c < channels; ++c) {
      const float normal = (in[c] - mean) * inverse;
      const float g = gradient[c];
      scale_gradient[c] += g * normal;
      shift_gradient[c] += g;
      gradient[c] = inverse * (g * scale[c] - sum - normal * product);
    }
  }
}

}  // namespace

void layer_norm_backward(const Tensor& input, std::span<const float> scale,
                         std::span<float> scale_gradient, std::span<float> shift_gradient,
                         Tensor& gradient) {
  assert(input.shape == gradient.shape);
  layer_norm_rows(input.data(), input.shape.rows(), input.shape.channels, scale.data(),
                  scale_gradient.data(), shift_gradient.data(), gradient.data());
}

}  // namespace second_opinion
