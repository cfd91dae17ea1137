// Covers native_trainer/data/writers.cpp with small tables.
#include "native_trainer/data/writers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "native_trainer/recipe/recipe_split.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

class Writers : public ::testing::Test {
 protected:
  std::filesystem::path table(const std::string& text, bool gzip = true) {
    const testing::Bytes bytes(text.begin(), text.end());
    const auto path = folder_ / (gzip ? "table.tsv.gz" : "table.tsv");
    gzip ? testing::write_gzip(path, bytes) : testing::write_bytes(path, bytes);
    return path;
  }
  std::string complaint(const std::string& text) {
    const auto writers = read_writers(table(text), kLabels);
    EXPECT_FALSE(writers.ok()) << text;
    return writers.ok() ? "" : writers.error();
  }

  const testing::TemporaryFolder folder_;
  static constexpr std::array<unsigned char, 4> kLabels{5, 0, 4, 1};
  // Writer 7 of part 1 is not writer 7 of part 2.
  const std::string text_ = "5\t1\t7\t59\t35\n0\t2\t7\t0\t30\n4\t1\t7\t65\t34\n1\t2\t8\t1\t31\n";
};

TEST_F(Writers, AreTheSecondAndThirdColumnTogether) {
  for (const bool gzip : {false, true}) {
    const auto writers = read_writers(table(text_, gzip), kLabels);
    ASSERT_TRUE(writers.ok()) << writers.error();
    EXPECT_EQ(writers.value(), (std::vector{0, 1, 0, 2}));
  }
}

TEST_F(Writers, ATableOfOtherPicturesIsRefused) {
  EXPECT_THAT(complaint("5\t1\t7\n0\t2\t7\n3\t1\t7\n1\t2\t8\n"),
              HasSubstr("row 3 says 3 where the picture's label is 4"));
  EXPECT_THAT(complaint("5\t1\t7\n0\t2\t7\n"), HasSubstr("holds 2 rows for 4 pictures"));
  EXPECT_THAT(complaint(""), HasSubstr("holds 0 rows"));
}

TEST_F(Writers, RowsThatAreNoRowsAreRefused) {
  for (const char* row : {"label\thsf\twriter\n", "5\n", "5\t1\n", "5 1 7\n", "5\t-1\t7\n",
                          "5\t1\t7x\n", "5\t1\t99999999999999\n", "\n"})
    EXPECT_THAT(complaint(row), HasSubstr("row 1 does not begin with three")) << row;
}

TEST_F(Writers, AMissingTableAndAFolderAreNamed) {
  EXPECT_THAT(read_writers(folder_ / "no.tsv", kLabels).error(), HasSubstr("--writers"));
  EXPECT_THAT(read_writers(folder_.path(), kLabels).error(), HasSubstr("is a folder"));
}

TEST_F(Writers, ADamagedGzipFileIsRefused) {
  std::string long_text;
  for (int i = 0; i < 4; ++i)
    long_text +=
        std::to_string(kLabels[static_cast<std::size_t>(i)]) + "\t1\t" + std::to_string(i) + "\n";
  const auto path = table(long_text);
  auto size = std::filesystem::file_size(path);
  std::filesystem::resize_file(path, size - 12);
  EXPECT_FALSE(read_writers(path, kLabels).ok());
}

std::vector<int> some_writers() {
  std::vector<int> writers;
  for (int i = 0; i < 1000; ++i) writers.push_back(i * 7919 % 50);
  return writers;
}

TEST(SplitWriters, NobodyIsOnBothSides) {
  const std::vector<int> writers = some_writers();
  const Split split = split_writers(writers, 0.2);
  EXPECT_EQ(split.training.size() + split.validation.size(), writers.size());
  std::set<int> training, validation;
  for (const int i : split.training) training.insert(writers[static_cast<std::size_t>(i)]);
  for (const int i : split.validation) validation.insert(writers[static_cast<std::size_t>(i)]);
  EXPECT_EQ(validation.size(), 10u);
  EXPECT_EQ(training.size(), 40u);
  for (const int writer : validation) EXPECT_FALSE(training.contains(writer));
  EXPECT_TRUE(std::is_sorted(split.training.begin(), split.training.end()));
  EXPECT_TRUE(std::is_sorted(split.validation.begin(), split.validation.end()));
}

TEST(SplitWriters, IsTheSameEveryTimeAndAnotherForAnotherSeed) {
  const std::vector<int> writers = some_writers();
  EXPECT_EQ(split_writers(writers, 0.2).validation, split_writers(writers, 0.2).validation);
  EXPECT_NE(split_writers(writers, 0.2).validation,
            split_writers(writers, 0.2, kSplitSeed + 1).validation);
  EXPECT_FALSE(split_writers(std::vector{0, 1, 1}, 0.01).validation.empty())
      << "at least one writer";
}

TEST_F(Writers, TheRecipeChoosesTheSplit) {
  Dataset data = testing::bars_dataset(4);
  std::copy(kLabels.begin(), kLabels.end(), data.labels.begin());
  Recipe recipe = testing::small_recipe();
  recipe.validation_fraction = 0.3;
  EXPECT_EQ(choose_split(recipe, false, data, {}).value().validation,
            split_indices(4, 0.3).validation);
  EXPECT_THAT(choose_split(recipe, false, data, table(text_)).error(),
              HasSubstr("--split writers"));
  recipe.split = SplitKind::kWriters;
  EXPECT_THAT(choose_split(recipe, false, data, {}).error(), HasSubstr("--writers FILE"));
  EXPECT_EQ(choose_split(recipe, false, data, table(text_)).value().validation,
            split_writers(std::vector{0, 1, 0, 2}, 0.3).validation);
  EXPECT_TRUE(choose_split(recipe, true, data, {}).value().validation.empty())
      << "nothing is held out of a full training";
  recipe.split = SplitKind::kRandom;
  recipe.validation_fraction = 0.001;
  EXPECT_THAT(choose_split(recipe, false, data, {}).error(), HasSubstr("too few"));
}

}  // namespace
}  // namespace second_opinion
