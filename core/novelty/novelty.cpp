// A quadratic of the last layer's inputs and of the energy of the logits, through a sigmoid.
#include "core/novelty/novelty.hpp"

#include <cassert>
#include <cmath>

#include "core/base/log_sum_exp.hpp"

namespace second_opinion {

int novelty_features(const Network& network) {
  const LayerPlan& last = network.layers.back();
  return std::holds_alternative<Linear>(last.spec) ? last.input.features() : 0;
}

float novelty(const NoveltyModel& model, std::span<const float> features,
              std::span<const float> logits) {
  assert(features.size() == model.plain.size() && features.size() == model.square.size());
  double sum = model.bias + model.energy * log_sum_exp(logits);
  for (std::size_t i = 0; i < features.size(); ++i) {
    const double x = features[i];
    sum += x * (model.plain[i] + x * model.square[i]);
  }
  if (!std::isfinite(sum)) return 1;
  return static_cast<float>(1 / (1 + std::exp(-sum)));
}

}  // namespace second_opinion
