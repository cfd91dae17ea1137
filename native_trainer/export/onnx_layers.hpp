// The layers of core as ONNX operators (operator set 17). Pictures become channels first, as ONNX
// has them; weights are rearranged to match.
#pragma once

#include <string>

#include "core/network/network.hpp"
#include "native_trainer/export/onnx_graph.hpp"

namespace second_opinion {

// `input` names a tensor (N,1,28,28), already normalised. Returns the name of the logits, (N,10).
// why_not_exported has nothing to say.
std::string add_onnx_layers(const Network& network, const std::string& input, OnnxGraph& graph);

}  // namespace second_opinion
