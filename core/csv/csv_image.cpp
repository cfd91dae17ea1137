// The order of the checks, from the offer to the picture, and the way back. What a wrong shape
// looks like is csv_shape's business, what values mean is csv_values', words for refusals are
// csv_error's.
#include "core/csv/csv_image.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/utf8.hpp"
#include "core/csv/csv_lines.hpp"
#include "core/csv/csv_shape.hpp"
#include "core/csv/file_kind.hpp"
#include "core/image/paper.hpp"

namespace second_opinion {
namespace {

using namespace csv_fault;

bool is_named_csv(std::string_view name) {
  if (name.size() < 4) return false;
  name.remove_prefix(name.size() - 4);
  return name[0] == '.' && (name[1] | 32) == 'c' && (name[2] | 32) == 's' && (name[3] | 32) == 'v';
}

std::optional<CsvFault> check_offer(const OfferedFile& file) {
  const std::size_t slash = file.name.find_last_of("/\\");
  const std::string_view path_end =
      slash == std::string_view::npos ? file.name : file.name.substr(slash + 1);
  const std::string name = printable(path_end, 40);
  if (file.is_folder) return Folder{name};
  if (file.is_unreadable) return Unreadable{name};
  if (!file.name.empty() && !is_named_csv(path_end)) return WrongName{name};
  const double size = std::max(file.total_bytes, static_cast<double>(file.bytes.size()));
  if (size > static_cast<double>(kMaxCsvBytes)) return TooLarge{size};
  if (file.bytes.empty()) return Empty{};
  return std::nullopt;
}

std::optional<CsvFault> check_bytes(std::string_view text) {
  const std::span<const unsigned char> bytes(reinterpret_cast<const unsigned char*>(text.data()),
                                             text.size());
  if (const auto kind = recognize_bytes(bytes)) return OtherKind{*kind};
  if (const std::string_view name = name_wide_encoding(bytes); !name.empty())
    return WideEncoding{name};
  const std::size_t at = find_invalid_utf8(text);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t row = split_lines(text.substr(0, at + 1)).lines.size();
  return NotUtf8{std::max(1, static_cast<int>(row)), bytes[at]};
}

Result<CsvImage, CsvError> read_lines(std::span<const std::string_view> lines,
                                      std::optional<Delimiter> announced) {
  const CsvTable table = split_cells(lines, try_delimiters(lines, announced));
  if (auto error = check_shape(table)) return Failure{*std::move(error)};
  auto intensities = read_intensities(table);
  if (!intensities) return Failure{intensities.error()};
  const CsvIntensities& read = intensities.value();
  return CsvImage{.image = read.image,
                  .scale = read.scale,
                  .delimiter = table.delimiter,
                  .decimal_commas = read.decimal_commas,
                  .empty_columns = table.empty_columns,
                  .empty_rows = table.empty_rows,
                  .clipped = read.clipped,
                  .looks_inverted = looks_inverted(read.image.pixels())};
}

// The first comment line, if there is one. `more` counts the other comments, and what would be
// wrong without them.
std::optional<CsvError> check_comments(std::span<const std::string_view> lines,
                                       std::optional<Delimiter> announced) {
  const auto first = std::find_if(lines.begin(), lines.end(), is_comment);
  if (first == lines.end()) return std::nullopt;
  std::vector<std::string_view> values;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(values),
               [](std::string_view line) { return !is_comment(line); });
  CsvError error{CommentLine{static_cast<int>(first - lines.begin()) + 1, printable(*first, 24)},
                 static_cast<int>(lines.size() - values.size()) - 1};
  if (values.empty()) return error;
  const auto rest = read_lines(values, announced);
  if (!rest) error.more += 1 + rest.error().more;
  return error;
}

Result<CsvImage, CsvError> read_text(std::string_view text) {
  const CsvLines lines = split_lines(text);
  std::optional<Delimiter> announced;
  if (lines.separator_line) {
    announced = delimiter_of(lines.separator);
    if (!announced)
      return Failure{CsvError{UnknownSeparator{printable({&lines.separator, 1}, 1)}, 0}};
  }
  if (lines.lines.empty()) return Failure{CsvError{Empty{static_cast<double>(text.size())}, 0}};
  if (const auto kind = recognize_text(text)) return Failure{CsvError{OtherKind{*kind}, 0}};
  if (auto error = check_comments(lines.lines, announced)) return Failure{*std::move(error)};
  auto read = read_lines(lines.lines, announced);
  if (read) read.value().separator_line = lines.separator_line;
  return read;
}

std::string_view delimiter_name(Delimiter delimiter) {
  switch (delimiter) {
    case Delimiter::kComma:
      return "commas";
    case Delimiter::kSemicolon:
      return "semicolons";
    case Delimiter::kTab:
      return "tabs";
    case Delimiter::kSpace:
      return "spaces";
  }
  return {};
}

// printf follows the locale's decimal mark, CSV and our sentences do not.
std::string printed(const char* format, double number) {
  char text[32];
  std::snprintf(text, sizeof text, format, number);
  std::replace(text, text + sizeof text, ',', '.');
  return text;
}

std::string describe_clipped(const ClippedValues& clipped, std::string_view scale) {
  const bool below = clipped.lowest<0, above = clipped.highest> 0;
  std::string text =
      " " + count_of(clipped.count, "value") + " beyond " + std::string(scale) + ", ";
  if (below && above)
    text += "from " + printed("%.6g", clipped.lowest) + " to " + printed("%.6g", clipped.highest);
  else if (below)
    text += "down to " + printed("%.6g", clipped.lowest);
  else
    text += "up to " + printed("%.6g", clipped.highest);
  return text + (clipped.count == 1 ? ", was" : ", were") +
         " clipped: resampling overshoots the scale.";
}

std::string describe_left_out(const CsvImage& read) {
  std::string text;
  if (read.separator_line) text += " The first line, “sep=”, was left out.";
  if (read.empty_columns == 1) text += " The delimiter at the end of every row was ignored.";
  if (read.empty_columns > 1)
    text += " " + count_of(read.empty_columns, "empty column") + " at the end were left out.";
  if (read.empty_rows > 0)
    text += " " + count_of(read.empty_rows, "empty row") + " at the end " +
            (read.empty_rows == 1 ? "was" : "were") + " left out.";
  if (read.end_of_file_mark) text += " The DOS end-of-file byte (Ctrl-Z) at the end was left out.";
  return text;
}

}  // namespace

Result<CsvImage, CsvError> parse_csv_image(const OfferedFile& file) {
  if (auto fault = check_offer(file)) return Failure{CsvError{*std::move(fault), 0}};
  const std::string_view whole(reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size());
  std::string_view text = without_end_of_file_mark(whole);
  const bool end_of_file_mark = text.size() < whole.size();
  if (auto fault = check_bytes(text)) return Failure{CsvError{*std::move(fault), 0}};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  auto read = read_text(text);
  if (read) read.value().end_of_file_mark = end_of_file_mark;
  return read;
}

std::string describe(const CsvImage& read) {
  const std::string_view scale = read.scale == IntensityScale::kUnit ? "0–1" : "0–255";
  std::string text = "Read as 28 × 28 values, " + std::string(scale);
  text += ", separated by " + std::string(delimiter_name(read.delimiter));
  if (read.decimal_commas) text += ", with decimal commas";
  text += ".";
  if (read.clipped.count > 0) text += describe_clipped(read.clipped, scale);
  return text + describe_left_out(read);
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
    const double pixel = static_cast<double>(image.pixels()[i]);
    text += bytes ? printed("%.0f", std::round(pixel * 255)) : printed("%.9g", pixel);
    text += (i + 1) % kImageSide == 0 ? '\n' : ',';
  }
  return text;
}

}  // namespace second_opinion
