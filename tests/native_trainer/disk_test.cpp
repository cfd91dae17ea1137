// Covers native_trainer/disk.cpp.
#include "native_trainer/disk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using testing::TemporaryFolder;

TEST(Disk, WritesWholeFilesAndMakesTheirFolder) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "new" / "file";
  ASSERT_EQ(write_file(path, "hello"), std::nullopt);
  ASSERT_EQ(write_file(path, "hi"), std::nullopt);
  EXPECT_EQ(read_file(path, 10).value(), (std::vector<unsigned char>{'h', 'i'}));
  EXPECT_FALSE(std::filesystem::exists(path.string() + ".tmp"));
}

TEST(Disk, ReadsNoMoreThanAllowed) {
  const TemporaryFolder folder;
  ASSERT_EQ(write_file(folder / "big", "12345"), std::nullopt);
  EXPECT_THAT(read_file(folder / "big", 4).error(), HasSubstr("larger than 4 bytes"));
}

TEST(Disk, NamesWhatItCannotReadOrWrite) {
  const TemporaryFolder folder;
  EXPECT_THAT(read_file(folder / "nothing", 4).error(), HasSubstr("nothing"));
  ASSERT_EQ(write_file(folder / "file", "x"), std::nullopt);
  EXPECT_THAT(write_file(folder.path() / "file" / "below", "x").value_or(""), HasSubstr("below"));
}

TEST(Disk, AFileThatHoldsNoWeightsIsNamed) {
  const TemporaryFolder folder;
  ASSERT_EQ(write_file(folder / "text.weights", "not weights"), std::nullopt);
  EXPECT_THAT(load_weights(folder / "text.weights").error(), HasSubstr("text.weights: "));
}

}  // namespace
}  // namespace second_opinion
