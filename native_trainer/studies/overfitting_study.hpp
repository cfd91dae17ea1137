// The same networks on few and on many images: how far training and validation
// come apart, epoch by epoch. Never looks at the test images.
//
// Schema 1. Accuracies are fractions, losses cross-entropy; both of the network
// as it stands after the epoch, on all its training images and on validation.
//   schema, validation_images: the last ones of the training set, the same for all
//   networks  {NAME: {title, parameters, epochs, batch, optimizer, learning_rate,
//              layers[{kind, output[h,w,c], parameters, units?, kernel?, stride?, padding?}],
//              runs[{images: the first so many, train_loss[], train_accuracy[], validation_loss[],
//              validation_accuracy[],
//                    best_epoch: of the least validation loss, best{loss, accuracy},
//                    last{train_accuracy, validation_accuracy, gap}}]}}
#pragma once

#include <span>
#include <string>

#include "core/base/result.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/recipe/recipe.hpp"
#include "native_trainer/studies/study.hpp"

namespace second_opinion {

// `sizes`: numbers of training images. The held-out part is the last sixth of the data: 10,000 of
// MNIST's 60,000. Recipes may use neither batch norm nor averaged weights, whose curves would be
// another network's.
Result<Study, std::string> make_overfitting_study(std::span<const Recipe> recipes,
                                                  std::span<const int> sizes, const Dataset& data,
                                                  int threads);

}  // namespace second_opinion
