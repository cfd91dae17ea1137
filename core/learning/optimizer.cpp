// The update rules, as their papers and PyTorch state them: one function per
// rule over one parameter, so that each can be read beside its formula.
#include "core/learning/optimizer.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <span>

#include "core/base/vector_loops.hpp"

namespace second_opinion {
namespace {

// Everything that one parameter's step needs.
struct Update {
  std::span<float> weight;
  std::span<const float> gradient;
  std::span<float> first;
  std::span<float> second;
  float rate = 0;
  float decay = 0;  // added to the gradient; the decoupled kind has been applied already
  std::int64_t step = 1;
};

float slope(const Update& u, std::size_t i) {
  return u.gradient[i] + u.decay * u.weight[i];
}

void sgd(const OptimizerSettings& s, const Update& u) {
  const float momentum = static_cast<float>(s.momentum);
  for (std::size_t i = 0; i < u.weight.size(); ++i) {
    const float g = slope(u, i);
    u.first[i] = momentum * u.first[i] + g;
    u.weight[i] -= u.rate * (s.nesterov ? g + momentum * u.first[i] : u.first[i]);
  }
}

// The weight, its gradient and both means, apart, so that compilers see that they do not overlap.
SO_VECTOR_LOOPS
void adam_loop(float* __restrict weight, const float* __restrict gradient, float* __restrict first,
               float* __restrict second, std::size_t count, float beta_1, float beta_2, float decay,
               float rate, float correction, float epsilon) {
  for (std::size_t i = 0; i < count; ++i) {
    const float g = gradient[i] + decay * weight[i];
    first[i] = beta_1 * first[i] + (1 - beta_1) * g;
    second[i] = beta_2 * second[i] + (1 - beta_2) * g * g;
    weight[i] -= rate * first[i] / (std::sqrt(second[i]) * correction + epsilon);
  }
}

void adam(const OptimizerSettings& s, const Update& u) {
  const float beta_1 = static_cast<float>(s.beta_1), beta_2 = static_cast<float>(s.beta_2),
              epsilon = static_cast<float>(s.epsilon);
  const float rate =
      static_cast<float>(u.rate / (1 - std::pow(s.beta_1, static_cast<double>(u.step))));
  const float correction =
      static_cast<float>(1 / std::sqrt(1 - std::pow(s.beta_2, static_cast<double>(u.step))));
  adam_loop(u.weight.data(), u.gradient.data(), u.first.data(), u.second.data(), u.weight.size(),
            beta_1, beta_2, u.decay, rate, correction, epsilon);
}

void adamax(const OptimizerSettings& s, const Update& u) {
  const float beta_1 = static_cast<float>(s.beta_1), beta_2 = static_cast<float>(s.beta_2),
              epsilon = static_cast<float>(s.epsilon);
  const float rate =
      static_cast<float>(u.rate / (1 - std::pow(s.beta_1, static_cast<double>(u.step))));
  for (std::size_t i = 0; i < u.weight.size(); ++i) {
    const float g = slope(u, i);
    u.first[i] = beta_1 * u.first[i] + (1 - beta_1) * g;
    u.second[i] = std::max(beta_2 * u.second[i], std::abs(g) + epsilon);
    u.weight[i] -= rate * u.first[i] / u.second[i];
  }
}

void rmsprop(const OptimizerSettings& s, const Update& u) {
  const float rho = static_cast<float>(s.rho), momentum = static_cast<float>(s.momentum),
              epsilon = static_cast<float>(s.epsilon);
  for (std::size_t i = 0; i < u.weight.size(); ++i) {
    const float g = slope(u, i);
    u.second[i] = rho * u.second[i] + (1 - rho) * g * g;
    u.first[i] = momentum * u.first[i] + g / (std::sqrt(u.second[i]) + epsilon);
    u.weight[i] -= u.rate * u.first[i];
  }
}

void adagrad(const OptimizerSettings& s, const Update& u) {
  const float epsilon = static_cast<float>(s.epsilon);
  for (std::size_t i = 0; i < u.weight.size(); ++i) {
    const float g = slope(u, i);
    u.second[i] += g * g;
    u.weight[i] -= u.rate * g / (std::sqrt(u.second[i]) + epsilon);
  }
}

// `first` holds the mean square of the steps taken.
void adadelta(const OptimizerSettings& s, const Update& u) {
  const float rho = static_cast<float>(s.rho), epsilon = static_cast<float>(s.epsilon);
  for (std::size_t i = 0; i < u.weight.size(); ++i) {
    const float g = slope(u, i);
    u.second[i] = rho * u.second[i] + (1 - rho) * g * g;
    const float move = std::sqrt(u.first[i] + epsilon) / std::sqrt(u.second[i] + epsilon) * g;
    u.first[i] = rho * u.first[i] + (1 - rho) * move * move;
    u.weight[i] -= u.rate * move;
  }
}

void apply(const OptimizerSettings& settings, const Update& update) {
  switch (settings.kind) {
    case OptimizerKind::kSgd:
      return sgd(settings, update);
    case OptimizerKind::kAdam:
    case OptimizerKind::kAdamw:
      return adam(settings, update);
    case OptimizerKind::kRmsprop:
      return rmsprop(settings, update);
    case OptimizerKind::kAdagrad:
      return adagrad(settings, update);
    case OptimizerKind::kAdadelta:
      return adadelta(settings, update);
    case OptimizerKind::kAdamax:
      return adamax(settings, update);
  }
}

}  // namespace

bool is_learned(ParameterRole role) {
  return role != ParameterRole::kRunningMean && role != ParameterRole::kRunningVariance;
}

Optimizer::Optimizer(const OptimizerSettings& settings, const Network& network)
    : settings_(settings) {
  for (const Parameter& parameter : network.parameters)
    first_.emplace_back(parameter.values.size(), 0.0f);
  second_ = first_;
}

void Optimizer::restore(std::int64_t steps, ParameterValues first, ParameterValues second) {
  assert(first.size() == first_.size() && second.size() == second_.size());
  steps_ = steps;
  first_ = std::move(first);
  second_ = std::move(second);
}

void Optimizer::step(Network& network, const ParameterValues& gradients, double learning_rate) {
  ++steps_;
  for (std::size_t p = 0; p < network.parameters.size(); ++p) {
    Parameter& parameter = network.parameters[p];
    if (!is_learned(parameter.role)) continue;
    const bool decays =
        settings_.decay_norms_and_biases || parameter.role == ParameterRole::kWeight;
    const double decay = decays ? settings_.weight_decay : 0;
    if (settings_.decoupled && decay > 0) {
      const float keep = static_cast<float>(1 - learning_rate * decay);
      for (float& value : parameter.values) value *= keep;
    }
    apply(settings_, {.weight = parameter.values,
                      .gradient = gradients[p],
                      .first = first_[p],
                      .second = second_[p],
                      .rate = static_cast<float>(learning_rate),
                      .decay = settings_.decoupled ? 0 : static_cast<float>(decay),
                      .step = steps_});
  }
}

double clip_gradients(ParameterValues& gradients, double limit) {
  double squares = 0;
  for (const auto& values : gradients)
    for (const float value : values) squares += static_cast<double>(value) * value;
  const double norm = std::sqrt(squares);
  if (limit <= 0 || norm <= limit) return norm;
  const float factor = static_cast<float>(limit / norm);
  for (auto& values : gradients)
    for (float& value : values) value *= factor;
  return norm;
}

}  // namespace second_opinion
