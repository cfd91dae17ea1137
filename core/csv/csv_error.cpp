// The words for refusals: what is wrong, where, what to do.
#include "core/csv/csv_error.hpp"

#include <cmath>
#include <cstdio>

#include "core/image/digit_image.hpp"

namespace second_opinion {
namespace {

using namespace csv_fault;

// Rounded up, so that a file just above the limit does not look like one at the limit.
std::string size_of_file(double bytes) {
  if (bytes < 1024) return count_of(bytes, "byte");
  const bool mega = bytes >= 1024 * 1024;
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %s", std::ceil(bytes / (mega ? 104857.6 : 102.4)) / 10,
                mega ? "MB" : "KB");
  return text;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string words(const CellPlace& place) {
  return "Row " + std::to_string(place.row) + ", column " + std::to_string(place.column);
}

std::string words(const TableSize& size) {
  if (size.columns == 0) return count_of(size.rows, "row");
  return count_of(size.rows, "row") + " of " + count_of(size.columns, "value");
}

// The sentence about each fault.
struct Sentence {
  std::string operator()(const Folder& fault) const {
    return (fault.name.empty() ? "This" : fault.name) +
           " is a folder. Choose one .csv file inside it.";
  }

  std::string operator()(const Unreadable& fault) const {
    return (fault.name.empty() ? "The file" : fault.name) +
           " could not be read: it was changed, moved or locked after it was chosen. Choose it "
           "again.";
  }

  std::string operator()(const WrongName& fault) const {
    return fault.name + " is not a .csv file. Save the picture as CSV and choose that file.";
  }

  std::string operator()(const Empty& fault) const {
    if (fault.bytes == 0)
      return "The file is empty (0 bytes). Choose one with 28 rows of 28 numbers.";
    return "The file holds no values (" + count_of(fault.bytes, "byte") +
           " of blank space). Choose one with 28 rows of 28 numbers.";
  }

  std::string operator()(const TooLarge& fault) const {
    return "The file has " + size_of_file(fault.bytes) +
           "; the limit is 1 MB, and a 28 × 28 picture takes a few KB. Choose a smaller file.";
  }

  std::string operator()(const OtherKind& fault) const {
    return "This is " + std::string(fault.kind.name) + ", not a CSV. " +
           std::string(fault.kind.remedy);
  }

  std::string operator()(const WideEncoding& fault) const {
    return "This is " + std::string(fault.name) +
           " text, not a plain CSV. Save it again as “CSV UTF-8”.";
  }

  std::string operator()(const NotUtf8& fault) const {
    char byte[8];
    std::snprintf(byte, sizeof byte, "0x%02X", static_cast<unsigned>(fault.byte));
    return "Row " + std::to_string(fault.row) + " holds the byte " + byte +
           ", which is not UTF-8 text. Save the file again as “CSV UTF-8”.";
  }

  std::string operator()(const CommentLine& fault) const {
    return "Row " + std::to_string(fault.row) + " is a comment line (" + fault.text +
           "). Remove it: a CSV holds numbers and delimiters alone.";
  }

  std::string operator()(const UnknownSeparator& fault) const {
    return "The values are separated by “" + fault.text +
           "”. Use commas, semicolons, tabs or spaces.";
  }

  std::string operator()(const Flattened& fault) const {
    const std::string shape = words(fault.size);
    if (fault.size.rows == 1 || fault.size.columns == 1) {
      return shape +
             ": this looks like a flattened 28 × 28 picture. Write it as 28 rows of 28 values; in "
             "NumPy, reshape(28, 28) does it.";
    }
    if (fault.size.columns == kImagePixels) {
      return shape +
             ": each row looks like a flattened 28 × 28 picture. Choose one and write it as 28 "
             "rows of 28 values; in NumPy, row.reshape(28, 28) does it.";
    }
    return shape +
           ": 784 values, but not as 28 rows of 28. Reshape them; in NumPy, reshape(28, 28) does "
           "it.";
  }

  std::string operator()(const Labelled& fault) const {
    const bool several = fault.size.columns > 1 && fault.size.rows > 1;
    return words(fault.size) + (several ? ": each row looks" : ": this looks") +
           " like a label and a flattened 28 × 28 picture. " +
           (several ? "Choose one row, leave" : "Leave") +
           " out its first value and write the other 784 as 28 rows of 28 values; in NumPy, "
           "row[1:].reshape(28, 28) does it.";
  }

  std::string operator()(const IndexAndHeader& fault) const {
    return words(fault.size) + ": the first row looks like a header (" + fault.header +
           ") and the first column like row numbers. Remove both; with pandas, use index=False, "
           "header=False.";
  }

  std::string operator()(const Header& fault) const {
    const int left = fault.size.rows - 1;
    const std::string start = count_of(fault.size.rows, "row") +
                              ": the first looks like a header (" + fault.header + "). Remove it";
    if (left == kImageSide) return start + ". With pandas, use header=False.";
    return start + ". Then " + count_of(left, "row") + (left == 1 ? " remains" : " remain") +
           "; 28 are needed.";
  }

  std::string operator()(const IndexColumn& fault) const {
    return words(fault.size) + ": the first column looks like row numbers (" + fault.index +
           "). Remove it. With pandas, use index=False.";
  }

  std::string operator()(const BlankRow& fault) const {
    return "Row " + std::to_string(fault.row) +
           " is blank. Remove it: 28 rows of 28 values are needed, without gaps.";
  }

  std::string operator()(const RowLength& fault) const {
    const std::string fact = "Row " + std::to_string(fault.row) + " has " +
                             count_of(fault.values, "value") + "; 28 are needed.";
    return fault.values == 2 * kImageSide ? fact + " It looks like two rows on one line." : fact;
  }

  std::string operator()(const ColumnCount& fault) const {
    const std::string fact =
        "Every row has " + count_of(fault.values, "value") + "; 28 are needed.";
    if (fault.values == 2 * kImageSide)
      return fact + " If commas mark decimals too, separate the values with semicolons instead.";
    if (fault.values == 3 * kImageSide || fault.values == 4 * kImageSide)
      return fact + " It looks like a colour picture: write one grey value per pixel.";
    return fact;
  }

  std::string operator()(const RowCount& fault) const {
    const auto [rows, columns] = fault.size;
    if (columns == kImageSide) return count_of(rows, "row") + "; 28 are needed.";
    const std::string fact = words(fault.size) + "; 28 rows of 28 values are needed.";
    return rows == columns && rows > 4 ? fact + " Scale the picture to 28 × 28." : fact;
  }

  std::string operator()(const EmptyCell& fault) const {
    return words(fault.place) + " is empty. Write 0 where there is no ink.";
  }

  std::string operator()(const NotANumber& fault) const {
    return words(fault.place) + " holds “" + fault.text + "”, which is not a number. " +
           std::string(hint(fault.text));
  }

  std::string operator()(const Negative& fault) const {
    return words(fault.place) + " holds " + fault.text +
           ", which is negative. Intensities go from 0 to 255 or from 0 to 1.";
  }

  std::string operator()(const TooBright& fault) const {
    return words(fault.place) + " holds " + fault.text +
           ", which is more than 255. Intensities go from 0 to 255 or from 0 to 1.";
  }

  std::string operator()(const Blank& fault) const {
    return "The picture is blank: every value is " + fault.value +
           ". Choose one with a digit on it.";
  }

 private:
  // What a cell that is no number may mean.
  static std::string_view hint(std::string_view text) {
    const std::string_view word = text.substr(text.starts_with('-') || text.starts_with('+'));
    const auto begins = [&](char lower) { return !word.empty() && (word[0] | 32) == lower; };
    if (begins('n')) return "If a value is missing, write 0 where there is no ink.";
    if (begins('i') && (contains(word, "nf") || contains(word, "NF")))
      return "Infinity is no intensity.";
    if (text.starts_with("0x") || text.starts_with("0X"))
      return "Write decimal numbers, not hexadecimal ones.";
    if (contains(text, "−"))
      return "It has a typographic minus sign, and intensities are never negative.";
    if (contains(text, "_")) return "Write the digits without underscores.";
    if (contains(text, "%"))
      return "Write intensities from 0 to 255 or from 0 to 1, without percent signs.";
    if (contains(text, "[") || contains(text, "]"))
      return "Remove the brackets: a CSV holds numbers and delimiters alone.";
    if (contains(text, ",")) return "Use a decimal point, and one delimiter throughout.";
    return "Intensities go from 0 to 255 or from 0 to 1.";
  }
};

}  // namespace

std::string count_of(double number, std::string_view noun) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f ", number);
  return text + std::string(noun) + (number == 1 ? "" : "s");
}

std::string describe(const CsvError& error) {
  const std::string text = std::visit(Sentence{}, error.fault);
  if (error.more <= 0) return text;
  return text + " … and " + count_of(error.more, "more problem") + ".";
}

}  // namespace second_opinion
