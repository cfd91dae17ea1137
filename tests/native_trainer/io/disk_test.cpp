// Covers native_trainer/io/disk.cpp.
#include "native_trainer/io/disk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <functional>
#include <iterator>

#include "tests/support/temporary_folder.hpp"

namespace {
std::function<int()> on_fsync;
}

// In the place of the C library's: tests see when a file is brought to the disk, and let it fail.
extern "C" int fsync(int) {
  return on_fsync ? on_fsync() : 0;
}

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

TEST(Disk, BringsTheContentToTheDiskBeforeItsNameAndThenTheName) {
  const TemporaryFolder folder;
  ASSERT_EQ(write_file(folder / "file", "before"), std::nullopt);
  std::vector<std::size_t> seen;
  on_fsync = [&] {
    seen.push_back(read_file(folder / "file", 10).value().size());
    return 0;
  };
  ASSERT_EQ(write_file(folder / "file", "after"), std::nullopt);
  on_fsync = nullptr;
  EXPECT_EQ(seen, (std::vector<std::size_t>{6, 5}));
}

TEST(Disk, KeepsTheFormerFileWhenTheDiskFails) {
  const TemporaryFolder folder;
  ASSERT_EQ(write_file(folder / "file", "before"), std::nullopt);
  for (const auto& [code, told] :
       {std::pair{EIO, "file: cannot be written (Input/output error)"}, {EINVAL, ""}}) {
    on_fsync = [code = code] {
      errno = code;
      return -1;
    };
    const std::string error = write_file(folder / "file", "after!!").value_or("");
    on_fsync = nullptr;
    EXPECT_THAT(error, HasSubstr(told));
    EXPECT_EQ(error.empty(), code == EINVAL) << "a file system that cannot be asked is no fault";
    EXPECT_EQ(read_file(folder / "file", 10).value().size(), code == EINVAL ? 7u : 6u);
    EXPECT_FALSE(std::filesystem::exists(folder / "file.tmp"));
  }
}

std::ptrdiff_t files_in(const TemporaryFolder& folder) {
  return std::distance(std::filesystem::directory_iterator(folder.path()), {});
}

TEST(Disk, KeepsTheFormerFileWhenThereIsNoRoom) {
  const TemporaryFolder folder;
  ASSERT_EQ(write_file(folder / "file", "before"), std::nullopt);
  std::filesystem::create_symlink("/dev/full", folder / "file.tmp");
  EXPECT_THAT(
      write_file(folder / "file", "after").value_or(""),
      HasSubstr(
          "file: cannot be written (No space left on device); make room there and try again"));
  EXPECT_EQ(read_file(folder / "file", 10).value().size(), 6u);
  EXPECT_EQ(files_in(folder), 1);
}

TEST(Disk, LeavesNothingBesideAFolderThatIsInTheWay) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "file");
  EXPECT_THAT(write_file(folder / "file", "x").value_or(""),
              HasSubstr("(Is a directory); name another place"));
  EXPECT_EQ(files_in(folder), 1);
}

TEST(Disk, SaysBeforehandWhetherAPlaceCanBeWritten) {
  const TemporaryFolder folder;
  EXPECT_EQ(check_writable(folder / "new"), std::nullopt);
  EXPECT_EQ(files_in(folder), 0);
  ASSERT_EQ(write_file(folder / "file", "before"), std::nullopt);
  EXPECT_EQ(check_writable(folder / "file"), std::nullopt);
  EXPECT_EQ(read_file(folder / "file", 10).value().size(), 6u);
  EXPECT_THAT(check_writable(folder.path() / "file" / "below").value_or(""),
              HasSubstr("below: cannot be written"));
  EXPECT_THAT(check_writable(folder.path()).value_or(""), HasSubstr("Is a directory"));
  EXPECT_EQ(files_in(folder), 1);
}

TEST(Disk, AFileThatHoldsNoWeightsIsNamed) {
  const TemporaryFolder folder;
  ASSERT_EQ(write_file(folder / "text.weights", "not weights"), std::nullopt);
  EXPECT_THAT(load_weights(folder / "text.weights").error(), HasSubstr("text.weights: "));
}

}  // namespace
}  // namespace second_opinion
