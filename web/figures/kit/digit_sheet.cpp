// Cuts the picture of a sheet into its cells, in the order of the report.
#include "web/figures/kit/digit_sheet.hpp"

#include <functional>

namespace second_opinion {
Result<DigitSheet, std::string> DigitSheet::from_picture(const GreyPicture& picture,
                                                         const ReportSheet& sheet) {
  const int rows = sheet.columns > 0 ? (sheet.count + sheet.columns - 1) / sheet.columns : 0;
  if (picture.width != sheet.columns * kImageSide || picture.height < rows * kImageSide) {
    return Failure{sheet.file + " is " + std::to_string(picture.width) + " × " +
                   std::to_string(picture.height) + " pixels; the report describes " +
                   std::to_string(sheet.columns) + " × " + std::to_string(rows) +
                   " pictures of 28 × 28"};
  }
  DigitSheet out;
  out.cells_.reserve(static_cast<std::size_t>(sheet.count) * kImagePixels);
  for (int i = 0; i < sheet.count; ++i) {
    const int left = i % sheet.columns * kImageSide, top = i / sheet.columns * kImageSide;
    for (int y = 0; y < kImageSide; ++y) {
      const auto row =
          picture.pixels.begin() + (static_cast<std::ptrdiff_t>(top + y) * picture.width + left);
      out.cells_.insert(out.cells_.end(), row, row + kImageSide);
    }
  }
  return out;
}

Result<DigitSheet, std::string> DigitSheet::from_png(std::span<const unsigned char> png,
                                                     const ReportSheet& sheet) {
  const auto picture = decode_picture(png);
  if (!picture) return Failure{sheet.file + ": " + picture.error()};
  return from_picture(picture.value(), sheet);
}

int DigitSheet::index_of(DigitPixels pixels) const {
  const std::less<const unsigned char*> before;
  const unsigned char* first = cells_.data();
  if (cells_.empty() || before(pixels.data(), first) ||
      !before(pixels.data(), first + cells_.size()))
    return -1;
  const auto offset = static_cast<std::size_t>(pixels.data() - first);
  return offset % kImagePixels == 0 ? static_cast<int>(offset / kImagePixels) : -1;
}

}  // namespace second_opinion
