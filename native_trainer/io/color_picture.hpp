// A picture in colour onto which digits, weights and numerals are drawn enlarged, and its bytes as
// PNG. No file is written here.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/image/digit_image.hpp"
#include "native_trainer/io/gif.hpp"

namespace second_opinion {

// -1 … 1 → blue, near-white at 0, red; more is clipped.
Rgb diverging_color(double unit);

// The same as a GIF palette of kDivergingColors, and a value's place in it.
inline constexpr int kDivergingColors = 129;  // odd: 0 has a colour of its own
std::vector<Rgb> diverging_palette();
unsigned char diverging_index(double unit);

// The size below which `share` of all absolute values lie; a scale that a few strong weights do not
// spoil. values: not empty.
float scale_of(std::span<const float> values, double share = 0.995);

class ColorPicture {
 public:
  ColorPicture(int width, int height, Rgb background);

  int width() const { return width_; }
  int height() const { return height_; }
  const std::vector<unsigned char>& pixels() const { return pixels_; }  // height·width·3

  // Whatever lies outside the picture is left out.
  void fill(int left, int top, int width, int height, Rgb color);
  // 28×28, each pixel `zoom` pixels wide.
  void digit(int left, int top, int zoom, std::span<const unsigned char, kImagePixels> image);
  // ±scale is full colour.
  void weights(int left, int top, int zoom, std::span<const float> weights, float scale);
  // A numeral 0..9 of 5×7 dots.
  void numeral(int left, int top, int zoom, int value, Rgb color);

 private:
  int width_, height_;
  std::vector<unsigned char> pixels_;
};

Result<std::vector<unsigned char>, std::string> encode_png(const ColorPicture& picture);

}  // namespace second_opinion
