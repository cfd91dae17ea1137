#include "core/learning/backward/network_backward.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/base/random.hpp"
#include "core/layers/activations.hpp"
#include "core/layers/convolution.hpp"
#include "core/layers/embedding.hpp"
#include "core/layers/linear.hpp"
#include "core/layers/normalization.hpp"
#include "core/layers/pooling.hpp"
#include "core/learning/backward/activations_backward.hpp"
#include "core/learning/backward/attention_backward.hpp"
#include "core/learning/backward/convolution_backward.hpp"
#include "core/learning/backward/dropout_backward.hpp"
#include "core/learning/backward/embedding_backward.hpp"
#include "core/learning/backward/linear_backward.hpp"
#include "core/learning/backward/pooling_backward.hpp"
#include "core/learning/backward/residual_backward.hpp"
#include "core/network/plain_layer.hpp"

namespace second_opinion {
namespace {

// Parameter `which` of a layer, or nothing when the layer has fewer (no bias).
std::span<const float> parameter(const Network& network, const LayerPlan& layer, int which) {
  if (which >= layer.parameter_count) return {};
  return network.parameters[static_cast<std::size_t>(layer.first_parameter + which)].values;
}

std::span<float> parameter_gradient(Gradients& gradients, const LayerPlan& layer, int which) {
  if (which >= layer.parameter_count) return {};
  return gradients.values[static_cast<std::size_t>(layer.first_parameter + which)];
}

// A ReLU behind a batch norm is done by the batch norm, forward and backward.
bool relu_follows(const Network& network, std::size_t index) {
  return index + 1 < network.layers.size() &&
         network.layers[index + 1].spec.kind == LayerKind::kRelu;
}

bool batch_norm_precedes(const Network& network, std::size_t index) {
  return index > 0 && network.layers[index - 1].spec.kind == LayerKind::kBatchNorm;
}

std::uint64_t layer_key(std::uint64_t seed, std::size_t index) {
  return random_key(seed, Purpose::kNoise, {index});
}

}  // namespace

Gradients Gradients::zeros(const Network& network) {
  Gradients gradients;
  for (const Parameter& p : network.parameters)
    gradients.values.emplace_back(p.values.size(), 0.0f);
  return gradients;
}

void Gradients::clear() {
  for (std::vector<float>& gradient : values) std::fill(gradient.begin(), gradient.end(), 0.0f);
}

const Tensor& TrainingPass::forward(const Network& network, const Tensor& images,
                                    std::uint64_t seed) {
  images_ = &images;
  seed_ = seed;
  kept_.resize(network.layers.size());
  open_residuals_.clear();
  const auto learns = [](const LayerPlan& layer) { return layer.parameter_count > 0; };
  first_learned_ = static_cast<std::size_t>(
      std::find_if(network.layers.begin(), network.layers.end(), learns) - network.layers.begin());
  for (std::size_t index = 0; index < network.layers.size(); ++index) run_layer(network, index);
  return *kept_.back().output;
}

void TrainingPass::run_layer(const Network& network, std::size_t index) {
  const LayerPlan& layer = network.layers[index];
  const LayerSpec& s = layer.spec;
  const Tensor& in = input_of(index);
  Kept& kept = kept_[index];
  Tensor& out = kept.own;
  kept.output = &out;
  const auto p = [&](int which) { return parameter(network, layer, which); };
  const auto pass_on = [&] { kept.output = &in; };
  switch (s.kind) {  // the layers that do something else or keep something when they learn
    case LayerKind::kConvolution:
      return convolution_training_forward(in, {s.units, s.kernel, s.stride, s.padding}, p(0), p(1),
                                          out, scratch_);
    case LayerKind::kBatchNorm:
      return batch_norm_training_forward(in, p(0), p(1), relu_follows(network, index),
                                         kept.statistics, out, scratch_);
    case LayerKind::kRelu:
      return batch_norm_precedes(network, index) ? pass_on() : relu_forward(in, out);
    case LayerKind::kDropout:
      return s.rate > 0 ? dropout_training_forward(in, s.rate, layer_key(seed_, index), out)
                        : pass_on();
    case LayerKind::kAttention:
      return attention_forward(in, s.heads, {p(0), p(1), p(2), p(3)}, kept.attention, out);
    case LayerKind::kResidualBegin:
      open_residuals_.push_back(&in);
      return pass_on();
    case LayerKind::kResidualEnd:
      return residual_end(s, index);
    default:
      return run_plain_layer(s, layer_parameters(network, layer), in, out);
  }
}

void TrainingPass::residual_end(const LayerSpec& spec, std::size_t index) {
  Kept& kept = kept_[index];
  kept.branch_factors.clear();
  if (spec.rate > 0)
    stochastic_depth_factors(images_->shape.batch, spec.rate, layer_key(seed_, index),
                             kept.branch_factors);
  residual_training_forward(*open_residuals_.back(), input_of(index), kept.branch_factors,
                            kept.own);
  open_residuals_.pop_back();
}

void TrainingPass::backward(const Network& network, const Tensor& logits_gradient,
                            Gradients& gradients) {
  assert(images_ && kept_.size() == network.layers.size());
  assert(logits_gradient.shape == kept_.back().output->shape);
  waiting_count_ = 0;
  gradient_.resize(logits_gradient.shape);
  std::copy(logits_gradient.values.begin(), logits_gradient.values.end(), gradient_.values.begin());
  for (std::size_t index = network.layers.size(); index-- > first_learned_;)
    layer_backward(network, index, gradients);
}

// gradient_ is the output's on entry and the input's on return.
void TrainingPass::layer_backward(const Network& network, std::size_t index, Gradients& gradients) {
  const LayerPlan& layer = network.layers[index];
  const LayerSpec& s = layer.spec;
  const Tensor& in = input_of(index);
  const Tensor& out = *kept_[index].output;
  Tensor* const next = index > first_learned_ ? &next_gradient_ : nullptr;
  const auto p = [&](int which) { return parameter(network, layer, which); };
  const auto g = [&](int which) { return parameter_gradient(gradients, layer, which); };
  // The first group writes next_gradient_, the second works in place.
  switch (s.kind) {
    case LayerKind::kLinear:
      linear_backward(in, s.units, s.flatten, p(0), gradient_, g(0), g(1), next, scratch_);
      break;
    case LayerKind::kConvolution:
      convolution_backward(in, {s.units, s.kernel, s.stride, s.padding}, p(0), gradient_, g(0),
                           g(1), next, scratch_);
      break;
    case LayerKind::kPatchEmbedding:
      convolution_backward(in, {s.units, s.kernel, patch_pitch(s), s.padding}, p(0), gradient_,
                           g(0), g(1), next, scratch_);
      break;
    case LayerKind::kAttention:
      attention_backward(in, s.heads, {p(0), p(1), p(2), p(3)}, kept_[index].attention, gradient_,
                         {g(0), g(1), g(2), g(3)}, next_gradient_, scratch_);
      break;
    case LayerKind::kClassToken:
      class_token_backward(in.shape, gradient_, g(0), next_gradient_);
      break;
    case LayerKind::kFirstToken:
      first_token_backward(in.shape, gradient_, next_gradient_);
      break;
    case LayerKind::kMaxPool:
      max_pool_backward(in, s.kernel, s.stride, out, gradient_, next_gradient_);
      break;
    case LayerKind::kAveragePool:
      average_pool_backward(in.shape, s.kernel, s.stride, gradient_, next_gradient_);
      break;
    case LayerKind::kGlobalAveragePool:
      global_average_pool_backward(in.shape, gradient_, next_gradient_);
      break;
    case LayerKind::kGlobalMaxPool:
      global_max_pool_backward(in, out, gradient_, next_gradient_);
      break;
    case LayerKind::kGlobalAverageMaxPool:
      global_average_max_pool_backward(in, out, gradient_, next_gradient_);
      break;

    case LayerKind::kBatchNorm:
      return batch_norm_backward(in, p(0), p(1), relu_follows(network, index),
                                 kept_[index].statistics, g(0), g(1), gradient_, scratch_);
    case LayerKind::kLayerNorm:
      return layer_norm_backward(in, p(0), g(0), g(1), gradient_);
    case LayerKind::kRelu:
      return batch_norm_precedes(network, index) ? void() : relu_backward(out, gradient_);
    case LayerKind::kGelu:
      return gelu_backward(in, gradient_);
    case LayerKind::kSigmoid:
      return sigmoid_backward(out, gradient_);
    case LayerKind::kDropout:
      return s.rate > 0 ? dropout_backward(s.rate, layer_key(seed_, index), gradient_) : void();
    case LayerKind::kPositionEmbedding:
      return position_embedding_backward(gradient_, g(0));
    case LayerKind::kResidualBegin:
      return residual_begin_backward();
    case LayerKind::kResidualEnd:
      return residual_end_backward(index);
  }
  std::swap(gradient_, next_gradient_);
}

void TrainingPass::residual_end_backward(std::size_t index) {
  if (waiting_.size() <= waiting_count_) waiting_.resize(waiting_count_ + 1);
  residual_split_backward(kept_[index].branch_factors, gradient_, waiting_[waiting_count_++]);
}

void TrainingPass::residual_begin_backward() {
  add_to(waiting_[--waiting_count_], gradient_);
}

}  // namespace second_opinion
