// Covers native_trainer/synthetic/stress_set.cpp.
#include "native_trainer/synthetic/stress_set.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

// A ring with a stem, ink in the middle, paper around.
Dataset one_digit(int copies) {
  Dataset data;
  for (int copy = 0; copy < copies; ++copy) {
    for (int i = 0; i < kImagePixels; ++i) {
      const double x = i % kImageSide - 13.5, y = i / kImageSide - 13.5;
      const double from_ring = std::abs(std::hypot(x, y - 2) - 5);
      const double from_stem = std::hypot(x, std::max({0.0, y + 3, -9 - y}));
      const double ink =
          std::clamp(2.4 - std::min(from_ring, from_stem), 0.0, 1.5) / 1.5;  // soft edges
      data.pixels.push_back(static_cast<unsigned char>(250 * ink));
    }
    data.labels.push_back(9);
  }
  return data;
}

double distance(std::span<const unsigned char, kImagePixels> a,
                std::span<const unsigned char, kImagePixels> b) {
  double sum = 0;
  for (std::size_t i = 0; i < kImagePixels; ++i) sum += std::abs(a[i] - b[i]);
  return sum / 255;
}

TEST(Stress, EveryDisturbanceChangesThePictureAndGrowsWithItsStrength) {
  const Dataset digits = one_digit(60);
  std::set<std::string_view> names;
  for (std::size_t d = 0; d < disturbances().size(); ++d) {
    names.insert(disturbances()[d].name);
    double before = 0;
    for (int strength = 0; strength < kStressStrengths; ++strength) {
      const Dataset set = disturbed(digits, d, strength);
      ASSERT_EQ(set.size(), digits.size());
      EXPECT_EQ(set.labels, digits.labels);
      double change = 0;
      for (int i = 0; i < set.size(); ++i)
        change += distance(set.image(i), digits.image(i)) / set.size();
      EXPECT_GT(change, 1.03 * before) << disturbances()[d].name << " at strength " << strength;
      EXPECT_GT(change, 1) << disturbances()[d].name;
      before = change;
    }
  }
  EXPECT_EQ(names.size(), disturbances().size());
}

TEST(Stress, IsTheSameEveryTimeAndForEverySubset) {
  const Dataset digits = one_digit(6), fewer = one_digit(3);
  for (std::size_t d = 0; d < disturbances().size(); ++d) {
    const Dataset set = disturbed(digits, d, 1);
    EXPECT_EQ(disturbed(digits, d, 1).pixels, set.pixels);
    const Dataset part = disturbed(fewer, d, 1);
    EXPECT_TRUE(std::equal(part.pixels.begin(), part.pixels.end(), set.pixels.begin()))
        << disturbances()[d].name;
  }
}

TEST(Stress, DirectionsDifferFromPictureToPicture) {
  const Dataset digits = one_digit(12);
  for (std::size_t d = 0; d < disturbances().size(); ++d) {
    const std::string_view name = disturbances()[d].name;
    if (name != "rotated" && name != "slanted" && name != "shifted" && name != "noise" &&
        name != "specks" && name != "a gap")
      continue;
    const Dataset set = disturbed(digits, d, 2);
    std::set<std::vector<unsigned char>> kinds;
    for (int i = 0; i < set.size(); ++i) kinds.emplace(set.image(i).begin(), set.image(i).end());
    EXPECT_GE(kinds.size(), 2u) << name;
  }
}

TEST(Stress, SheetShowsTheDigitAndThenEachDisturbance) {
  const Dataset digits = one_digit(2);
  const GreySheet sheet = stress_sheet(digits, 1);
  EXPECT_EQ(sheet.columns, 16);
  EXPECT_EQ(sheet.count, 48);
  EXPECT_TRUE(std::equal(digits.image(1).begin(), digits.image(1).end(), sheet.cells.begin()));
  EXPECT_TRUE(encode_png(sheet).ok());
}

}  // namespace
}  // namespace second_opinion
