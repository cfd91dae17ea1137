// The network from nothing: 784 → 10 with squared error, watched batch by
// batch, and its weights as pictures that move. Measures and draws; no disk.
//
// Schema 1 of the JSON. Accuracies are fractions; costs are the recipe's loss.
//   schema, recipe, batch, epochs, batches_per_epoch, training_images, validation_images
//   curve       {batch[], training_cost[], training_accuracy[], validation_cost[],
//   validation_accuracy[]}:
//               batches seen so far, from 0; training = the first `curve_images` training images
//   curve_images
//   best        {epoch, cost, accuracy}: on validation
//   confusion   [10][10] of the best network on validation (rows = truth)
//   shown       [{index, label, digit}] validation images in the order of the two rows of digits
//   weights     {picture, columns, zoom, scale}: blue = -scale, red = +scale
//   digits, predictions: pictures; a prediction's frame is green when right, red when wrong
//   movie       {files[10], frames, images, learning_rate, scale}: image by image from zeros
//   learning    {sheet, columns, cell, and what linear_learning.hpp says}: the same to the end of
//   an epoch, for the page
#pragma once

#include "native_trainer/data/dataset.hpp"
#include "native_trainer/recipe/recipe.hpp"
#include "native_trainer/studies/study.hpp"
#include "native_trainer/threads/thread_pool.hpp"

namespace second_opinion {

// The recipe must be one of ten outputs from 784 pixels. The error says what does not fit, or
// "stopped".
Result<Study, std::string> make_linear_study(const Recipe& recipe, const Dataset& data,
                                             ThreadPool& pool);

}  // namespace second_opinion
