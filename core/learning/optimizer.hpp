// First-order optimizers over a network's parameters. Each keeps its own state,
// which a checkpoint saves and restores.
#pragma once

#include <cstdint>
#include <vector>

#include "core/network/network.hpp"

namespace second_opinion {

enum class OptimizerKind { kSgd, kAdam, kAdamw, kRmsprop, kAdagrad, kAdadelta, kAdamax };

struct OptimizerSettings {
  OptimizerKind kind = OptimizerKind::kSgd;
  double learning_rate = 0.01;  // the peak; a schedule scales it
  double momentum = 0;          // kSgd, kRmsprop
  bool nesterov = false;        // kSgd
  double beta_1 = 0.9;          // kAdam, kAdamw, kAdamax
  double beta_2 = 0.999;
  double rho = 0.9;  // kRmsprop, kAdadelta: how long squares are remembered
  double epsilon = 1e-8;
  double weight_decay = 0;
  bool decoupled = false;  // shrink weights beside the step (Loshchilov and Hutter 2019) instead of
                           // adding to the gradient
  bool decay_norms_and_biases = false;  // and positions; otherwise weights alone decay
};

using ParameterValues = std::vector<std::vector<float>>;  // parallel to Network::parameters

// False for running statistics, which batches move, not gradients.
bool is_learned(ParameterRole role);

class Optimizer {
 public:
  Optimizer(const OptimizerSettings& settings, const Network& network);

  // One step down the gradients. Running statistics are left alone.
  void step(Network& network, const ParameterValues& gradients, double learning_rate);

  std::int64_t steps() const { return steps_; }
  const ParameterValues& first() const { return first_; }    // momentum or mean of gradients
  const ParameterValues& second() const { return second_; }  // mean or sum of squares
  void restore(std::int64_t steps, ParameterValues first, ParameterValues second);

 private:
  OptimizerSettings settings_;
  std::int64_t steps_ = 0;
  ParameterValues first_;
  ParameterValues second_;
};

// Scales the gradients so that their norm over all parameters is at most
// `limit` (0 = no limit); the norm before.
double clip_gradients(ParameterValues& gradients, double limit);

}  // namespace second_opinion
