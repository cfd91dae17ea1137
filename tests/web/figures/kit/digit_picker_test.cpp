// web/figures/kit/digit_picker: a pressed digit can be tried, pressed again it is let go.
#include "web/figures/kit/digit_picker.hpp"

#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"

namespace second_opinion {
namespace {

const std::vector<PlacedDigit> kDigits{{{0, 0, 56, 56}, 3}, {{60, 0, 56, 56}, 10}};
constexpr Rect kPlace{100, 200, 358, 300};

std::vector<Control> controls_of(const DigitPicker& picker) {
  std::vector<Control> out;
  picker.controls("f", kPlace, kDigits, out);
  return out;
}

TEST(DigitPicker, OffersEveryDigitByItsSentence) {
  const auto controls = controls_of(DigitPicker(sample_sources()));
  ASSERT_EQ(controls.size(), 2u);
  EXPECT_EQ(controls[0].id, "f:digit:3");
  EXPECT_EQ(controls[1].label, "Digit labelled 4; CNN 9 (91\u202F%), Transformer 4 (91\u202F%)");
  EXPECT_FLOAT_EQ(controls[1].place.x, 160);
  EXPECT_EQ(controls[0].group, "f:digits") << "one stop of the Tab key";
  EXPECT_EQ(controls[1].group, "f:digits");
}

TEST(DigitPicker, APressedDigitCanBeTriedOnce) {
  DigitPicker picker(sample_sources());
  picker.press("f", "f:try");
  EXPECT_FALSE(picker.take().has_value()) << "nothing was picked";
  picker.press("f", "f:digit:10");
  ASSERT_EQ(controls_of(picker).size(), 3u);
  EXPECT_EQ(controls_of(picker).back().id, "f:try");
  EXPECT_EQ(controls_of(picker).back().group, "") << "a stop of its own";
  picker.press("f", "f:try");
  EXPECT_EQ(picker.take(), DigitImage::from_bytes(sample_sources().digits->cell(10)));
  EXPECT_FALSE(picker.take().has_value());
  picker.press("f", "f:digit:10");
  EXPECT_EQ(controls_of(picker).size(), 2u) << "let go";
}

TEST(DigitPicker, IgnoresStrangers) {
  DigitPicker picker(sample_sources());
  for (const char* id : {"g:digit:3", "f:digit:", "f:digit:99999", "f:digit:-1", "f"})
    picker.press("f", id);
  EXPECT_EQ(controls_of(picker).size(), 2u);
}

}  // namespace
}  // namespace second_opinion
