#include "core/base/byte_stream.hpp"

#include <array>

namespace second_opinion {
namespace {

// Row k: what a byte does to the remainder when k zero bytes follow it. Eight rows let eight bytes
// be taken at once
// ("slicing by 8", Kounavis and Berry, IEEE Trans. Computers 57(11), 2008); made at run time, for 8
// KB do not compress.
constexpr std::size_t kSlices = 8;
using Tables = std::array<std::array<std::uint32_t, 256>, kSlices>;

Tables make_tables() {
  Tables tables{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1u) ? 0xedb88320u : 0u);
    tables[0][i] = value;
  }
  for (std::size_t k = 1; k < kSlices; ++k) {
    for (std::uint32_t i = 0; i < 256; ++i)
      tables[k][i] = (tables[k - 1][i] >> 8) ^ tables[0][tables[k - 1][i] & 0xffu];
  }
  return tables;
}

std::uint32_t little_endian(const unsigned char* bytes) {
  return bytes[0] | std::uint32_t{bytes[1]} << 8 | std::uint32_t{bytes[2]} << 16 |
         std::uint32_t{bytes[3]} << 24;
}

}  // namespace

std::uint32_t crc32(std::span<const unsigned char> bytes) {
  static const Tables t = make_tables();
  std::uint32_t crc = 0xffffffffu;
  for (; bytes.size() >= kSlices; bytes = bytes.subspan(kSlices)) {
    const std::uint32_t low = crc ^ little_endian(bytes.data()),
                        high = little_endian(bytes.data() + 4);
    crc = t[7][low & 0xffu] ^ t[6][(low >> 8) & 0xffu] ^ t[5][(low >> 16) & 0xffu] ^
          t[4][low >> 24] ^  //
          t[3][high & 0xffu] ^ t[2][(high >> 8) & 0xffu] ^ t[1][(high >> 16) & 0xffu] ^
          t[0][high >> 24];
  }
  for (const unsigned char byte : bytes) crc = (crc >> 8) ^ t[0][(crc ^ byte) & 0xffu];
  return ~crc;
}

}  // namespace second_opinion
