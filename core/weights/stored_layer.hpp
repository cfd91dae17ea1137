// One layer's description as the bytes of a weights file: kind u8, flags u8 (1 bias, 2 flatten),
// heads u16, units u32, kernel u16, stride u16, padding u16, zero u16, rate f32.
#pragma once

#include <optional>

#include "core/base/byte_stream.hpp"
#include "core/network/layer_kinds.hpp"

namespace second_opinion {

inline constexpr std::size_t kStoredLayerBytes = 20;

// The kind is written as its number in the table of kinds; a field that it does not have as in
// kNoFields.
void write_layer(ByteWriter& out, const LayerSpec& layer);
// Nothing for a kind, a flag or a filler that no file has, and for a field that the kind does not
// have. Whether the fields make sense is plan_network's to say.
std::optional<LayerSpec> read_layer(ByteReader& in);

}  // namespace second_opinion
