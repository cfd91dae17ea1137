// First values of a network's parameters, from a seed.
#pragma once

#include <cstdint>

#include "core/network/network.hpp"

namespace second_opinion {

enum class InitializationKind { kHe, kXavier, kNormal, kTruncatedNormal, kZeros };
enum class PositionStart { kNormal, kSine };

struct InitializationSettings {
  InitializationKind kind = InitializationKind::kHe;
  double deviation = 0.02;  // kNormal, kTruncatedNormal
  PositionStart positions =
      PositionStart::kSine;  // of a transformer: N(0, 0.02), or two-dimensional sines
};

// Weights by kind (He et al. 2015; Glorot and Bengio 2010), biases and shifts 0,
// norm scales and running variances 1. Each parameter has its own stream of numbers.
void initialize(Network& network, const InitializationSettings& settings, std::uint64_t seed);

}  // namespace second_opinion
