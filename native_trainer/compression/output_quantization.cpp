// One column of weights at a time. With d = weights - rounded weights and S = the second moments of
// the inputs, the mean squared change of the output is dᵀ·S·d. Where the layer has a bias, the bias
// takes up the mean change, and S becomes the covariance of the inputs.
#include "native_trainer/compression/output_quantization.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/half.hpp"
#include "native_trainer/compression/layer_moments.hpp"

namespace second_opinion {
namespace {

constexpr int kSteps = 50;

Eigen::VectorXd round_to(const Eigen::VectorXd& weights, double scale, int top) {
  return (weights / scale).array().round().cwiseMax(-top).cwiseMin(top);
}

// The float16 scale whose rounding changes the outputs least.
double best_scale(const Eigen::VectorXd& weights, const Eigen::MatrixXd& moments, int top) {
  const float largest = static_cast<float>(weights.cwiseAbs().maxCoeff());
  Eigen::VectorXd scales(kSteps);
  Eigen::MatrixXd differences(weights.size(), kSteps);
  for (int step = 0; step < kSteps; ++step) {
    const float fraction = 1.0f - 0.5f * static_cast<float>(step) / kSteps;
    scales[step] = static_cast<double>(half_to_float(
        std::max<std::uint16_t>(1, float_to_half(fraction * largest / static_cast<float>(top)))));
    differences.col(step) = weights - scales[step] * round_to(weights, scales[step], top);
  }
  const Eigen::VectorXd errors =
      (moments * differences).cwiseProduct(differences).colwise().sum().transpose();
  Eigen::Index best = 0;
  errors.minCoeff(&best);
  return scales[best];
}

// Rounds single weights the other way, the most helpful first, while the error falls.
void improve_levels(const Eigen::VectorXd& weights, const Eigen::MatrixXd& moments, double scale,
                    int top, Eigen::VectorXd& levels) {
  Eigen::VectorXd difference = weights - scale * levels;
  Eigen::VectorXd slope = moments * difference;
  for (Eigen::Index flips = 0; flips < 2 * weights.size(); ++flips) {
    Eigen::Index best = -1;
    double best_gain = 1e-12 * std::abs(difference.dot(slope));
    for (Eigen::Index r = 0; r < weights.size(); ++r) {
      if (std::abs(levels[r] + (slope[r] > 0 ? 1 : -1)) > top) continue;
      const double gain = 2 * scale * std::abs(slope[r]) - scale * scale * moments(r, r);
      if (gain > best_gain) best = r, best_gain = gain;
    }
    if (best < 0) return;
    const double way = slope[best] > 0 ? 1 : -1;  // a higher level makes the difference smaller
    levels[best] += way;
    difference[best] -= way * scale;
    slope -= way * scale * moments.col(best);
  }
}

void quantize_weight(Parameter& weight, Parameter* bias, const LayerMoments& moments, int top) {
  const Eigen::MatrixXd spread =
      bias ? Eigen::MatrixXd(moments.products - moments.mean * moments.mean.transpose())
           : moments.products;
  Eigen::VectorXd column(weight.rows);
  for (int c = 0; c < weight.columns; ++c) {
    const auto at = [&](int r) -> float& {
      return weight.values[static_cast<std::size_t>(r) * weight.columns + c];
    };
    for (int r = 0; r < weight.rows; ++r) column[r] = at(r);
    const double scale = best_scale(column, spread, top);
    Eigen::VectorXd levels = round_to(column, scale, top);
    improve_levels(column, spread, scale, top, levels);
    for (int r = 0; r < weight.rows; ++r)
      at(r) = static_cast<float>(scale) * static_cast<float>(levels[r]);
    if (bias)
      bias->values[static_cast<std::size_t>(c)] +=
          static_cast<float>(moments.mean.dot(column - scale * levels));
  }
}

// Attention's output projection, whose inputs layer_moments does not see: as if they were alike and
// independent.
LayerMoments unseen_inputs(int rows) {
  return {Eigen::MatrixXd::Identity(rows, rows), Eigen::VectorXd::Zero(rows)};
}

}  // namespace

Network quantize_by_outputs(const WeightsFile& file, const Dataset& pictures, int levels) {
  WeightsFile rounded = file;
  for (std::size_t i = 0; i < rounded.network.layers.size(); ++i) {
    const LayerPlan& layer = rounded.network.layers[i];
    if (!has_weighted_inputs(layer.spec)) continue;
    const LayerMoments moments = layer_moments(rounded, i, pictures);
    const auto first = rounded.network.parameters.begin() + layer.first_parameter;
    const bool has_bias = layer.parameter_count > 1 && (first + 1)->role == ParameterRole::kBias;
    quantize_weight(*first, has_bias ? &*(first + 1) : nullptr, moments, levels);
    for (auto other = first + 1; other != first + layer.parameter_count; ++other) {
      if (other->role == ParameterRole::kWeight)
        quantize_weight(*other, nullptr, unseen_inputs(other->rows), levels);
    }
  }
  return std::move(rounded.network);
}

}  // namespace second_opinion
