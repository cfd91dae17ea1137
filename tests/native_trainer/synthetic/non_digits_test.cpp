// Covers native_trainer/synthetic/non_digits.cpp.
#include "native_trainer/synthetic/non_digits.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

TEST(NonDigits, DependOnFamilySeedAndPlaceAlone) {
  const Dataset digits = testing::bars_dataset(20);
  std::set<std::string_view> names;
  for (int f = 0; f < kNonDigitFamilies; ++f) {
    const auto family = static_cast<NonDigit>(f);
    names.insert(non_digit_name(family));
    const Dataset many = make_non_digits(family, digits, 1, 40),
                  few = make_non_digits(family, digits, 1, 10);
    ASSERT_EQ(many.size(), 40);
    EXPECT_TRUE(std::equal(few.pixels.begin(), few.pixels.end(), many.pixels.begin()))
        << non_digit_name(family);
    EXPECT_NE(make_non_digits(family, digits, 2, 10).pixels, few.pixels) << non_digit_name(family);
    std::set<std::vector<unsigned char>> kinds;
    for (int i = 0; i < many.size(); ++i) kinds.emplace(many.image(i).begin(), many.image(i).end());
    EXPECT_GE(kinds.size(), 15u) << non_digit_name(family);
  }
  EXPECT_EQ(names.size(), 8u);
}

double mean_ink(NonDigit family) {
  const Dataset set = make_non_digits(family, testing::bars_dataset(20), 1, 60);
  return std::accumulate(set.pixels.begin(), set.pixels.end(), 0.0) /
         (255.0 * static_cast<double>(set.pixels.size()));
}

TEST(NonDigits, LookLikeWhatTheyAreCalled) {
  EXPECT_GT(mean_ink(NonDigit::kInverted), 0.4) << "ink everywhere but on the digit";
  EXPECT_GT(mean_ink(NonDigit::kLetters), 0.05);
  EXPECT_LT(mean_ink(NonDigit::kLetters), 0.3);
  EXPECT_GT(mean_ink(NonDigit::kScribbles), mean_ink(NonDigit::kLetters));
  const Dataset letters = make_non_digits(NonDigit::kLetters, testing::bars_dataset(10), 1, 30);
  for (int i = 0; i < letters.size(); ++i) {
    EXPECT_EQ(letters.image(i)[0], 0) << "framed like a digit, paper at the corner";
    EXPECT_GE(*std::max_element(letters.image(i).begin(), letters.image(i).end()), 150);
  }
}

}  // namespace
}  // namespace second_opinion
