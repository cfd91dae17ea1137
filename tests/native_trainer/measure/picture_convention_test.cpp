// Covers native_trainer/measure/picture_convention.cpp, with a network that reads bars.
#include "native_trainer/measure/picture_convention.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/small_networks.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

// Sums the ink of the rows where bars_dataset() draws each digit's bar.
WeightsFile bar_reader() {
  WeightsFile file = testing::weights_file(testing::linear_spec());
  Parameter& weights = file.network.parameters.front();
  for (int pixel = 0; pixel < kImagePixels; ++pixel) {
    const int row = pixel / kImageSide;
    for (int digit = 0; digit < kDigitCount; ++digit)
      weights.values[static_cast<std::size_t>(pixel * kDigitCount + digit)] =
          row == 2 * digit + 3 || row == 2 * digit + 4 ? 1.0f : 0.0f;
  }
  std::fill(file.network.parameters[1].values.begin(), file.network.parameters[1].values.end(),
            0.f);
  return file;
}

Dataset bars(bool transposed, bool inverted) {
  const Dataset upright = testing::bars_dataset(200);
  Dataset data = upright;
  for (int image = 0; image < data.size(); ++image) {
    for (int pixel = 0; pixel < kImagePixels; ++pixel) {
      const int from = transposed ? pixel % kImageSide * kImageSide + pixel / kImageSide : pixel;
      const unsigned char value = upright.image(image)[static_cast<std::size_t>(from)];
      data.pixels[static_cast<std::size_t>(image * kImagePixels + pixel)] =
          inverted ? static_cast<unsigned char>(255 - value) : value;
    }
  }
  return data;
}

TEST(PictureConvention, NamesTransposedSetsInEitherPolarity) {
  for (const bool inverted : {false, true}) {
    const auto found = other_convention(bar_reader(), bars(true, inverted), 1);
    ASSERT_TRUE(found.has_value()) << inverted;
    EXPECT_EQ(found->name, "transposed");
    EXPECT_EQ(found->images, 200);
    EXPECT_LT(found->as_they_are, 0.4) << inverted;
    EXPECT_GT(found->once_changed, 0.9) << inverted;
    EXPECT_THAT(describe(*found), ::testing::HasSubstr("look transposed"));
  }
}

// The front end turns each of its pictures.
TEST(PictureConvention, SaysNothingOfAnInvertedSet) {
  EXPECT_EQ(other_convention(bar_reader(), bars(false, true), 1), std::nullopt);
}

TEST(PictureConvention, SaysNothingOfASetAsTheNetworkKnowsIt) {
  EXPECT_EQ(other_convention(bar_reader(), bars(false, false), 1), std::nullopt);
}

// A network that guesses is no better with any change: poor accuracy alone proves nothing.
TEST(PictureConvention, SaysNothingWhenTheNetworkIsToBlame) {
  const WeightsFile guessing = testing::weights_file(testing::linear_spec());
  EXPECT_EQ(other_convention(guessing, bars(true, false), 1), std::nullopt);
}

// Two pictures may be right by chance.
TEST(PictureConvention, SaysNothingOfTooFewPictures) {
  const std::array first{3, 7};
  EXPECT_EQ(other_convention(bar_reader(), subset(bars(true, false), first), 1), std::nullopt);
}

}  // namespace
}  // namespace second_opinion
