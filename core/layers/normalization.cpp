#include "core/layers/normalization.hpp"

#include <cassert>
#include <cmath>

#include "core/eigen_maps.hpp"

namespace second_opinion {

void batch_norm_forward(const Tensor& input, std::span<const float> scale, std::span<const float> shift,
                        std::span<const float> mean, std::span<const float> variance, Tensor& output) {
  assert(scale.size() == static_cast<std::size_t>(input.shape.channels));
  output.resize(input.shape);
  const RowArray factor = row_of(scale) / (row_of(variance) + kBatchNormEpsilon).sqrt();
  const RowArray offset = row_of(shift) - row_of(mean) * factor;
  rows_of(output) = (rows_of(input).rowwise() * factor).rowwise() + offset;
}

void layer_norm_forward(const Tensor& input, std::span<const float> scale, std::span<const float> shift, Tensor& output) {
  assert(scale.size() == static_cast<std::size_t>(input.shape.channels));
  output.resize(input.shape);
  const auto in = rows_of(input);
  auto out = rows_of(output);
  for (Eigen::Index row = 0; row < in.rows(); ++row) {
    out.row(row) = in.row(row) - in.row(row).mean();
    const float inverse = 1.0f / std::sqrt(out.row(row).square().mean() + kLayerNormEpsilon);
    out.row(row) = out.row(row) * inverse * row_of(scale) + row_of(shift);
  }
}

}  // namespace second_opinion
