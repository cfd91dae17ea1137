// native_trainer/io/picture_sheet: a sheet survives PNG, weights become signed greys.
#include "native_trainer/io/picture_sheet.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/image/picture.hpp"

namespace second_opinion {
namespace {

std::array<unsigned char, kImagePixels> picture(int seed) {
  std::array<unsigned char, kImagePixels> out{};
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<unsigned char>((i * 31 + static_cast<std::size_t>(seed) * 7) % 256);
  return out;
}

TEST(ReportSheet, SurvivesPng) {
  GreySheet sheet;
  sheet.columns = 3;
  for (int i = 0; i < 4; ++i) sheet.add(picture(i));
  const auto png = encode_png(sheet);
  ASSERT_TRUE(png.ok()) << png.error();
  const auto decoded = decode_picture(png.value());
  ASSERT_TRUE(decoded.ok()) << decoded.error();
  ASSERT_EQ(decoded.value().width, 84);
  ASSERT_EQ(decoded.value().height, 56);
  for (int i = 0; i < 4; ++i) {
    for (int p = 0; p < kImagePixels; ++p) {
      const int x = i % 3 * 28 + p % 28, y = i / 3 * 28 + p / 28;
      ASSERT_EQ(decoded.value().pixels[static_cast<std::size_t>(y * 84 + x)],
                picture(i)[static_cast<std::size_t>(p)]);
    }
  }
  EXPECT_EQ(decoded.value().pixels.back(), 0) << "the last row is filled up";
  EXPECT_EQ(encode_png(sheet).value(), png.value());
}

TEST(ReportSheet, RefusesAnEmptySheet) {
  EXPECT_FALSE(encode_png(GreySheet{}).ok());
}

TEST(ReportSheet, DrawsWeightsAroundGrey128) {
  std::vector<float> weights(kImagePixels, 0.0f);
  weights[0] = 2.0f;
  weights[1] = -2.0f;
  weights[2] = 1.0f;
  weights[3] = 99.0f;
  GreySheet sheet;
  add_weight_picture(sheet, weights, 2.0f);
  EXPECT_EQ(sheet.cells[0], 255);
  EXPECT_EQ(sheet.cells[1], 1);
  EXPECT_EQ(sheet.cells[2], 128 + 64);
  EXPECT_EQ(sheet.cells[3], 255);
  EXPECT_EQ(sheet.cells[4], 128);
}

TEST(ReportSheet, DrawsWeightsInThirtyThreeShades) {
  std::vector<float> weights(kImagePixels);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = static_cast<float>(i) / 391.5f - 1;
  GreySheet sheet;
  add_weight_picture(sheet, weights, 1);
  const std::set<unsigned char> shades(sheet.cells.begin(), sheet.cells.end());
  EXPECT_EQ(shades.size(), 33u);
  EXPECT_TRUE(std::is_sorted(sheet.cells.begin(), sheet.cells.end()));
  for (const unsigned char shade : shades)
    EXPECT_TRUE(shades.contains(static_cast<unsigned char>(256 - shade))) << int{shade};
}

}  // namespace
}  // namespace second_opinion
