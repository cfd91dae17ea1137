// Covers core/base/byte_stream.cpp.
#include "core/base/byte_stream.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace second_opinion {
namespace {

TEST(ByteStream, KnowsTheChecksumOfTheStandardsExample) {
  const std::string_view text = "123456789";
  EXPECT_EQ(crc32({reinterpret_cast<const unsigned char*>(text.data()), text.size()}), 0xCBF43926u);
  EXPECT_EQ(crc32({}), 0u);
}

// The checksum's definition, a bit at a time, for the lengths at which eight bytes at once begin
// and end.
TEST(ByteStream, ChecksumsAnyLengthFromAnyPlace) {
  std::vector<unsigned char> bytes;
  for (std::uint32_t i = 0; i < 64; ++i)
    bytes.push_back(static_cast<unsigned char>(i * 2654435761u >> 24));
  for (std::size_t from = 0; from < 8; ++from) {
    for (std::size_t count = 0; from + count <= bytes.size(); ++count) {
      std::uint32_t expected = 0xffffffffu;
      for (std::size_t bit = 8 * from; bit < 8 * (from + count); ++bit) {
        const bool odd = ((expected ^ (bytes[bit / 8] >> bit % 8)) & 1u) != 0;
        expected = (expected >> 1) ^ (odd ? 0xedb88320u : 0u);
      }
      EXPECT_EQ(crc32(std::span(bytes).subspan(from, count)), ~expected)
          << count << " bytes from " << from;
    }
  }
}

TEST(ByteStream, HandsOutBytesAsTheyLie) {
  const std::vector<unsigned char> bytes{1, 2, 3};
  ByteReader in(bytes);
  in.u8();
  EXPECT_EQ(in.raw(1).data(), bytes.data() + 1);
  EXPECT_EQ(in.raw(99).size(), 1u);
  EXPECT_EQ(in.left(), 0u);
  EXPECT_TRUE(in.raw(1).empty());
}

TEST(ByteStream, WritesLittleEndianAndReadsItBack) {
  ByteWriter out;
  out.u8(1);
  out.u16(0x0203);
  out.u32(0x04050607);
  out.u64(0x08090A0B0C0D0E0Full);
  out.f32(-2.5f);
  out.text("abc");
  out.patch_u32(3, 0x11223344);
  EXPECT_EQ(out.bytes()[1], 0x03);
  EXPECT_EQ(out.bytes()[3], 0x44);
  const std::vector<unsigned char> bytes = std::move(out).take();
  ByteReader in(bytes);
  EXPECT_EQ(in.u8(), 1);
  EXPECT_EQ(in.u16(), 0x0203);
  EXPECT_EQ(in.u32(), 0x11223344u);
  EXPECT_EQ(in.u64(), 0x08090A0B0C0D0E0Full);
  EXPECT_EQ(in.f32(), -2.5f);
  EXPECT_EQ(in.text(3), "abc");
  EXPECT_EQ(in.left(), 0u);
}

TEST(ByteStream, GivesZerosPastTheEnd) {
  const std::vector<unsigned char> bytes{1, 2, 3};
  ByteReader in(bytes);
  EXPECT_EQ(in.u32(), 0u);
  EXPECT_EQ(in.left(), 0u);
  EXPECT_EQ(in.u8(), 0);
  EXPECT_EQ(ByteReader(bytes).text(99).size(), 3u);
}

}  // namespace
}  // namespace second_opinion
