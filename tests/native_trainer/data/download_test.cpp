// Covers native_trainer/data/download.cpp and checksum.cpp, with a folder as the mirror.
#include "native_trainer/data/download.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "native_trainer/io/checksum.hpp"
#include "native_trainer/io/disk.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using testing::Bytes;
using ::testing::HasSubstr;
using testing::TemporaryFolder;

class Download : public ::testing::Test {
 protected:
  Download() {
    testing::write_gzip(mirror_ / file_.name, contents_);
    packed_ = read_file(mirror_ / file_.name, 1 << 20).value();
    file_.sha256 = sha256_of_contents(mirror_ / file_.name).value();
  }
  std::string url(const TemporaryFolder& folder) const {
    return "file://" + folder.path().string();
  }
  std::optional<std::string> fetch_it(std::vector<std::string> mirrors) {
    return fetch(file_, folder_.path(), mirrors);
  }
  bool part_exists() const { return std::filesystem::exists(folder_ / (file_.name + ".part")); }

  const TemporaryFolder mirror_;
  const TemporaryFolder folder_;
  const Bytes contents_ = testing::idx_images(testing::bars_dataset(5));
  RemoteFile file_{"images.gz", ""};
  Bytes packed_;
};

TEST(Checksum, IsThatOfTheDecompressedBytes) {
  const TemporaryFolder folder;
  testing::write_bytes(folder / "plain", {'a', 'b', 'c'});
  testing::write_gzip(folder / "packed", {'a', 'b', 'c'});
  const std::string known =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";  // FIPS 180-2
  EXPECT_EQ(sha256_of_contents(folder / "plain").value(), known);
  EXPECT_EQ(sha256_of_contents(folder / "packed").value(), known);
  EXPECT_FALSE(sha256_of_contents(folder / "nothing").ok());
}

TEST_F(Download, FetchesAFile) {
  EXPECT_FALSE(is_fetched(file_, folder_.path()));
  EXPECT_EQ(fetch_it({url(mirror_)}), std::nullopt);
  EXPECT_TRUE(is_fetched(file_, folder_.path()));
  EXPECT_FALSE(part_exists());
}

TEST_F(Download, TellsHowFarItIs) {
  double received = 0;
  const std::array mirrors{url(mirror_)};
  const auto told = [&](const TransferProgress& progress) {
    EXPECT_EQ(progress.file, file_.name);
    EXPECT_EQ(progress.total_bytes, static_cast<double>(packed_.size()));
    EXPECT_GE(progress.received_bytes, received);
    received = progress.received_bytes;
  };
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(fetch(file_, folder_.path(), mirrors, told), std::nullopt);
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "") << "commands print, the library tells";
  EXPECT_EQ(received, static_cast<double>(packed_.size()));
}

TEST_F(Download, ContinuesAPart) {
  // The mirror's own beginning is spoiled: only what the part lacks can come from there.
  Bytes spoiled = packed_;
  std::fill_n(spoiled.begin(), 30, static_cast<unsigned char>(0));
  testing::write_bytes(mirror_ / file_.name, spoiled);
  testing::write_bytes(folder_ / (file_.name + ".part"),
                       Bytes(packed_.begin(), packed_.begin() + 40));
  EXPECT_EQ(fetch_it({url(mirror_)}), std::nullopt);
  EXPECT_TRUE(is_fetched(file_, folder_.path()));
}

TEST_F(Download, BeginsAnewWhenAPartDoesNotFit) {
  for (const std::size_t size : {std::size_t{10}, packed_.size(), packed_.size() + 50}) {
    testing::write_bytes(folder_ / (file_.name + ".part"), Bytes(size, 'x'));
    EXPECT_EQ(fetch_it({url(mirror_)}), std::nullopt) << size;
    EXPECT_TRUE(is_fetched(file_, folder_.path()));
    std::filesystem::remove(folder_ / file_.name);
  }
}

TEST_F(Download, RefusesOtherContents) {
  testing::write_gzip(mirror_ / file_.name, {1, 2, 3});
  const auto error = fetch_it({url(mirror_)});
  ASSERT_TRUE(error.has_value());
  EXPECT_THAT(*error, HasSubstr("SHA-256"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / file_.name));
  EXPECT_FALSE(part_exists());
}

TEST_F(Download, TriesTheNextMirrorAndNamesAllThatFailed) {
  const TemporaryFolder empty;
  EXPECT_EQ(fetch_it({url(empty), url(mirror_)}), std::nullopt);
  std::filesystem::remove(folder_ / file_.name);
  const auto error = fetch_it({url(empty), "gopher://nowhere"});
  ASSERT_TRUE(error.has_value());
  EXPECT_THAT(*error, HasSubstr(empty.path().string()));
  EXPECT_THAT(*error, HasSubstr("gopher://nowhere"));
  EXPECT_FALSE(part_exists());
}

}  // namespace
}  // namespace second_opinion
