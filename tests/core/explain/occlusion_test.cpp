// Covers core/explain/occlusion.cpp.
#include "core/explain/occlusion.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

using namespace testing;

// A stroke that touches the border, so that pieces are cut there.
DigitImage stroke() {
  std::array<unsigned char, kImagePixels> bytes{};
  for (int i = 0; i < 20; ++i)
    bytes[static_cast<std::size_t>(i * kImageSide + i / 2)] =
        static_cast<unsigned char>(100 + 7 * i);
  return DigitImage::from_bytes(bytes);
}

OcclusionMap scanned(const Classifier& classifier, const DigitImage& image, int slice,
                     int pitch = 1) {
  OcclusionScan scan(classifier, image, pitch);
  while (!scan.done()) scan.advance(slice);
  EXPECT_FLOAT_EQ(scan.progress(), 1);
  return scan.map();
}

TEST(Occlusion, BlanksThePieceAroundAPixelAndNothingElse) {
  const DigitImage image = stroke();
  for (const auto& [row, column] : {std::pair(0, 0), {10, 5}, {27, 27}, {3, 26}}) {
    const DigitImage hidden = occluded(image, row, column);
    for (int y = 0; y < kImageSide; ++y) {
      for (int x = 0; x < kImageSide; ++x) {
        const bool inside =
            std::abs(y - row) <= kOcclusionSide / 2 && std::abs(x - column) <= kOcclusionSide / 2;
        ASSERT_EQ(hidden.at(y, x), inside ? 0.0f : image.at(y, x)) << y << "," << x;
      }
    }
  }
}

TEST(Occlusion, IsWhatClassifyingEachOccludedPictureSays) {
  const DigitImage image = stroke();
  for (const NetworkSpec& spec : all_specs()) {
    Classifier classifier(weights_file(spec));
    const OcclusionMap map = scanned(classifier, image, 7);
    const Classification whole = classifier.classify(image);
    EXPECT_EQ(map.digit, whole.digit);
    for (int pixel = 0; pixel < kImagePixels; ++pixel) {
      const Classification expected =
          classifier.classify(occluded(image, pixel / kImageSide, pixel % kImageSide));
      for (std::size_t d = 0; d < kDigitCount; ++d)
        ASSERT_EQ(map.at(pixel)[d], expected.probabilities[d]) << pixel;
      ASSERT_EQ(map.answer_at(pixel), expected.digit);
      const auto answer = static_cast<std::size_t>(whole.digit);
      ASSERT_FLOAT_EQ(map.change(pixel),
                      expected.probabilities[answer] - whole.probabilities[answer]);
    }
  }
}

TEST(Occlusion, LiftsThePenFromGreyPaperToo) {
  std::array<float, kImagePixels> pixels;
  pixels.fill(0.25f);
  for (int y = 10; y < 18; ++y) pixels[static_cast<std::size_t>(y * kImageSide + 14)] = 1;
  const DigitImage image = *DigitImage::from_unit_values(pixels);
  EXPECT_NEAR(occluded(image, 14, 14).at(14, 14), 0.25f, 0.001f);
  const Classifier classifier(weights_file(cnn_spec()));
  OcclusionScan scan(classifier, image, 1);
  while (!scan.done()) scan.advance(16);
  for (std::size_t d = 0; d < kDigitCount; ++d)
    EXPECT_EQ(scan.map().at(3)[d], scan.map().whole[d]) << "no ink there to hide";
}

TEST(Occlusion, FindsTheCostliestPlace) {
  const OcclusionMap map = scanned(Classifier(weights_file(cnn_spec())), stroke(), 16);
  const int worst = map.costliest();
  for (int pixel = 0; pixel < kImagePixels; ++pixel)
    EXPECT_GE(map.change(pixel), map.change(worst));
  EXPECT_LT(map.change(worst), 0);
}

TEST(Occlusion, CountsOddsInPowersOfTen) {
  OcclusionMap map;
  map.digit = 3;
  map.whole.fill(0.001f / 9);
  map.whole[3] = 0.999f;
  map.hidden.assign(kImagePixels * kDigitCount, 0.01f / 9);
  for (std::size_t p = 0; p < kImagePixels; ++p) map.hidden[p * kDigitCount + 3] = 0.99f;
  EXPECT_NEAR(map.odds_change(5), std::log10(99.0 / 999.0), 1e-4);
  for (std::size_t d = 0; d < kDigitCount; ++d) map.hidden[d] = d == 3 ? 0.0f : 1.0f / 9;
  EXPECT_TRUE(std::isfinite(map.odds_change(0)));
  EXPECT_LT(map.odds_change(0), -10);
}

TEST(Occlusion, GivesTheSameInSlicesOfAnySize) {
  const Classifier classifier(weights_file(transformer_spec()));
  const OcclusionMap one = scanned(classifier, stroke(), 1),
                     many = scanned(classifier, stroke(), 1000);
  EXPECT_EQ(one.hidden, many.hidden);
}

TEST(Occlusion, LooksOnlyAtEveryPitchthPixelWhenAsked) {
  const Classifier classifier(weights_file(cnn_spec()));
  const OcclusionMap fine = scanned(classifier, stroke(), 16),
                     coarse = scanned(classifier, stroke(), 16, 4);
  int looked_at = 0;
  for (int pixel = 0; pixel < kImagePixels; ++pixel) {
    if (coarse.change(pixel) == 0) continue;
    ++looked_at;
    EXPECT_EQ(pixel / kImageSide % 4, 2);
    EXPECT_EQ(pixel % kImageSide % 4, 2);
    EXPECT_EQ(coarse.change(pixel), fine.change(pixel));
  }
  EXPECT_GT(looked_at, 5);
}

TEST(Occlusion, OfABlankPictureIsDoneAtOnce) {
  const Classifier classifier(weights_file(linear_spec()));
  OcclusionScan scan(classifier, DigitImage{});
  EXPECT_TRUE(scan.done());
  EXPECT_FLOAT_EQ(scan.progress(), 1);
  scan.advance(5);
  EXPECT_EQ(scan.map().change(scan.map().costliest()), 0);
}

}  // namespace
}  // namespace second_opinion
