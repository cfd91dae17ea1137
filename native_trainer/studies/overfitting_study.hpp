// The same networks on few and on many images: how far training and validation
// come apart, epoch by epoch. Never looks at the test images.
// Accuracies and losses are those of the network as it stands after the epoch, on all its training
// images and on validation.
#pragma once

#include <span>
#include <string>

#include "core/base/result.hpp"
#include "core/report/overfitting_study.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/recipe/recipe.hpp"
#include "native_trainer/training/events.hpp"

namespace second_opinion {

// `sizes`: numbers of training images. The held-out part is the last sixth of the data: 10,000 of
// MNIST's 60,000. Recipes may use neither batch norm nor averaged weights, whose curves would be
// another network's. The error says what does not fit, or "stopped".
Result<OverfittingStudy, std::string> make_overfitting_study(std::span<const Recipe> recipes,
                                                             std::span<const int> sizes,
                                                             const Dataset& data, int threads,
                                                             const StopAsked& stop = {});

}  // namespace second_opinion
