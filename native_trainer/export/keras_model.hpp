// A weights file as a Keras model. No file format: keras_file writes it.
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "core/weights/weights_file.hpp"
#include "native_trainer/export/keras_graph.hpp"

namespace second_opinion {

// Input "images": (N,28,28,1), pixels 0..1, 1 = ink; output "probabilities": (N,10). No custom
// objects and no Lambda. Keras 3 reads no legacy layer that is called with two arguments, hence
// attention from Dot and Softmax instead of MultiHeadAttention; and it gives weights to layers by
// their order, hence all weights lie on one chain, which has only one. Errors: a network with batch
// norm that was not folded.
Result<KerasModel, std::string> to_keras(const WeightsFile& file);

}  // namespace second_opinion
