// The order of the checks, from the offer to the picture, and the way back.
// What a wrong shape looks like is csv_shape's business, words are csv_messages'.
#include "core/csv/csv_image.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>

#include "core/base/utf8.hpp"
#include "core/csv/csv_shape.hpp"
#include "core/csv/csv_text.hpp"
#include "core/csv/file_kind.hpp"

namespace second_opinion {
namespace {

constexpr double kUnitTolerance = 1e-6;  // a maximum of 1 that was computed

CsvError fault_of(CsvFault fault, std::string text = {}, double number = 0) {
  CsvError error;
  error.fault = fault;
  error.text = std::move(text);
  error.number = number;
  return error;
}

bool is_named_csv(std::string_view name) {
  if (name.size() < 4) return false;
  name.remove_prefix(name.size() - 4);
  return name[0] == '.' && (name[1] | 32) == 'c' && (name[2] | 32) == 's' && (name[3] | 32) == 'v';
}

std::optional<CsvError> check_offer(const OfferedFile& file) {
  const std::size_t slash = file.name.find_last_of("/\\");
  const std::string_view name =
      slash == std::string_view::npos ? file.name : file.name.substr(slash + 1);
  if (file.file_count != 1) return fault_of(CsvFault::kNotOneFile, {}, file.file_count);
  if (file.is_folder) return fault_of(CsvFault::kFolder, printable(name, 40));
  if (file.is_unreadable) return fault_of(CsvFault::kUnreadable, printable(name, 40));
  if (!file.name.empty() && !is_named_csv(name))
    return fault_of(CsvFault::kWrongName, printable(name, 40));
  const double held = static_cast<double>(file.bytes.size());
  const double size = file.total_bytes > held ? file.total_bytes : held;
  if (size > static_cast<double>(kMaxCsvBytes)) return fault_of(CsvFault::kTooLarge, {}, size);
  if (file.bytes.empty()) return fault_of(CsvFault::kEmpty);
  return std::nullopt;
}

std::optional<CsvError> check_bytes(std::span<const unsigned char> bytes, std::string_view text) {
  if (const std::string_view kind = name_binary_kind(bytes); !kind.empty())
    return fault_of(CsvFault::kBinaryFormat, std::string(kind));
  if (const std::string_view encoding = name_wide_encoding(bytes); !encoding.empty()) {
    return fault_of(CsvFault::kEncoding, std::string(encoding));
  }
  const std::size_t at = find_invalid_utf8(text);
  if (at == std::string_view::npos) return std::nullopt;
  CsvError error = fault_of(CsvFault::kEncoding, {}, bytes[at]);
  error.row = std::max<int>(1, static_cast<int>(split_lines(text.substr(0, at + 1)).lines.size()));
  return error;
}

// The first faulty cell in reading order, words before wrong numbers.
std::optional<CsvError> check_cells(const CsvTable& table) {
  std::optional<CsvError> first_unreadable, first_out_of_range;
  int count = 0;
  for (int r = 0; r < kImageSide; ++r) {
    for (int c = 0; c < kImageSide; ++c) {
      const CsvCell& cell = table.row(r)[c];
      const std::optional<CsvFault> fault = check_cell(cell, table.delimiter);
      if (!fault) continue;
      ++count;
      const bool unreadable = *fault == CsvFault::kEmptyCell || *fault == CsvFault::kNotANumber;
      std::optional<CsvError>& first = unreadable ? first_unreadable : first_out_of_range;
      if (first) continue;
      first = fault_of(*fault, printable(cell.text, 24),
                       read_number(cell, table.delimiter).value_or(0));
      first->row = r + 1;
      first->column = c + 1;
    }
  }
  std::optional<CsvError>& first = first_unreadable ? first_unreadable : first_out_of_range;
  if (first) first->more = count - 1;
  return first;
}

// Cells that passed every check → picture; nothing when all pixels are equal.
std::optional<DigitImage> scaled(const CsvTable& table, CsvImage& read) {
  std::array<double, kImagePixels> values{};
  for (int i = 0; i < kImagePixels; ++i) {
    const CsvCell& cell = table.cells[i];
    values[i] = read_number(cell, table.delimiter).value_or(0);
    read.decimal_commas = read.decimal_commas || cell.text.find(',') != std::string_view::npos;
  }
  const double maximum = *std::max_element(values.begin(), values.end());
  read.scale = maximum <= 1 + kUnitTolerance ? IntensityScale::kUnit : IntensityScale::kByte;
  std::array<float, kImagePixels> pixels{};
  for (int i = 0; i < kImagePixels; ++i) {
    const float value = static_cast<float>(values[i]);
    pixels[i] = read.scale == IntensityScale::kUnit ? std::min(value, 1.0f) : value / 255.0f;
  }
  if (std::all_of(pixels.begin(), pixels.end(), [&](float p) { return p == pixels[0]; }))
    return std::nullopt;
  return DigitImage::from_unit_values(pixels);
}

Result<CsvImage, CsvError> read_table(const CsvTable& table, bool separator_line) {
  if (auto error = check_shape(table)) return Failure{*error};
  if (auto error = check_cells(table)) return Failure{*error};
  CsvImage read;
  read.delimiter = table.delimiter;
  read.trailing_delimiters = table.trailing_delimiters;
  read.separator_line = separator_line;
  const std::optional<DigitImage> image = scaled(table, read);
  if (!image) return Failure{fault_of(CsvFault::kBlank, printable(table.cells[0].text, 24))};
  read.image = *image;
  read.looks_inverted = image->looks_inverted();
  return read;
}

}  // namespace

Result<CsvImage, CsvError> parse_csv_image(const OfferedFile& file) {
  if (auto error = check_offer(file)) return Failure{*error};
  std::string_view text(reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size());
  if (auto error = check_bytes(file.bytes, text)) return Failure{*error};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const CsvLines lines = split_lines(text);
  std::optional<Delimiter> announced;
  if (lines.separator_line) {
    announced = delimiter_of(lines.separator);
    if (!announced)
      return Failure{fault_of(CsvFault::kSeparator, printable({&lines.separator, 1}, 1))};
  }
  if (lines.lines.empty())
    return Failure{fault_of(CsvFault::kEmpty, {}, static_cast<double>(file.bytes.size()))};
  return read_table(split_cells(lines.lines, try_delimiters(lines.lines, announced)),
                    lines.separator_line);
}

std::string print_csv_image(const DigitImage& image) {
  float maximum = 0;
  bool bytes = true;
  for (const float pixel : image.pixels()) {
    maximum = std::max(maximum, pixel);
    bytes = bytes && std::round(pixel * 255.0f) / 255.0f == pixel;
  }
  // Integers that are all 0 or 1 would be read back as 0–1.
  bytes = bytes && maximum * 255.0f > 1.5f;
  std::string text;
  for (int i = 0; i < kImagePixels; ++i) {
    char number[32];
    if (bytes)
      std::snprintf(number, sizeof number, "%d",
                    static_cast<int>(std::round(image.pixels()[i] * 255.0f)));
    else
      std::snprintf(number, sizeof number, "%.9g", static_cast<double>(image.pixels()[i]));
    // printf follows the locale's decimal mark, CSV does not.
    std::replace(number, number + sizeof number, ',', '.');
    text += number;
    text += (i + 1) % kImageSide == 0 ? '\n' : ',';
  }
  return text;
}

}  // namespace second_opinion
