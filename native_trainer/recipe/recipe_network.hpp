// The part of a recipe that describes the network: a list of layers, where
// {"repeat": n, "layers": […]} stands for n copies.
#pragma once

#include "core/json/json_reader.hpp"
#include "core/network/network.hpp"

namespace second_opinion {

// Reads "family" and "layers" and checks that the layers fit together.
NetworkSpec read_network(JsonReader& recipe);

}  // namespace second_opinion
