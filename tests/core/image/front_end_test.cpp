// Covers core/image/front_end.cpp.
#include "core/image/front_end.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/base/random.hpp"

namespace second_opinion {
namespace {

using Picture = std::array<float, kImagePixels>;

std::size_t place(int x, int y) {
  return static_cast<std::size_t>(y * kImageSide + x);
}

// A seven with soft edges, on black.
Picture seven() {
  Picture picture{};
  for (int x = 7; x < 21; ++x) picture[place(x, 6)] = 1, picture[place(x, 7)] = 0.5f;
  for (int y = 7; y < 23; ++y) {
    const int x = 20 - (y - 7) / 2;
    picture[place(x, y)] = 1;
    picture[place(x - 1, y)] = 0.8f;
    picture[place(x + 1, y)] = 0.2f;
  }
  return picture;
}

template <typename Level>
Picture on_paper(const Picture& ink, const Level& paper, float full) {
  Picture picture;
  for (int y = 0; y < kImageSide; ++y)
    for (int x = 0; x < kImageSide; ++x) {
      const float level = paper(x, y);
      picture[place(x, y)] = level + (full - level) * ink[place(x, y)];
    }
  return picture;
}

float largest_difference(const Picture& a, const Picture& b) {
  float largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

TEST(FrontEnd, LeavesInkOnBlackPaperBitForBit) {
  Picture picture = seven();
  const Picture before = picture;
  EXPECT_EQ(apply_front_end(picture), FrontEndReport{});
  EXPECT_EQ(picture, before);
  for (int x = 0; x < 20; ++x) picture[place(x, 0)] = 1;  // a stroke along the border
  const Picture touching = picture;
  EXPECT_FALSE(apply_front_end(picture).changed());
  EXPECT_EQ(picture, touching);
}

TEST(FrontEnd, TakesEvenPaperAway) {
  for (const float grey : {0.1f, 0.4f, 0.7f}) {
    Picture picture = on_paper(
        seven(), [&](int, int) { return grey; }, 1);
    const FrontEndReport report = apply_front_end(picture);
    EXPECT_NEAR(report.paper, grey, 0.01f);
    EXPECT_FALSE(report.dark_ink);
    EXPECT_LT(report.unevenness, 0.01f);
    EXPECT_LT(largest_difference(picture, seven()), 0.05f) << grey;
  }
}

TEST(FrontEnd, TakesPaperAwayThatGetsBrighterToOneSide) {
  const auto slope = [](int x, int y) {
    return 0.1f + 0.02f * static_cast<float>(x) + 0.005f * static_cast<float>(y);
  };
  Picture picture = on_paper(seven(), slope, 1);
  const FrontEndReport report = apply_front_end(picture);
  EXPECT_GT(report.unevenness, 0.5f);
  EXPECT_LT(largest_difference(picture, seven()), 0.08f);
}

TEST(FrontEnd, TakesPaperAwayThatIsBrightestInTheMiddle) {
  const auto bulge = [](int x, int y) {
    const float dx = static_cast<float>(x) - 13.5f, dy = static_cast<float>(y) - 13.5f;
    return 0.6f - 0.0015f * (dx * dx + dy * dy);
  };
  Picture picture = on_paper(seven(), bulge, 1);
  apply_front_end(picture);
  EXPECT_LT(largest_difference(picture, seven()), 0.1f);
}

TEST(FrontEnd, TurnsDarkInkBright) {
  const auto slope = [](int x, int) { return 0.6f + 0.012f * static_cast<float>(x); };
  Picture picture = on_paper(seven(), slope, 0);
  const FrontEndReport report = apply_front_end(picture);
  EXPECT_TRUE(report.dark_ink);
  EXPECT_LT(largest_difference(picture, seven()), 0.08f);
}

TEST(FrontEnd, RaisesFaintInk) {
  Picture grey = on_paper(
      seven(), [](int, int) { return 0.3f; }, 0.5f);
  EXPECT_GT(apply_front_end(grey).gain, 2);
  EXPECT_LT(largest_difference(grey, seven()), 0.1f);
  Picture black = on_paper(
      seven(), [](int, int) { return 0.0f; }, 0.25f);
  EXPECT_NEAR(apply_front_end(black).gain, 4, 0.01);
  EXPECT_LT(largest_difference(black, seven()), 0.01f);
}

TEST(FrontEnd, FindsNoInkOnBlankPaper) {
  for (const float grey : {0.0f, 0.3f, 1.0f}) {
    Picture picture;
    picture.fill(grey);
    EXPECT_EQ(apply_front_end(picture).gain, 1);
    EXPECT_LT(*std::max_element(picture.begin(), picture.end()), 1e-3f) << grey;
  }
}

TEST(FrontEnd, RemovesSpecksWhereThereAreSeveral) {
  Picture picture = seven();
  picture[place(3, 20)] = 1;
  picture[place(24, 24)] = 0.9f;
  const Picture two = picture;
  EXPECT_EQ(apply_front_end(picture).specks, 0) << "two may belong to a stroke";
  EXPECT_EQ(picture, two);
  picture[place(4, 12)] = 1;
  EXPECT_EQ(apply_front_end(picture).specks, 3);
  EXPECT_EQ(picture, seven());
}

TEST(FrontEnd, FillsDarkSpecksInInk) {
  Picture picture{};
  for (int y = 8; y < 20; ++y)
    for (int x = 8; x < 20; ++x) picture[place(x, y)] = 1;
  const Picture block = picture;
  for (const int at : {10, 13, 17}) picture[place(at, at)] = 0;
  EXPECT_EQ(apply_front_end(picture).specks, 3);
  EXPECT_EQ(picture, block);
}

TEST(FrontEnd, AnyPictureStaysOneAndComesOutTheSameTwice) {
  for (std::uint64_t key = 0; key < 200; ++key) {
    Random random(key);
    const float low = random.between(0, 1), high = random.between(low, 1);
    Picture picture;
    for (float& pixel : picture)
      pixel = random.unit() < 0.1 ? static_cast<float>(random.below(2)) : random.between(low, high);
    Picture again = picture;
    apply_front_end(picture);
    apply_front_end(again);
    ASSERT_EQ(picture, again) << key;
    for (const float pixel : picture) ASSERT_TRUE(pixel >= 0 && pixel <= 1) << key;
  }
}

TEST(FrontEnd, TellsThePaperUnderThePicture) {
  const auto slope = [](int x, int) { return 0.2f + 0.01f * static_cast<float>(x); };
  const auto paper = estimated_paper(on_paper(seven(), slope, 1));
  for (int x = 0; x < kImageSide; ++x) EXPECT_NEAR(paper[place(x, 9)], slope(x, 9), 0.02f);
  EXPECT_EQ(estimated_paper(seven()), Picture{});
}

}  // namespace
}  // namespace second_opinion
