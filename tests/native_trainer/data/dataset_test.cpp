// Covers native_trainer/data/dataset.cpp; the full MNIST only where MNIST_DIR says where it is.
#include "native_trainer/data/dataset.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <optional>

#include "tests/support/temporary_folder.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using testing::TemporaryFolder;

// Sets MNIST_DIR for one test and puts back what was there.
class MnistDir {
 public:
  explicit MnistDir(const char* value) {
    if (const char* old = std::getenv("MNIST_DIR")) old_ = old;
    if (value != nullptr)
      setenv("MNIST_DIR", value, 1);
    else
      unsetenv("MNIST_DIR");
  }
  ~MnistDir() {
    if (old_)
      setenv("MNIST_DIR", old_->c_str(), 1);
    else
      unsetenv("MNIST_DIR");
  }

 private:
  std::optional<std::string> old_;
};

TEST(Dataset, OptionBeatsEnvironmentBeatsDefault) {
  {
    const MnistDir environment("/from/environment");
    EXPECT_EQ(data_folder("/from/option"), "/from/option");
    EXPECT_EQ(data_folder(""), "/from/environment");
  }
  const MnistDir none(nullptr);
  EXPECT_EQ(data_folder(""), "data/mnist");
}

TEST(Dataset, LoadsATrainingSetFromPlainAndGzipFiles) {
  const TemporaryFolder folder;
  const Dataset data = testing::bars_dataset(12);
  testing::write_training_set(folder.path(), data);
  const auto loaded = load_mnist(folder.path(), MnistSet::kTrain);
  ASSERT_TRUE(loaded.ok()) << loaded.error();
  EXPECT_EQ(loaded.value().pixels, data.pixels);
  EXPECT_EQ(loaded.value().labels, data.labels);
}

// The names that a folder can give MNIST's files: by yann.lecun.com, by tools that unpack, and by
// Kaggle's archives.
class NamesOfMnist : public ::testing::TestWithParam<std::array<const char*, 2>> {};

TEST_P(NamesOfMnist, AreFound) {
  const TemporaryFolder folder;
  const Dataset data = testing::bars_dataset(3);
  const std::filesystem::path images = folder / GetParam()[0], labels = folder / GetParam()[1];
  std::filesystem::create_directories(images.parent_path());
  std::filesystem::create_directories(labels.parent_path());
  testing::write_bytes(images, testing::idx_images(data));
  testing::write_gzip(labels, testing::idx_labels(data));
  const auto loaded = load_mnist(folder.path(), MnistSet::kTest);
  ASSERT_TRUE(loaded.ok()) << loaded.error();
  EXPECT_EQ(loaded.value().pixels, data.pixels);
  EXPECT_EQ(loaded.value().labels, data.labels);
}

INSTANTIATE_TEST_SUITE_P(
    Dataset, NamesOfMnist,
    ::testing::Values(std::array{"t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte.gz"},
                      std::array{"t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte"},
                      std::array{"t10k-images.idx3-ubyte.gz", "t10k-labels-idx1-ubyte"},
                      std::array{"t10k-images-idx3-ubyte/t10k-images-idx3-ubyte",
                                 "t10k-labels-idx1-ubyte/t10k-labels-idx1-ubyte"},
                      std::array{"t10k-images.idx3-ubyte/t10k-images.idx3-ubyte",
                                 "t10k-labels.idx1-ubyte/t10k-labels.idx1-ubyte.gz"}));

TEST(Dataset, AFolderOfAFilesOwnNameStandsForTheFile) {
  const TemporaryFolder folder;
  const Dataset data = testing::bars_dataset(3);
  testing::write_training_set(folder.path(), data);
  std::filesystem::create_directory(folder / "images.idx");
  std::filesystem::rename(folder / "train-images-idx3-ubyte", folder / "images.idx/images.idx");
  for (const char* ending : {"images.idx", "images.idx/"}) {
    const auto loaded = load_dataset(folder / ending, folder / "train-labels-idx1-ubyte.gz");
    ASSERT_TRUE(loaded.ok()) << loaded.error();
    EXPECT_EQ(loaded.value().pixels, data.pixels);
  }
}

TEST(Dataset, MissingFilesPointToTheDownload) {
  const TemporaryFolder folder;
  const auto loaded = load_mnist(folder.path(), MnistSet::kTest);
  ASSERT_FALSE(loaded.ok());
  EXPECT_THAT(loaded.error(), HasSubstr("t10k-images-idx3-ubyte"));
  EXPECT_THAT(loaded.error(), HasSubstr("trainer download"));
}

TEST(Dataset, RefusesAnotherNumberOfLabels) {
  const TemporaryFolder folder;
  testing::write_bytes(folder / "images", testing::idx_images(testing::bars_dataset(3)));
  testing::write_bytes(folder / "labels", testing::idx_labels(testing::bars_dataset(4)));
  const auto loaded = load_dataset(folder / "images", folder / "labels");
  ASSERT_FALSE(loaded.ok());
  EXPECT_THAT(loaded.error(), HasSubstr("3 images"));
  EXPECT_THAT(loaded.error(), HasSubstr("4 labels"));
}

TEST(Dataset, SubsetKeepsPicturesWithTheirLabels) {
  const Dataset data = testing::bars_dataset(30);
  const std::array indices{17, 4};
  const Dataset part = subset(data, indices);
  ASSERT_EQ(part.size(), 2);
  EXPECT_EQ(part.labels[0], 7);
  EXPECT_TRUE(std::equal(part.image(1).begin(), part.image(1).end(), data.image(4).begin()));
}

TEST(Dataset, MnistHasItsKnownCounts) {
  const char* folder = std::getenv("MNIST_DIR");
  if (folder == nullptr) GTEST_SKIP() << "MNIST_DIR is not set: the full MNIST is not here";
  const auto train = load_mnist(folder, MnistSet::kTrain);
  const auto test = load_mnist(folder, MnistSet::kTest);
  ASSERT_TRUE(train.ok()) << train.error();
  ASSERT_TRUE(test.ok()) << test.error();
  EXPECT_EQ(train.value().size(), 60000);
  EXPECT_EQ(test.value().size(), 10000);
  EXPECT_EQ(std::count(train.value().labels.begin(), train.value().labels.end(), 5), 5421);
  EXPECT_EQ(std::count(test.value().labels.begin(), test.value().labels.end(), 1), 1135);
}

}  // namespace
}  // namespace second_opinion
