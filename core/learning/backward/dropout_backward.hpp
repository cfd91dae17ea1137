// Drop-out (Srivastava et al. 2014) and stochastic depth (Huang et al. 2016),
// which exist in training only. What is dropped depends on key and place alone:
// the way back asks again instead of remembering. What is kept is scaled up by
// 1 / (1 - rate), so that inference needs no change.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/tensor.hpp"

namespace second_opinion {

void dropout_training_forward(const Tensor& input, float rate, std::uint64_t key, Tensor& output);
// In place: `gradient` is the output's on entry and the input's on return.
void dropout_backward(float rate, std::uint64_t key, Tensor& gradient);

// Per image 0 or 1 / (1 - rate): what a residual branch is multiplied by.
void stochastic_depth_factors(int images, float rate, std::uint64_t key,
                              std::vector<float>& factors);

}  // namespace second_opinion
