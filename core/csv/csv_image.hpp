// Bytes of a CSV file → a checked DigitImage, or the reason why not in words a
// visitor can act on. Reads no file, never looks at a MIME type.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {

inline constexpr std::size_t kMaxCsvBytes = 1024 * 1024;

enum class IntensityScale { kUnit, kByte };  // "0-1", "0-255"
enum class Delimiter { kComma, kSemicolon, kTab, kSpace };

// What a visitor offered: a choice, a drop or a paste.
struct OfferedFile {
  std::string_view name;  // "" for pasted text: then no name check
  std::span<const unsigned char> bytes;
  double total_bytes = 0;  // may exceed bytes.size() when only a prefix was read
  int file_count = 1;
  bool is_folder = false;
  bool is_unreadable = false;  // its name is known, its bytes are not: changed, removed or
                               // forbidden since it was chosen
};

struct CsvImage {
  DigitImage image;
  IntensityScale scale = IntensityScale::kByte;
  Delimiter delimiter = Delimiter::kComma;
  bool trailing_delimiters = false;  // every row ended in one
  bool separator_line = false;       // a first line `sep=;`
  bool decimal_commas =
      false;  // at least one `0,5`, which only a file not separated by commas (or quoted) can hold
  bool looks_inverted = false;  // dark ink on white: warn and offer inversion
};

// In the order of the checks. What the fields of CsvError hold beside row,
// column and text stands behind each kind.
enum class CsvFault {
  kNotOneFile,  // number: files offered
  kFolder,
  kUnreadable,    // text: the name
  kWrongName,     // text: the name
  kEmpty,         // number: bytes
  kTooLarge,      // number: bytes
  kBinaryFormat,  // text: "an Excel workbook", "a PNG image", …
  kEncoding,      // text: the encoding when known; else row and number: the byte that is not UTF-8
  kSeparator,     // text: the separator that nobody expects
  kFlattened,     // number, number_2: rows, columns; 784 values in another shape
  kLabelled,      // number, number_2: rows, columns; 785 values, one of them a label
  kIndexAndHeader,  // number, number_2: rows, columns; text: the header's first cells
  kHeader,          // number, number_2: rows, columns; text: the header's first cells
  kIndexColumn,     // number, number_2: rows, columns; text: the first column's first cells
  kBlankRow,        // row
  kColumnCount,     // number: values; row: where, or 0 when all rows have as many
  kRowCount,        // number, number_2: rows, columns (0 when they differ)
  kEmptyCell,
  kNotANumber,
  kNegative,
  kTooBright,
  kBlank,  // text: the value that all cells hold
};

struct CsvError {
  CsvFault fault{};
  int row = 0;       // 1-based, 0 = not tied to a row; a `sep=;` line does not count
  int column = 0;    // 1-based, 0 = not tied to a column
  std::string text;  // the offending fragment, shortened and printable
  double number = 0;
  double number_2 = 0;
  int more = 0;  // further faults of any kind after the first
};

Result<CsvImage, CsvError> parse_csv_image(const OfferedFile& file);

// One or two sentences: what is wrong, where, what to do.
std::string describe(const CsvError& error);
// How the file was read: "Read as 28 × 28 values, 0–255, separated by semicolons."
std::string describe(const CsvImage& read);
// The picture as a CSV file that parse_csv_image accepts and reads back exactly:
// 0–255 integers when every pixel is k/255, else 0–1 with nine digits.
std::string print_csv_image(const DigitImage& image);

}  // namespace second_opinion
