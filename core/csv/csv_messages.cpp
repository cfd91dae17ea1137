// The words for csv_image: what is wrong, where, what to do. No checks here.
#include <cmath>
#include <cstdio>
#include <string>

#include "core/csv/csv_image.hpp"

namespace second_opinion {
namespace {

std::string count_of(double number, std::string_view noun) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f ", number);
  return text + std::string(noun) + (number == 1 ? "" : "s");
}

// Rounded up, so that a file just above the limit does not look like one at the limit.
std::string size_of_file(double bytes) {
  if (bytes < 1024) return count_of(bytes, "byte");
  const bool mega = bytes >= 1024 * 1024;
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %s", std::ceil(bytes / (mega ? 104857.6 : 102.4)) / 10,
                mega ? "MB" : "KB");
  return text;
}

std::string number_of(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f", number);
  return text;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string place(const CsvError& error) {
  return "Row " + std::to_string(error.row) + ", column " + std::to_string(error.column);
}

std::string rows_of_values(const CsvError& error) {
  if (error.number_2 == 0) return count_of(error.number, "row");
  return count_of(error.number, "row") + " of " + count_of(error.number_2, "value");
}

std::string way_out_of(std::string_view kind) {
  if (contains(kind, "workbook") || contains(kind, "spreadsheet"))
    return "Save or export the sheet as CSV and choose that file.";
  if (contains(kind, "NumPy"))
    return "Write the picture with numpy.savetxt(\"digit.csv\", picture, delimiter=\",\") and "
           "choose that file.";
  if (contains(kind, "archive")) return "Unpack it and choose the .csv file inside.";
  if (contains(kind, "image")) return "Write its 28 × 28 intensities as CSV and choose that file.";
  return "Choose a text file with 28 rows of 28 numbers.";
}

std::string describe_flattened(const CsvError& error) {
  const std::string shape = rows_of_values(error);
  if (error.number == 1 || error.number_2 == 1) {
    return shape +
           ": this looks like a flattened 28 × 28 picture. Write it as 28 rows of 28 values; in "
           "NumPy, reshape(28, 28) does it.";
  }
  if (error.number_2 == kImagePixels) {
    return shape +
           ": each row looks like a flattened 28 × 28 picture. Choose one and write it as 28 rows "
           "of 28 values; in NumPy, "
           "row.reshape(28, 28) does it.";
  }
  return shape +
         ": 784 values, but not as 28 rows of 28. Reshape them; in NumPy, reshape(28, 28) does it.";
}

std::string describe_labelled(const CsvError& error) {
  const bool several = error.number_2 > 1 && error.number > 1;
  return rows_of_values(error) + (several ? ": each row looks" : ": this looks") +
         " like a label and a flattened 28 × 28 picture. " +
         (several ? "Choose one row, leave" : "Leave") +
         " out its first value and write the other 784 as 28 rows of 28 values; in NumPy, "
         "row[1:].reshape(28, 28) does it.";
}

std::string describe_header(const CsvError& error) {
  const double left = error.number - 1;
  const std::string start = count_of(error.number, "row") + ": the first looks like a header (" +
                            error.text + "). Remove it";
  if (left == kImageSide) return start + ". With pandas, use header=False.";
  return start + ". Then " + count_of(left, "row") + (left == 1 ? " remains" : " remain") +
         "; 28 are needed.";
}

std::string describe_columns(const CsvError& error) {
  const std::string who =
      error.row > 0 ? "Row " + std::to_string(error.row) + " has " : "Every row has ";
  const std::string fact = who + count_of(error.number, "value") + "; 28 are needed.";
  if (error.number == 2 * kImageSide) {
    return fact +
           (error.row > 0
                ? " It looks like two rows on one line."
                : " If commas mark decimals too, separate the values with semicolons instead.");
  }
  if (error.row == 0 && (error.number == 3 * kImageSide || error.number == 4 * kImageSide)) {
    return fact + " It looks like a colour picture: write one grey value per pixel.";
  }
  return fact;
}

std::string describe_rows(const CsvError& error) {
  if (error.number_2 == kImageSide) return count_of(error.number, "row") + "; 28 are needed.";
  const std::string fact = rows_of_values(error) + "; 28 rows of 28 values are needed.";
  return error.number == error.number_2 && error.number > 4
             ? fact + " Scale the picture to 28 × 28."
             : fact;
}

std::string describe_not_a_number(const CsvError& error) {
  const std::string_view text = error.text;
  const std::string fact = place(error) + " holds “" + error.text + "”, which is not a number. ";
  const char first = text.empty() ? ' ' : static_cast<char>(text[0] | 32);
  if (first == 'n') return fact + "If a value is missing, write 0 where there is no ink.";
  if (first == 'i' || text.starts_with("-i") || text.starts_with("+i"))
    return fact + "Infinity is no intensity.";
  if (text.starts_with("0x") || text.starts_with("0X"))
    return fact + "Write decimal numbers, not hexadecimal ones.";
  if (contains(text, "−"))
    return fact + "It has a typographic minus sign, and intensities are never negative.";
  if (contains(text, "_")) return fact + "Write the digits without underscores.";
  if (contains(text, "%"))
    return fact + "Write intensities from 0 to 255 or from 0 to 1, without percent signs.";
  if (contains(text, "[") || contains(text, "]"))
    return fact + "Remove the brackets: a CSV holds numbers and delimiters alone.";
  if (contains(text, ",")) return fact + "Use a decimal point, and one delimiter throughout.";
  return fact + "Intensities go from 0 to 255 or from 0 to 1.";
}

std::string describe_encoding(const CsvError& error) {
  if (!error.text.empty())
    return "This is " + error.text + " text, not a plain CSV. Save it again as “CSV UTF-8”.";
  char byte[8];
  std::snprintf(byte, sizeof byte, "0x%02X", static_cast<unsigned>(error.number) & 0xFF);
  return "Row " + std::to_string(error.row) + " holds the byte " + byte +
         ", which is not UTF-8 text. Save the file again as “CSV UTF-8”.";
}

std::string describe_empty(const CsvError& error) {
  if (error.number == 0)
    return "The file is empty (0 bytes). Choose one with 28 rows of 28 numbers.";
  return "The file holds no values (" + count_of(error.number, "byte") +
         " of blank space). Choose one with 28 rows of 28 numbers.";
}

std::string describe_offer(const CsvError& error) {
  if (error.fault == CsvFault::kFolder)
    return (error.text.empty() ? "This" : error.text) +
           " is a folder. Choose one .csv file inside it.";
  if (error.fault == CsvFault::kUnreadable)
    return (error.text.empty() ? "The file" : error.text) +
           " could not be read: it was changed, moved or locked after it was chosen. Choose it "
           "again.";
  if (error.fault == CsvFault::kWrongName)
    return error.text + " is not a .csv file. Save the picture as CSV and choose that file.";
  if (error.number <= 0) return "No file arrived. Choose one .csv file.";
  return number_of(error.number) + " files at once. Choose a single .csv file.";
}

std::string describe_first(const CsvError& error) {
  switch (error.fault) {
    case CsvFault::kNotOneFile:
    case CsvFault::kFolder:
    case CsvFault::kUnreadable:
    case CsvFault::kWrongName:
      return describe_offer(error);
    case CsvFault::kEmpty:
      return describe_empty(error);
    case CsvFault::kTooLarge:
      return "The file has " + size_of_file(error.number) +
             "; the limit is 1 MB, and a 28 × 28 picture takes a few KB. Choose a smaller file.";
    case CsvFault::kBinaryFormat:
      return "This is " + error.text + ", not a CSV. " + way_out_of(error.text);
    case CsvFault::kEncoding:
      return describe_encoding(error);
    case CsvFault::kSeparator:
      return "The values are separated by “" + error.text +
             "”. Use commas, semicolons, tabs or spaces.";
    case CsvFault::kFlattened:
      return describe_flattened(error);
    case CsvFault::kLabelled:
      return describe_labelled(error);
    case CsvFault::kIndexAndHeader:
      return rows_of_values(error) + ": the first row looks like a header (" + error.text +
             ") and the first column like row numbers. Remove both; with pandas, use index=False, "
             "header=False.";
    case CsvFault::kHeader:
      return describe_header(error);
    case CsvFault::kIndexColumn:
      return rows_of_values(error) + ": the first column looks like row numbers (" + error.text +
             "). Remove it. With pandas, use index=False.";
    case CsvFault::kBlankRow:
      return "Row " + std::to_string(error.row) +
             " is blank. Remove it: 28 rows of 28 values are needed, without gaps.";
    case CsvFault::kColumnCount:
      return describe_columns(error);
    case CsvFault::kRowCount:
      return describe_rows(error);
    case CsvFault::kEmptyCell:
      return place(error) + " is empty. Write 0 where there is no ink.";
    case CsvFault::kNotANumber:
      return describe_not_a_number(error);
    case CsvFault::kNegative:
      return place(error) + " holds " + error.text +
             ", which is negative. Intensities go from 0 to 255 or from 0 to 1.";
    case CsvFault::kTooBright:
      return place(error) + " holds " + error.text +
             ", which is more than 255. Intensities go from 0 to 255 or from 0 to 1.";
    case CsvFault::kBlank:
      return "The picture is blank: every value is " + error.text +
             ". Choose one with a digit on it.";
  }
  return {};
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

}  // namespace

std::string describe(const CsvError& error) {
  const std::string text = describe_first(error);
  if (error.more <= 0) return text;
  return text + " … and " + count_of(error.more, "more problem") + ".";
}

std::string describe(const CsvImage& read) {
  std::string text = "Read as 28 × 28 values, ";
  text += read.scale == IntensityScale::kUnit ? "0–1" : "0–255";
  text += ", separated by " + std::string(delimiter_name(read.delimiter));
  if (read.decimal_commas) text += ", with decimal commas";
  text += ".";
  if (read.separator_line) text += " The first line, “sep=”, was left out.";
  if (read.trailing_delimiters) text += " The delimiter at the end of every row was ignored.";
  return text;
}

}  // namespace second_opinion
