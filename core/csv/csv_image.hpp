// Bytes of a CSV file → a checked DigitImage, or the reason why not in words a
// visitor can act on. Reads no file, never looks at a MIME type.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/csv/csv_error.hpp"
#include "core/csv/csv_table.hpp"
#include "core/csv/csv_values.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {

inline constexpr std::size_t kMaxCsvBytes = 1024 * 1024;

// One file that a visitor offered by a choice, a drop or a paste. Whether others came with it
// does not matter here.
struct OfferedFile {
  std::string_view name;  // "" for pasted text: then no name check
  std::span<const unsigned char> bytes;
  double total_bytes = 0;  // may exceed bytes.size() when only a prefix was read
  bool is_folder = false;
  bool is_unreadable = false;  // its name is known, its bytes are not: changed, removed or
                               // forbidden since it was chosen
};

// The picture, and all that was done to the file to come by it.
struct CsvImage {
  DigitImage image;
  IntensityScale scale = IntensityScale::kByte;
  Delimiter delimiter = Delimiter::kComma;
  bool decimal_commas = false;    // at least one `0,5`, which only a file not separated by commas
                                  // (or quoted) can hold
  bool separator_line = false;    // a first line `sep=;` was left out
  bool end_of_file_mark = false;  // so was a byte 0x1A at the end
  int empty_columns = 0;          // and columns and rows at the end that held nothing at all; one
  int empty_rows = 0;             // such column is a delimiter at the end of every row
  ClippedValues clipped;          // resampling had overshot the scale
  bool looks_inverted = false;    // dark ink on white: warn and offer inversion
};

Result<CsvImage, CsvError> parse_csv_image(const OfferedFile& file);

// How the file was read: "Read as 28 × 28 values, 0–255, separated by semicolons."
std::string describe(const CsvImage& read);

// The picture as a CSV file that parse_csv_image accepts and reads back exactly:
// 0–255 integers when every pixel is k/255, else 0–1 with nine digits.
std::string print_csv_image(const DigitImage& image);

}  // namespace second_opinion
