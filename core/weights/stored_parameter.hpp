// One learned matrix as the bytes of a weights file, for each storage. The table in
// weights_file.cpp says what they are; checks are the reader's.
#pragma once

#include <span>

#include "core/network/network.hpp"

namespace second_opinion {

class ByteReader;
class ByteWriter;

enum class Storage : std::uint8_t {
  kFloat32 = 1,
  kFloat16 = 2,
  kInt8PerColumn = 3,
  kInt4PerColumn = 4
};

// What a parameter takes in a file whose weights are stored so.
std::size_t stored_bytes(const Parameter& parameter, Storage weights);

// weights: how the file stores ParameterRole::kWeight; the others follow from it.
void write_parameter(ByteWriter& out, const Parameter& parameter, Storage weights);
// parameter.values has its size already; in holds at least stored_bytes(parameter, weights).
void read_parameter(ByteReader& in, Parameter& parameter, Storage weights);
bool all_finite(std::span<const float> values);

}  // namespace second_opinion
