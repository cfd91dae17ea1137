// A PNG → grey pixels. The only place that knows stb_image; other formats are
// refused, and so is anything larger than a page could need.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace second_opinion {

struct GreyPicture {
  int width = 0;
  int height = 0;
  std::vector<unsigned char> pixels;  // height × width, row by row; colours become their luminance
};

inline constexpr int kMaxPictureSide = 4096;

Result<GreyPicture, std::string> decode_grey_png(std::span<const unsigned char> bytes);

}  // namespace second_opinion
