// Covers native_trainer/synthetic/non_digits.cpp.
#include "native_trainer/synthetic/non_digits.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

TEST(NonDigits, DependOnFamilySeedAndPlaceAlone) {
  const Dataset digits = testing::bars_dataset(100);
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
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kNonDigitFamilies));
}

double mean_ink(NonDigit family) {
  const Dataset set = make_non_digits(family, testing::bars_dataset(20), 1, 60);
  return std::accumulate(set.pixels.begin(), set.pixels.end(), 0.0) /
         (255.0 * static_cast<double>(set.pixels.size()));
}

TEST(NonDigits, LookLikeWhatTheyAreCalled) {
  EXPECT_GT(mean_ink(NonDigit::kPrintedLetters), 0.05);
  EXPECT_LT(mean_ink(NonDigit::kPrintedLetters), 0.3);
  EXPECT_GT(mean_ink(NonDigit::kScribbles), mean_ink(NonDigit::kHandwrittenLetters));
  EXPECT_LT(mean_ink(NonDigit::kBlank), 0.2);
  for (const NonDigit family :
       {NonDigit::kPrintedLetters, NonDigit::kHandwrittenLetters, NonDigit::kSymbols}) {
    const Dataset set = make_non_digits(family, testing::bars_dataset(10), 1, 40);
    int framed = 0;
    for (int i = 0; i < set.size(); ++i)
      framed += set.image(i)[0] == 0 &&
                *std::max_element(set.image(i).begin(), set.image(i).end()) >= 150;
    EXPECT_GE(framed, 30) << "like a digit: paper at the corner, ink within, but for unusual pens";
  }
}

// A digit of one label is ink in one corner, so that it is known again wherever it lands.
Dataset marked_corners() {
  Dataset digits;
  for (int label = 0; label < kDigitCount; ++label) {
    Picture picture{};
    const float ink = 25.0f * static_cast<float>(label + 1);
    for (std::size_t y = 2; y < 10; ++y)
      for (std::size_t x = 2; x < 10; ++x) picture[y * kImageSide + x] = ink;
    const PictureBytes bytes = to_bytes(picture);
    digits.pixels.insert(digits.pixels.end(), bytes.begin(), bytes.end());
    digits.labels.push_back(static_cast<unsigned char>(label));
  }
  return digits;
}

TEST(NonDigits, OnlyDigitsThatAreNoneThenAreTurnedOrMirrored) {
  const auto seen = [](NonDigit family, std::size_t place) {
    std::set<int> labels;
    const Dataset set = make_non_digits(family, marked_corners(), 1, 400);
    for (int i = 0; i < set.size(); ++i) {
      // Those by unusual pens are left aside: all other ink is one of the ten greys.
      const auto image = set.image(i);
      const bool plain = image[0] == 0 && image[27] == 0 && image[0 + 27 * 28] == 0;
      const int ink = image[place];
      if (plain && ink > 0 && ink % 25 == 0) labels.insert(ink / 25 - 1);
    }
    return labels;
  };
  const auto has = [](const std::set<int>& all, std::initializer_list<int> some) {
    return std::all_of(some.begin(), some.end(), [&](int one) { return all.count(one) == 1; });
  };
  const auto turned = seen(NonDigit::kUpsideDownDigits, 21 * kImageSide + 21),
             mirrored = seen(NonDigit::kMirroredDigits, 6 * kImageSide + 21);
  EXPECT_TRUE(has(turned, {3, 4, 7}));
  EXPECT_LE(turned.size(), 5u) << "a pen may make one grey another";
  EXPECT_TRUE(has(mirrored, {3, 4, 7, 9}));
  EXPECT_LE(mirrored.size(), 6u);
}

}  // namespace
}  // namespace second_opinion
