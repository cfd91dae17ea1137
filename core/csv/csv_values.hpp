// The cells of a 28 × 28 table → intensities: are they numbers, on which scale, and do they keep to
// it or overshoot it as resampling does?
#pragma once

#include "core/base/result.hpp"
#include "core/csv/csv_error.hpp"
#include "core/csv/csv_table.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {

enum class IntensityScale { kUnit, kByte };  // 0–1, 0–255

// Values beyond the ends of the scale that were set to the end itself.
struct ClippedValues {
  int count = 0;
  double lowest = 0;   // below 0, if any was
  double highest = 0;  // above 1 or 255, if any was
};

struct CsvIntensities {
  DigitImage image;
  IntensityScale scale = IntensityScale::kByte;
  ClippedValues clipped;
  bool decimal_commas = false;  // at least one `0,5`
};

// A number that some 28 × 28 picture could hold, whatever the other cells hold.
bool may_be_intensity(const CsvCell& cell, Delimiter delimiter);

// For a table of 28 × 28 cells. The first faulty cell in reading order, words before wrong numbers,
// or a blank picture otherwise.
Result<CsvIntensities, CsvError> read_intensities(const CsvTable& table);

}  // namespace second_opinion
