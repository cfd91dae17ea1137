// Two visitors over the table of kinds: what a layer does in training, and how it sends the
// gradient back. A kind that is in the table and not here does not compile.
#include "core/learning/backward/network_backward.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/base/random.hpp"
#include "core/layers/convolution.hpp"
#include "core/learning/backward/attention_backward.hpp"
#include "core/learning/backward/convolution_backward.hpp"
#include "core/learning/backward/dropout_backward.hpp"
#include "core/learning/backward/embedding_backward.hpp"
#include "core/learning/backward/linear_backward.hpp"
#include "core/learning/backward/pooling_backward.hpp"
#include "core/learning/backward/residual_backward.hpp"

namespace second_opinion {
namespace {

std::span<float> parameter_gradient(Gradients& gradients, const LayerPlan& layer, int which) {
  if (which >= layer.parameter_count) return {};  // no bias
  return gradients.values[static_cast<std::size_t>(layer.first_parameter + which)];
}

// A ReLU behind a batch norm is done by the batch norm, forward and backward.
bool relu_follows(const Network& network, std::size_t index) {
  return index + 1 < network.layers.size() && is<Relu>(network.layers[index + 1].spec);
}

bool batch_norm_precedes(const Network& network, std::size_t index) {
  return index > 0 && is<BatchNorm>(network.layers[index - 1].spec);
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

std::uint64_t TrainingPass::key_of(std::size_t layer) const {
  return random_key(seed_, Purpose::kNoise, {layer});
}

// Layer `index` on its way forward. What a kind does outside training it does here, unless it has
// an entry of its own below.
struct TrainingPass::LayerForward {
  TrainingPass& pass;
  const Network& network;
  std::size_t index;

  Kept& kept = pass.kept_[index];
  const Tensor& in = pass.input_of(index);
  Tensor& out = kept.own;
  const LayerParameters p = layer_parameters(network, network.layers[index]);

  template <typename Kind>
  void operator()(const Kind& kind) {
    LayerCall call{p, in, out, pass.plain_};
    kind.forward(call);
  }

  void operator()(const Convolution& kind) {
    convolution_training_forward(in, kind.shape(), p[0], p[1], out, pass.scratch_);
  }

  void operator()(const BatchNorm&) {
    batch_norm_training_forward(in, p[0], p[1], relu_follows(network, index), kept.statistics, out,
                                pass.scratch_);
  }

  void operator()(const Relu&) {
    batch_norm_precedes(network, index) ? pass_on() : relu_forward(in, out);
  }

  void operator()(const Dropout& kind) {
    kind.rate > 0 ? dropout_training_forward(in, kind.rate, pass.key_of(index), out) : pass_on();
  }

  void operator()(const Attention& kind) {
    attention_forward(in, kind.heads, {p[0], p[1], p[2], p[3]}, kept.attention, out);
  }

  void operator()(const ResidualBegin&) {
    pass.open_residuals_.push_back(&in);
    pass_on();
  }

  void operator()(const ResidualEnd& kind) {
    kept.branch_factors.clear();
    if (kind.rate > 0)
      stochastic_depth_factors(pass.images_->shape.batch, kind.rate, pass.key_of(index),
                               kept.branch_factors);
    residual_training_forward(*pass.open_residuals_.back(), in, kept.branch_factors, out);
    pass.open_residuals_.pop_back();
  }

  void pass_on() { kept.output = &in; }
};

// Layer `index` on its way back: `gradient` is its output's when a function begins and its input's
// when it returns.
struct TrainingPass::LayerBackward {
  TrainingPass& pass;
  const Network& network;
  std::size_t index;
  Gradients& gradients;

  Kept& kept = pass.kept_[index];
  const Tensor& in = pass.input_of(index);
  const Tensor& out = *kept.output;
  const LayerParameters p = layer_parameters(network, network.layers[index]);
  Tensor& gradient = pass.gradient_;
  Tensor& next = pass.next_gradient_;
  BackwardScratch& scratch = pass.scratch_;

  std::span<float> g(int which) const {
    return parameter_gradient(gradients, network.layers[index], which);
  }
  // Nobody asks for the input's gradient of the first layer that learns.
  Tensor* wanted_next() const { return index > pass.first_learned_ ? &next : nullptr; }
  // Ends the functions that write into `next` what others change in place.
  void take_next() { std::swap(gradient, next); }

  template <Activation Kind>
  void operator()(const Kind& kind) {
    kind.times_derivative(in, out, gradient);
  }

  void operator()(const Relu& kind) {
    if (!batch_norm_precedes(network, index)) kind.times_derivative(in, out, gradient);
  }

  void operator()(const Linear& kind) {
    linear_backward(in, kind.units, kind.flatten, p[0], gradient, g(0), g(1), wanted_next(),
                    scratch);
    take_next();
  }

  void operator()(const Convolution& kind) { convolution(kind.shape()); }
  void operator()(const PatchEmbedding& kind) { convolution(kind.shape()); }
  void convolution(const ConvolutionShape& shape) {
    convolution_backward(in, shape, p[0], gradient, g(0), g(1), wanted_next(), scratch);
    take_next();
  }

  void operator()(const BatchNorm&) {
    batch_norm_backward(in, p[0], p[1], relu_follows(network, index), kept.statistics, g(0), g(1),
                        gradient, scratch);
  }

  void operator()(const LayerNorm&) { layer_norm_backward(in, p[0], g(0), g(1), gradient); }

  void operator()(const MaxPool& kind) {
    max_pool_backward(in, kind.kernel, kind.stride, out, gradient, next);
    take_next();
  }

  void operator()(const AveragePool& kind) {
    average_pool_backward(in.shape, kind.kernel, kind.stride, gradient, next);
    take_next();
  }

  void operator()(const GlobalAveragePool&) {
    global_average_pool_backward(in.shape, gradient, next);
    take_next();
  }

  void operator()(const GlobalMaxPool&) {
    global_max_pool_backward(in, out, gradient, next);
    take_next();
  }

  void operator()(const GlobalAverageMaxPool&) {
    global_average_max_pool_backward(in, out, gradient, next);
    take_next();
  }

  void operator()(const Dropout& kind) {
    if (kind.rate > 0) dropout_backward(kind.rate, pass.key_of(index), gradient);
  }

  void operator()(const PositionEmbedding&) { position_embedding_backward(gradient, g(0)); }

  void operator()(const ClassToken&) {
    class_token_backward(in.shape, gradient, g(0), next);
    take_next();
  }

  void operator()(const FirstToken&) {
    first_token_backward(in.shape, gradient, next);
    take_next();
  }

  void operator()(const Attention& kind) {
    attention_backward(in, kind.heads, {p[0], p[1], p[2], p[3]}, kept.attention, gradient,
                       {g(0), g(1), g(2), g(3)}, next, scratch);
    take_next();
  }

  void operator()(const ResidualEnd&) {
    if (pass.waiting_.size() <= pass.waiting_count_) pass.waiting_.resize(pass.waiting_count_ + 1);
    residual_split_backward(kept.branch_factors, gradient, pass.waiting_[pass.waiting_count_++]);
  }

  void operator()(const ResidualBegin&) { add_to(pass.waiting_[--pass.waiting_count_], gradient); }
};

const Tensor& TrainingPass::forward(const Network& network, const Tensor& images,
                                    std::uint64_t seed) {
  images_ = &images;
  seed_ = seed;
  kept_.resize(network.layers.size());
  open_residuals_.clear();
  const auto learns = [](const LayerPlan& layer) { return layer.parameter_count > 0; };
  first_learned_ = static_cast<std::size_t>(
      std::find_if(network.layers.begin(), network.layers.end(), learns) - network.layers.begin());
  for (std::size_t index = 0; index < network.layers.size(); ++index) {
    kept_[index].output = &kept_[index].own;
    std::visit(LayerForward{*this, network, index}, network.layers[index].spec);
  }
  return *kept_.back().output;
}

void TrainingPass::backward(const Network& network, const Tensor& logits_gradient,
                            Gradients& gradients) {
  assert(images_ && kept_.size() == network.layers.size());
  assert(logits_gradient.shape == kept_.back().output->shape);
  waiting_count_ = 0;
  gradient_.resize(logits_gradient.shape);
  std::copy(logits_gradient.values.begin(), logits_gradient.values.end(), gradient_.values.begin());
  for (std::size_t index = network.layers.size(); index-- > first_learned_;) {
    std::visit(LayerBackward{*this, network, index, gradients}, network.layers[index].spec);
  }
}

}  // namespace second_opinion
