// Covers core/image/network_input.cpp.
#include "core/image/network_input.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/image/digit_image.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kPixels = kImagePixels;

// Two pictures of ink in many greys, on black paper and on grey paper.
std::vector<unsigned char> two_pictures() {
  std::vector<unsigned char> bytes(2 * kPixels, 0);
  std::fill(bytes.begin() + kPixels, bytes.end(), 60);
  for (std::size_t i = 0; i < 256; ++i) {
    bytes[100 + i] = static_cast<unsigned char>(i);
    bytes[kPixels + 100 + i] = static_cast<unsigned char>(std::max<std::size_t>(i, 60));
  }
  return bytes;
}

std::vector<float> unit_values(const std::vector<unsigned char>& bytes) {
  std::vector<float> values;
  for (std::size_t first = 0; first < bytes.size(); first += kPixels) {
    const DigitImage image = DigitImage::from_bytes(
        std::span<const unsigned char, kPixels>(bytes.data() + first, kPixels));
    values.insert(values.end(), image.pixels().begin(), image.pixels().end());
  }
  return values;
}

TEST(NetworkInput, TakesPaperAwayFromEachPictureAndScales) {
  std::vector<float> pixels = unit_values(two_pictures());
  prepare_network_input(pixels, InkScale::kUnit, 0.1307f, 0.3081f);
  const float black = (0 - 0.1307f) / 0.3081f, white = (1 - 0.1307f) / 0.3081f;
  EXPECT_FLOAT_EQ(pixels[0], black);
  EXPECT_FLOAT_EQ(pixels[100 + 255], white);
  EXPECT_FLOAT_EQ(pixels[100 + 60], (60 / 255.0f - 0.1307f) / 0.3081f) << "black paper stays";
  EXPECT_NEAR(pixels[kPixels], black, 0.02) << "grey paper is black now";
  EXPECT_NEAR(pixels[kPixels + 100 + 255], white, 0.02);
}

// What a network met in training is what it meets in use.
TEST(NetworkInput, BothScalesGiveTheSame) {
  const std::vector<unsigned char> bytes = two_pictures();
  std::vector<float> trained(bytes.begin(), bytes.end()), used = unit_values(bytes);
  prepare_network_input(trained, InkScale::kByte, 0.1307f, 0.3081f);
  prepare_network_input(used, InkScale::kUnit, 0.1307f, 0.3081f);
  for (std::size_t i = 0; i < used.size(); ++i) ASSERT_NEAR(trained[i], used[i], 2e-6f) << i;
}

// The rounding under which the shipped networks were trained and measured.
TEST(NetworkInput, RoundsOnBlackPaperAsItAlwaysDid) {
  std::vector<unsigned char> bytes = two_pictures();
  bytes.resize(kPixels);
  const std::vector<float> values = unit_values(bytes);
  std::vector<float> trained(bytes.begin(), bytes.end()), used = values;
  prepare_network_input(trained, InkScale::kByte, 0.1307f, 0.3081f);
  prepare_network_input(used, InkScale::kUnit, 0.1307f, 0.3081f);
  const float scale = 1 / (255 * 0.3081f), shift = -0.1307f / 0.3081f, factor = 1 / 0.3081f;
  for (std::size_t i = 0; i < kPixels; ++i) {
    ASSERT_EQ(trained[i], static_cast<float>(bytes[i]) * scale + shift) << i;
    ASSERT_EQ(used[i], (values[i] - 0.1307f) * factor) << i;
  }
}

}  // namespace
}  // namespace second_opinion
