// The layers of core as layers of Keras. Both keep channels last, so that every weight goes over as
// it is.
#pragma once

#include <string>

#include "core/network/network.hpp"
#include "native_trainer/export/keras_graph.hpp"

namespace second_opinion {

// Continues `model` after its last layer, whose output is (N,28,28,1), already normalised. Returns
// the name of the layer that gives the logits, (N,10). why_not_exported has nothing to say.
std::string add_keras_layers(const Network& network, KerasModel& model);

}  // namespace second_opinion
