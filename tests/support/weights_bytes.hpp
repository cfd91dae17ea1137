// Weights files as bytes, and bytes spoilt on purpose.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>
#include <vector>

#include "core/base/byte_stream.hpp"
#include "core/weights/weights_file.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion::testing {

using Bytes = std::vector<unsigned char>;

inline constexpr Storage kStorages[] = {Storage::kFloat32, Storage::kFloat16,
                                        Storage::kInt8PerColumn, Storage::kInt4PerColumn};

// Overwrites bytes and makes size and checksum fit again, so that the check behind them is reached.
inline Bytes altered(Bytes bytes, std::size_t offset, std::initializer_list<unsigned> values) {
  for (const unsigned value : values) bytes[offset++] = static_cast<unsigned char>(value);
  ByteWriter size, checksum;
  size.u64(bytes.size());
  std::copy(size.bytes().begin(), size.bytes().end(), bytes.begin() + 8);
  checksum.u32(crc32(std::span(bytes).subspan(20)));
  std::copy(checksum.bytes().begin(), checksum.bytes().end(), bytes.begin() + 16);
  return bytes;
}

// The smallest network that the plan allows: 10 outputs from the picture's maximum.
inline WeightsFile tiny_file() {
  return weights_file({Family::kCnn, {GlobalMaxPool{}, linear(10)}});
}

}  // namespace second_opinion::testing
