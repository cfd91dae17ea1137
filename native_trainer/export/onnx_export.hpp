// A weights file as an ONNX model for other runtimes: input normalisation,
// network, temperature and softmax in one graph.
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "core/weights/weights_file.hpp"

namespace second_opinion {

// The bytes of an .onnx file (IR version 8, operator set 17). Input "images": float (N,1,28,28),
// pixels 0..1, 1 = ink; output "probabilities": float (N,10); N is free. Metadata hold family and
// provenance. Novelty stays behind: it is no part of the network. Errors: a network with batch norm
// that was not folded, or one beyond protobuf's 2 GB.
Result<std::string, std::string> to_onnx(const WeightsFile& file);

}  // namespace second_opinion
