// Many 28×28 grey pictures on one sheet, and the sheet as a PNG. No file is
// written here.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {

struct GreySheet {
  int columns = 16;
  int count = 0;
  std::vector<unsigned char> cells;  // count × 784, cell by cell

  void add(std::span<const unsigned char, kImagePixels> picture);
  int rows() const { return (count + columns - 1) / columns; }
};

// 8-bit grey, cells row by row, the last row filled up with 0; best compression, no time stamp.
Result<std::vector<unsigned char>, std::string> encode_png(const GreySheet& sheet);

// Signed weights → grey around 128: ±scale is 128 ± 127, more is clipped. In 33 shades, which to
// the eye are as good as 255 (web/figures/kit/digit_sheet.hpp draws as many) and take little more
// than half the bytes.
void add_weight_picture(GreySheet& sheet, std::span<const float> weights, float scale);

}  // namespace second_opinion
