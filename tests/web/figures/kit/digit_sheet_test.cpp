// web/figures/kit/digit_sheet: cells come out where the report says.
#include "web/figures/kit/digit_sheet.hpp"

#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"

namespace second_opinion {
namespace {

TEST(DigitSheet, CutsCellsOutOfTheirPlaces) {
  const DigitSheet sheet = sample_sheet({"digits.png", 3, 28, 5});
  ASSERT_EQ(sheet.count(), 5);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(sheet.cell(i)[14 * 28 + 4], 255) << i;
    EXPECT_EQ(sheet.cell(i)[14 * 28 + 5 + i], 255) << i;
    EXPECT_EQ(sheet.cell(i)[14 * 28 + 6 + i], 0) << i;
  }
}

TEST(DigitSheet, RefusesAPictureOfAnotherSize) {
  const ReportSheet sheet{"digits.png", 4, 28, 8};
  EXPECT_TRUE(
      DigitSheet::from_picture({112, 56, std::vector<unsigned char>(112 * 56)}, sheet).ok());
  EXPECT_FALSE(
      DigitSheet::from_picture({112, 28, std::vector<unsigned char>(112 * 28)}, sheet).ok())
      << "a row is missing";
  EXPECT_FALSE(DigitSheet::from_picture({84, 84, std::vector<unsigned char>(84 * 84)}, sheet).ok())
      << "other columns";
  EXPECT_FALSE(DigitSheet::from_png({}, sheet).ok());
}

}  // namespace
}  // namespace second_opinion
