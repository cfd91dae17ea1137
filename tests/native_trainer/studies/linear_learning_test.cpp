// Covers native_trainer/studies/linear_learning: begins with zeros, moves one image at a time, ends
// with the data.
#include "native_trainer/studies/linear_learning.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

LinearLearning learned() {
  const Recipe recipe = read_recipe("native_trainer/recipes/linear.json").value();
  const Dataset data = testing::bars_dataset(150);
  const Split split = split_indices(data.size(), recipe.validation_fraction);
  ThreadPool pool(1);
  auto out = watch_learning(recipe, data, split, pool);
  EXPECT_TRUE(out.ok()) << out.error();
  return out.ok() ? out.value() : LinearLearning();
}

std::span<const unsigned char> cell(const GreySheet& sheet, int moment, int digit) {
  return std::span(sheet.cells)
      .subspan(static_cast<std::size_t>(moment * 10 + digit) * kImagePixels, kImagePixels);
}

bool is_grey(std::span<const unsigned char> picture) {
  return std::all_of(picture.begin(), picture.end(), [](unsigned char v) { return v == 128; });
}

TEST(LinearLearning, LooksAtEverFurtherMomentsAndTheLast) {
  const LinearLearning out = learned();
  EXPECT_EQ(out.study.seen, (std::vector<int>{0, 1, 2, 3, 5, 8, 12, 20, 35, 60, 99, 120}));
  EXPECT_EQ(out.sheet.columns, 10);
  EXPECT_EQ(out.sheet.count, 120);
  for (const auto* values : {&out.study.accuracy, &out.study.cost, &out.study.scale})
    EXPECT_EQ(values->size(), 12u);
  EXPECT_NEAR(out.study.cost[0], 0.1, 1e-6) << "zeros against a one in ten";
  EXPECT_EQ(out.study.scale[0], 0);
  EXPECT_GT(out.study.accuracy.back(), out.study.accuracy[1]);
}

// From zeros, squared error pushes only the output that should have been one.
TEST(LinearLearning, OneImageTouchesOnePicture) {
  const LinearLearning out = learned();
  int touched = 0;
  for (int digit = 0; digit < 10; ++digit) {
    EXPECT_TRUE(is_grey(cell(out.sheet, 0, digit))) << digit;
    touched += !is_grey(cell(out.sheet, 1, digit));
  }
  EXPECT_EQ(touched, 1);
}

}  // namespace
}  // namespace second_opinion
