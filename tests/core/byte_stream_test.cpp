// Covers core/byte_stream.cpp.
#include "core/byte_stream.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace second_opinion {
namespace {

TEST(ByteStream, KnowsTheChecksumOfTheStandardsExample) {
  const std::string_view text = "123456789";
  EXPECT_EQ(crc32({reinterpret_cast<const unsigned char*>(text.data()), text.size()}), 0xCBF43926u);
  EXPECT_EQ(crc32({}), 0u);
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
