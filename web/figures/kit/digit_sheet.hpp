// A sheet of 28×28 grey pictures, and such a picture on the page: crisp
// rectangles on device pixels, never a filtered texture.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/image/digit_image.hpp"
#include "core/image/picture.hpp"
#include "web/canvas/page_canvas.hpp"
#include "web/report/report.hpp"

namespace second_opinion {

using DigitPixels = std::span<const unsigned char, kImagePixels>;

class DigitSheet {
 public:
  // The error says why the picture cannot be the sheet that the report describes.
  static Result<DigitSheet, std::string> from_picture(const GreyPicture& picture,
                                                      const ReportSheet& sheet);
  static Result<DigitSheet, std::string> from_png(std::span<const unsigned char> png,
                                                  const ReportSheet& sheet);

  // The cell that these pixels are, in memory; -1: none.
  int index_of(DigitPixels pixels) const;

  int count() const { return static_cast<int>(cells_.size() / kImagePixels); }
  DigitPixels cell(int index) const {
    return DigitPixels(cells_.data() + static_cast<std::size_t>(index) * kImagePixels,
                       kImagePixels);
  }

 private:
  std::vector<unsigned char> cells_;
};

// The largest side up to `limit` at which each of the 28 pixels covers equally many device pixels.
float digit_side(float pixel_ratio, float limit);

// White ink on dark ground, as MNIST stores it; top left corner and side in CSS px.
void draw_digit(const PageCanvas& canvas, DigitPixels pixels, ImVec2 corner, float side);
void draw_digit(const PageCanvas& canvas, const DigitImage& image, ImVec2 corner, float side);
// Of a signed picture: 33 shades are as good as 255 to the eye, and equal neighbours become one
// rectangle.
int rounded_weight(unsigned char value);
// Signed values around 128: paper at zero, `positive` and `negative` at the ends.
void draw_signed_picture(const PageCanvas& canvas, DigitPixels pixels, ImVec2 corner, float side,
                         Color positive, Color negative);

}  // namespace second_opinion
