// web/figures/kit/pickable_digits: a pressed digit can be tried, pressed again it is let go.
#include "web/figures/kit/pickable_digits.hpp"

#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"
#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

const std::vector<PlacedDigit> kDigits{{{0, 0, 56, 56}, 3}, {{60, 0, 56, 56}, 10}};
constexpr Rect kPlace{100, 200, 358, 300};

class TwoDigits final : public PickableDigits {
 public:
  TwoDigits() : PickableDigits(sample_sources()) { id = "f"; }
  float measure(const Fonts&, float) override { return kPlace.h; }
  std::string html() const override { return {}; }

 protected:
  std::vector<PlacedDigit> digits_at(float) const override { return kDigits; }
  void draw_under_card(const PageCanvas&, const Rect&, std::span<const PlacedDigit>,
                       int) const override {}
};

// Vertices of the card: nothing else is drawn.
int card_of(const TwoDigits& figure, ImVec2 pointer) {
  const TestFrame frame;
  const PageView view{.view = {0, 0, 2000, 2000}, .pointer = pointer};
  const int before = frame.list().VtxBuffer.Size;
  figure.draw({view, &frame.list(), &test_fonts(), &light_theme()}, kPlace);
  return frame.list().VtxBuffer.Size - before;
}

constexpr ImVec2 kAway{-1e6f, -1e6f}, kFirst{110, 210}, kSecond{170, 210};

TEST(PickableDigits, OfferEveryDigitByItsSentence) {
  const auto controls = TwoDigits().controls(kPlace);
  ASSERT_EQ(controls.size(), 2u);
  EXPECT_EQ(controls[0].id, "f:digit:3");
  EXPECT_EQ(controls[1].label, "Digit labelled 4; CNN 9 (91\u202F%), Transformer 4 (91\u202F%)");
  EXPECT_FLOAT_EQ(controls[1].place.x, 160);
  EXPECT_EQ(controls[0].group, "f:digits") << "one stop of the Tab key";
  EXPECT_EQ(controls[1].group, "f:digits");
}

TEST(PickableDigits, APressedOneCanBeTried) {
  TwoDigits figure;
  EXPECT_FALSE(figure.press("f:try").to_try.has_value()) << "nothing was picked";
  EXPECT_FALSE(figure.press("f:digit:10").to_try.has_value());
  ASSERT_EQ(figure.controls(kPlace).size(), 3u);
  EXPECT_EQ(figure.controls(kPlace).back().id, "f:try");
  EXPECT_EQ(figure.controls(kPlace).back().group, "") << "a stop of its own";
  EXPECT_EQ(figure.press("f:try").to_try,
            DigitImage::from_bytes(sample_sources().digits->cell(10)));
  figure.press("f:digit:10");
  EXPECT_EQ(figure.controls(kPlace).size(), 2u) << "let go";
}

TEST(PickableDigits, ShowTheCardOfTheOneUnderThePointerElseOfThePressedOne) {
  TwoDigits figure;
  EXPECT_EQ(card_of(figure, kAway), 0);
  const int hovered = card_of(figure, kSecond);
  EXPECT_GT(hovered, 0);
  figure.press("f:digit:3");
  const int picked = card_of(figure, kAway);
  EXPECT_GT(picked, hovered) << "with a button";
  EXPECT_EQ(card_of(figure, kFirst), picked);
  EXPECT_EQ(card_of(figure, kSecond), picked) << "the card lies there, over its neighbour";
}

TEST(PickableDigits, IgnoreStrangers) {
  TwoDigits figure;
  for (const char* id : {"g:digit:3", "f:digit:", "f:digit:99999", "f:digit:-1", "f"})
    figure.press(id);
  EXPECT_EQ(figure.controls(kPlace).size(), 2u);
}

}  // namespace
}  // namespace second_opinion
