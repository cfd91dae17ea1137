// The sample report as the page holds it, with its picture sheets and a live digit.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/sample_document.hpp"
#include "tests/support/small_networks.hpp"
#include "web/app/live_digit.hpp"
#include "web/figures/kit/digit_sheet.hpp"
#include "web/figures/kit/figure.hpp"

namespace second_opinion {

// As read from its own text, with all that reading adds.
inline const Report& sample_report() {
  static const Report report = [] {
    const std::string json = write_report(testing::sample_document());
    return std::move(read_report(testing::bytes_of(json)).value());
  }();
  return report;
}

// Each cell a bar of its own width, so that cells can be told apart.
inline DigitSheet sample_sheet(const ReportSheet& sheet) {
  GreyPicture picture;
  picture.width = sheet.columns * kImageSide;
  picture.height = (sheet.count + sheet.columns - 1) / sheet.columns * kImageSide;
  picture.pixels.assign(static_cast<std::size_t>(picture.width * picture.height), 0);
  for (int i = 0; i < sheet.count; ++i) {
    const int x = i % sheet.columns * kImageSide, y = i / sheet.columns * kImageSide;
    for (int dx = 4; dx < 6 + i % 18; ++dx)
      picture.pixels[static_cast<std::size_t>((y + 14) * picture.width + x + dx)] = 255;
  }
  return std::move(DigitSheet::from_picture(picture, sheet).value());
}

// The first pictures of the sheet, explained by small random networks. Every call gives a new one.
inline std::unique_ptr<LiveDigit> sample_live() {
  static const Classifier cnn(testing::weights_file(testing::cnn_spec()));
  static const Classifier transformer(testing::weights_file(testing::transformer_spec()));
  const DigitSheet sheet = sample_sheet(sample_report().digits.sheet);
  std::vector<DigitOffer> offers;
  for (int d = 0; d < 11; ++d)
    offers.push_back(
        {DigitImage::from_bytes(sheet.cell(d)), d % 10, "a " + std::to_string(d % 10)});
  return std::make_unique<LiveDigit>(cnn, transformer, std::move(offers));
}

inline FigureSources sample_sources() {
  static const DigitSheet digits = sample_sheet(sample_report().digits.sheet);
  static const DigitSheet templates = sample_sheet(sample_report().templates.sheet);
  static const std::unique_ptr<LiveDigit> live = sample_live();
  static const DigitSheet stress = sample_sheet(sample_report().studies.stress.sheet);
  static const DigitSheet learning = sample_sheet(sample_report().studies.linear.learning.sheet);
  return {&sample_report(), &digits, &templates, live.get(), &stress, &learning};
}

}  // namespace second_opinion
