// Fits core's NoveltyModel: a logistic regression of "no digit" against "digit" on what a network
// makes of pictures of both. Makes no pictures and reads no file.
#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

#include "core/weights/weights_file.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/threads/thread_pool.hpp"

namespace second_opinion {

// A row per picture: the inputs of the last layer, their squares, the logits' energy.
using NoveltyInputs = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// file.network's last layer must be linear.
NoveltyInputs novelty_inputs(const WeightsFile& file, const Dataset& pictures, ThreadPool& pool);
NoveltyInputs stacked(std::span<const NoveltyInputs* const> parts);

// Newton's method with a ridge; digits and others weigh alike as groups, however many there are of
// each.
NoveltyModel fit_novelty(const NoveltyInputs& digits, const NoveltyInputs& others);

// The model's sum for every row; 0 is where the warning begins.
std::vector<float> novelty_sums(const NoveltyModel& model, const NoveltyInputs& inputs);

// Moves the model's bias so that at most this share of `digits` has a sum above 0.
void set_warned_share(NoveltyModel& model, const NoveltyInputs& digits, double share);

// Chance that a random one of `others` scores higher than a random one of `digits`; ties count
// half.
double auroc(std::span<const float> digits, std::span<const float> others);
double share_above_zero(std::span<const float> sums);

}  // namespace second_opinion
