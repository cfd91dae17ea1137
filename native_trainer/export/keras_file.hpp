// A Keras model → the bytes of an HDF5 file as Keras 2 saves it, which
// tf.keras.models.load_model and keras.models.load_model open.
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "native_trainer/export/keras_graph.hpp"

namespace second_opinion {

// The same model gives the same bytes. Errors: too many layers for HDF5's 64 KB of names, or what
// HDF5 itself refuses.
Result<std::string, std::string> keras_bytes(const KerasModel& model);

}  // namespace second_opinion
