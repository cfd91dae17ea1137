// Both norms shift and scale; they differ in what they take mean and variance of.
#include "core/layers/normalization.hpp"

#include <cassert>
#include <cmath>

#include "core/base/eigen_maps.hpp"
#include "core/base/vector_loops.hpp"

namespace second_opinion {
namespace {

SO_VECTOR_LOOPS
void layer_norm_loop(const float* __restrict in, std::size_t stride, std::size_t rows, int channels,
                     const float* __restrict scale, const float* __restrict shift,
                     float* __restrict out) {
  const float share = 1.0f / static_cast<float>(channels);
  for (std::size_t row = 0; row < rows; ++row, in += stride, out += channels) {
    float sum = 0, squares = 0;
#pragma omp simd reduction(+ : sum)
    for (int c = 0; c < channels; ++c) sum += in[c];
    const float mean = sum * share;
#pragma omp simd reduction(+ : squares)
    for (int c = 0; c < channels; ++c) squares += (in[c] - mean) * (in[c] - mean);
    const float inverse = 1.0f / std::sqrt(squares * share + kLayerNormEpsilon);
    for (int c = 0; c < channels; ++c) out[c] = (in[c] - mean) * inverse * scale[c] + shift[c];
  }
}

void plan_scale_and_shift(LayerPlanner& planner) {
  planner.parameter("scale", ParameterRole::kNormScale, 1, planner.input.channels);
  planner.parameter("shift", ParameterRole::kNormShift, 1, planner.input.channels);
}

}  // namespace

void BatchNorm::plan(LayerPlanner& planner) const {
  plan_scale_and_shift(planner);
  planner.parameter("mean", ParameterRole::kRunningMean, 1, planner.input.channels);
  planner.parameter("variance", ParameterRole::kRunningVariance, 1, planner.input.channels);
}

void BatchNorm::forward(LayerCall& call) const {
  const LayerParameters& p = call.parameters;
  batch_norm_forward(call.input, p[0], p[1], p[2], p[3], call.output);
}

void LayerNorm::plan(LayerPlanner& planner) const {
  plan_scale_and_shift(planner);
}

void LayerNorm::forward(LayerCall& call) const {
  layer_norm_forward(call.input, call.parameters[0], call.parameters[1], call.output);
}

void batch_norm_forward(const Tensor& input, std::span<const float> scale,
                        std::span<const float> shift, std::span<const float> mean,
                        std::span<const float> variance, Tensor& output) {
  assert(scale.size() == static_cast<std::size_t>(input.shape.channels));
  output.resize(input.shape);
  const RowArray factor = row_of(scale) / (row_of(variance) + kBatchNormEpsilon).sqrt();
  const RowArray offset = row_of(shift) - row_of(mean) * factor;
  rows_of(output) = (rows_of(input).rowwise() * factor).rowwise() + offset;
}

void layer_norm_forward(const Tensor& input, std::span<const float> scale,
                        std::span<const float> shift, Tensor& output) {
  assert(scale.size() == static_cast<std::size_t>(input.shape.channels));
  output.resize(input.shape);
  layer_norm_rows(input.data(), scale.size(), input.shape.rows(), scale, shift, output.data());
}

void layer_norm_rows(const float* input, std::size_t stride, std::size_t rows,
                     std::span<const float> scale, std::span<const float> shift, float* output) {
  layer_norm_loop(input, stride, rows, static_cast<int>(scale.size()), scale.data(), shift.data(),
                  output);
}

}  // namespace second_opinion
