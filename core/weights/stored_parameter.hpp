// One learned matrix as the bytes of a weights file, for each storage. The table
// in weights_file.cpp says what they are; checks are the reader's.
#pragma once

#include "core/base/byte_stream.hpp"
#include "core/network/network.hpp"
#include "core/weights/weights_file.hpp"

namespace second_opinion {

// weights: how the file stores ParameterRole::kWeight; the others follow from it.
void write_parameter(ByteWriter& out, const Parameter& parameter, Storage weights);
// parameter.values has its size already; in holds at least stored_bytes(parameter, weights).
void read_parameter(ByteReader& in, Parameter& parameter, Storage weights);
bool all_finite(std::span<const float> values);

}  // namespace second_opinion
