// Covers native_trainer/io/gzip_file.cpp: plain and packed files read alike, damage is known.
#include "native_trainer/io/gzip_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using testing::Bytes;
using ::testing::HasSubstr;

class GzipFiles : public ::testing::Test {
 protected:
  GzipFiles() {
    for (unsigned i = 0; i < 50000; ++i) bytes_.push_back(static_cast<unsigned char>(i * i % 251));
    testing::write_bytes(folder_ / "plain", bytes_);
    testing::write_gzip(folder_ / "packed", bytes_);
  }
  // What a file gives, and whether it is then known to be damaged.
  std::pair<Bytes, bool> contents(const std::string& name) const {
    auto file = GzipFile::open(folder_ / name);
    EXPECT_TRUE(file.ok());
    Bytes bytes(bytes_.size() + 1);
    bytes.resize(file.value().read(bytes));
    return {bytes, file.value().is_damaged()};
  }

  const testing::TemporaryFolder folder_;
  Bytes bytes_;
};

TEST_F(GzipFiles, PlainAndPackedFilesReadAlike) {
  EXPECT_EQ(contents("plain"), std::pair(bytes_, false));
  EXPECT_EQ(contents("packed"), std::pair(bytes_, false));
}

TEST_F(GzipFiles, AFileCutOffIsDamaged) {
  std::filesystem::resize_file(folder_ / "packed",
                               std::filesystem::file_size(folder_ / "packed") - 12);
  EXPECT_TRUE(contents("packed").second);
}

TEST_F(GzipFiles, LinesEndAsTheyDoOnAnySystem) {
  testing::write_bytes(folder_ / "lines", {'a', '\n', 'b', '\r', '\n', '\n', 'c'});
  auto file = GzipFile::open(folder_ / "lines");
  ASSERT_TRUE(file.ok());
  std::string line;
  for (const char* expected : {"a", "b", "", "c"}) {
    ASSERT_TRUE(file.value().read_line(line));
    EXPECT_EQ(line, expected);
  }
  EXPECT_FALSE(file.value().read_line(line));
}

TEST_F(GzipFiles, SaysWhyAFileCannotBeRead) {
  EXPECT_THAT(GzipFile::open(folder_.path()).error(), HasSubstr("is a folder"));
  EXPECT_THAT(GzipFile::open(folder_ / "none").error(),
              HasSubstr("none: cannot be opened (No such file"));
}

}  // namespace
}  // namespace second_opinion
