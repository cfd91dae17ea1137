// The end of a residual branch: sum and its gradient, with the factors of
// stochastic depth (dropout_backward.hpp) per image, none = all 1.
#pragma once

#include <span>

#include "core/base/tensor.hpp"

namespace second_opinion {

// output = skip + factor · branch
void residual_training_forward(const Tensor& skip, const Tensor& branch,
                               std::span<const float> factors, Tensor& output);
// `gradient` is the output's on entry and the branch's on return; skip_gradient gets a copy of the
// output's.
void residual_split_backward(std::span<const float> factors, Tensor& gradient,
                             Tensor& skip_gradient);
// The two ways meet again at the beginning: total += other.
void add_to(const Tensor& other, Tensor& total);

}  // namespace second_opinion
