// A sheet of 28×28 grey pictures that travelled as one PNG file: digits or weights. Draws nothing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/image/digit_image.hpp"
#include "core/image/picture.hpp"
#include "core/report/report.hpp"

namespace second_opinion {

using DigitPixels = std::span<const unsigned char, kImagePixels>;

class DigitSheet {
 public:
  // The error says why the picture cannot be the sheet that the report describes.
  static Result<DigitSheet, std::string> from_picture(const GreyPicture& picture,
                                                      const ReportSheet& sheet);
  static Result<DigitSheet, std::string> from_png(std::span<const unsigned char> png,
                                                  const ReportSheet& sheet);

  // Which of the sheet's cells these pixels are, by their place in memory; -1: none of them.
  int index_of(DigitPixels pixels) const;

  int count() const { return static_cast<int>(cells_.size() / kImagePixels); }
  DigitPixels cell(int index) const {
    return DigitPixels(cells_.data() + static_cast<std::size_t>(index) * kImagePixels,
                       kImagePixels);
  }

 private:
  std::vector<unsigned char> cells_;
};

}  // namespace second_opinion
