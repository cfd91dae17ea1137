// Covers native_trainer/data/idx_file.cpp: a table of files that are refused, and why.
#include "native_trainer/data/idx_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using testing::Bytes;
using ::testing::HasSubstr;
using testing::TemporaryFolder;

Bytes images_header(std::uint32_t magic, std::uint32_t count, std::uint32_t rows,
                    std::uint32_t columns, std::size_t body) {
  Bytes bytes;
  for (const std::uint32_t number : {magic, count, rows, columns})
    testing::append_big_endian(bytes, number);
  bytes.resize(bytes.size() + body, 7);
  return bytes;
}

Bytes labels_file(std::uint32_t magic, std::uint32_t count, const Bytes& labels) {
  Bytes bytes;
  for (const std::uint32_t number : {magic, count}) testing::append_big_endian(bytes, number);
  bytes.insert(bytes.end(), labels.begin(), labels.end());
  return bytes;
}

struct BadFile {
  const char* name;
  Bytes bytes;
  const char* says;
};

TEST(IdxFile, ReadsPlainAndGzipAlike) {
  const TemporaryFolder folder;
  const Dataset data = testing::bars_dataset(7);
  testing::write_bytes(folder / "plain", testing::idx_images(data));
  testing::write_gzip(folder / "packed.gz", testing::idx_images(data));
  testing::write_gzip(folder / "labels.gz", testing::idx_labels(data));
  EXPECT_EQ(read_idx_images(folder / "plain").value().pixels, data.pixels);
  EXPECT_EQ(read_idx_images(folder / "packed.gz").value().pixels, data.pixels);
  EXPECT_EQ(read_idx_labels(folder / "labels.gz").value(), data.labels);
}

TEST(IdxFile, RefusesBadImages) {
  const TemporaryFolder folder;
  const std::vector<BadFile> table{
      {"empty", {}, "too short"},
      {"header_cut", Bytes(9, 0), "too short"},
      {"other_magic", images_header(0x12345678, 1, 28, 28, 784), "is not an IDX file of images"},
      {"labels", images_header(0x801, 1, 28, 28, 784), "swapped"},
      {"zero_images", images_header(0x803, 0, 28, 28, 0), "holds nothing"},
      {"huge_count", images_header(0x803, 0xffffffff, 28, 28, 784), "claims 4294967295"},
      {"other_rows", images_header(0x803, 1, 27, 28, 756), "27×28"},
      {"other_columns", images_header(0x803, 1, 28, 0x80000000, 784), "28×2147483648"},
      {"body_cut", images_header(0x803, 2, 28, 28, 784), "ends early"},
      {"promises_much", images_header(0x803, 999999, 28, 28, 784), "ends early"},
      {"extra_byte", images_header(0x803, 1, 28, 28, 785), "goes on"},
  };
  for (const BadFile& bad : table) {
    testing::write_bytes(folder / bad.name, bad.bytes);
    const auto result = read_idx_images(folder / bad.name);
    ASSERT_FALSE(result.ok()) << bad.name;
    EXPECT_THAT(result.error(), HasSubstr(bad.says)) << bad.name;
    EXPECT_THAT(result.error(), HasSubstr(bad.name));
  }
}

TEST(IdxFile, RefusesBadLabels) {
  const TemporaryFolder folder;
  const std::vector<BadFile> table{
      {"images", labels_file(0x803, 1, {0}), "swapped"},
      {"other_magic", labels_file(1, 1, {0}), "is not an IDX file of labels"},
      {"label_10", labels_file(0x801, 3, {0, 10, 9}), "label 1 is 10"},
      {"cut", labels_file(0x801, 3, {0, 9}), "ends early"},
      {"extra", labels_file(0x801, 1, {0, 9}), "goes on"},
  };
  for (const BadFile& bad : table) {
    testing::write_bytes(folder / bad.name, bad.bytes);
    const auto result = read_idx_labels(folder / bad.name);
    ASSERT_FALSE(result.ok()) << bad.name;
    EXPECT_THAT(result.error(), HasSubstr(bad.says)) << bad.name;
  }
}

TEST(IdxFile, RefusesDamagedGzip) {
  const TemporaryFolder folder;
  testing::write_gzip(folder / "whole.gz", testing::idx_images(testing::bars_dataset(20)));
  std::ifstream file(folder / "whole.gz", std::ios::binary);
  Bytes bytes{std::istreambuf_iterator<char>(file), {}};
  Bytes cut(bytes.begin(), bytes.end() - 6);  // inside the trailing checksum
  Bytes flipped = bytes;
  flipped[flipped.size() - 7] ^= 0x10;
  testing::write_bytes(folder / "cut.gz", cut);
  testing::write_bytes(folder / "flipped.gz", flipped);
  EXPECT_FALSE(read_idx_images(folder / "cut.gz").ok());
  EXPECT_FALSE(read_idx_images(folder / "flipped.gz").ok());
}

TEST(IdxFile, NamesAMissingFileAndAFolder) {
  const TemporaryFolder folder;
  EXPECT_THAT(read_idx_images(folder / "nothing").error(), HasSubstr("cannot be opened"));
  EXPECT_THAT(read_idx_images(folder.path()).error(), HasSubstr("is a folder"));
}

}  // namespace
}  // namespace second_opinion
