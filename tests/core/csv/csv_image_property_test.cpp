// Properties of core/csv/csv_image.cpp: pictures survive printing and reading, and no
// bytes whatever make the reader crash, hang or contradict itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "core/csv/csv_image.hpp"
#include "tests/support/csv_text.hpp"

namespace second_opinion {
namespace {

using namespace testing;

DigitImage random_image(std::mt19937& random, bool bytes) {
  std::vector<float> values(kImagePixels);
  for (float& value : values) {
    const unsigned draw = static_cast<unsigned>(random());
    // Mostly paper, as in a digit; the floats with all their bits.
    value = draw % 3 != 0 ? 0.0f
            : bytes       ? static_cast<float>(draw / 3 % 256) / 255.0f
                    : std::ldexp(static_cast<float>(draw >> 8), -24 - static_cast<int>(draw % 7));
  }
  values[5] = bytes ? 64 / 255.0f : 0.25f;
  values[6] = bytes ? 128 / 255.0f : 0.5f;
  return *DigitImage::from_unit_values(values);
}

TEST(CsvImageProperty, PrintsWhatItReadsBackExactly) {
  std::mt19937 random(1);
  for (int round = 0; round < 100; ++round) {
    const DigitImage image = random_image(random, round % 2 == 0);
    const auto read = parse(print_csv_image(image));
    ASSERT_TRUE(read.ok()) << describe(read.error());
    ASSERT_EQ(read.value().image, image) << "round " << round;
  }
}

TEST(CsvImageProperty, PrintsIntegersWhenPixelsAreBytes) {
  const DigitImage image = parse(digit_csv()).value().image;
  EXPECT_EQ(print_csv_image(image), digit_csv());
  EXPECT_EQ(print_csv_image(image.inverted().inverted()), digit_csv());
}

TEST(CsvImageProperty, PrintsAPictureOfBarelyAnyInkSoThatItStaysSo) {
  std::array<unsigned char, kImagePixels> bytes{};
  bytes[400] = 1;
  const DigitImage image = DigitImage::from_bytes(bytes);
  EXPECT_EQ(parse(print_csv_image(image)).value().image, image);
}

// Everything in which two accepted files of one picture may differ.
struct Dialect {
  std::string delimiter, end, lead;  // lead: what stands before the first row
  int empty_ends = 0;                // columns, and rows, of nothing behind the values
  bool quoted, decimal_commas, unit, end_of_file_mark;
};

std::string printed_in(const Dialect& dialect, const DigitImage& image) {
  Cells cells = table(kImageSide, kImageSide, [&](int row, int column) {
    const float pixel = image.pixels()[static_cast<std::size_t>(row * kImageSide + column)];
    char number[32];
    std::snprintf(number, sizeof number, dialect.unit ? "%.9g" : "%.0f",
                  static_cast<double>(dialect.unit ? pixel : pixel * 255.0f));
    std::string text = number;
    if (dialect.decimal_commas) std::replace(text.begin(), text.end(), '.', ',');
    return dialect.quoted ? '"' + text + '"' : text;
  });
  std::string empty;
  for (int i = 0; i < dialect.empty_ends; ++i) empty += dialect.delimiter;
  std::string text = dialect.lead + join(cells, dialect.delimiter, empty + dialect.end);
  for (int i = 0; i < dialect.empty_ends; ++i) text += empty + dialect.end;
  return dialect.end_of_file_mark ? text + '\x1A' : text;
}

// Every accepted dialect: all combinations, but for commas that would be both delimiter and decimal
// mark.
std::vector<Dialect> dialects() {
  std::vector<Dialect> all;
  for (const std::string delimiter : {",", ";", "\t", " ", ", ", "   "}) {
    for (const char* end : {"\n", "\r\n", "\r", "\r\r\n"}) {
      for (const std::string lead : {"", "\xEF\xBB\xBF", "sep=", "\xEF\xBB\xBF\"sep="}) {
        for (int flags = 0; flags < 24; ++flags) {
          Dialect dialect{.delimiter = delimiter,
                          .end = end,
                          .lead = lead,
                          .empty_ends = flags / 8,
                          .quoted = (flags & 1) != 0,
                          .decimal_commas = (flags & 2) != 0,
                          .unit = (flags & 4) != 0,
                          .end_of_file_mark = flags % 3 == 0};
          if (dialect.decimal_commas && (!dialect.unit || (delimiter[0] == ',' && !dialect.quoted)))
            continue;
          if (lead.ends_with('='))
            dialect.lead += delimiter[0] + std::string(lead.ends_with("\"sep=") ? "\"" : "") + end;
          all.push_back(std::move(dialect));
        }
      }
    }
  }
  return all;
}

TEST(CsvImageProperty, ReadsAPictureBackFromEveryDialect) {
  std::mt19937 random(4);
  for (const Dialect& dialect : dialects()) {
    const DigitImage image = random_image(random, !dialect.unit);
    const std::string text = printed_in(dialect, image);
    const auto read = parse(text);
    ASSERT_TRUE(read.ok()) << describe(read.error()) << "\n" << text.substr(0, 200);
    ASSERT_EQ(read.value().image, image) << text.substr(0, 200);
    ASSERT_EQ(read.value().end_of_file_mark, dialect.end_of_file_mark);
    // Between spaces there is no empty cell, and a line of spaces or tabs alone is a blank line.
    const bool blank = dialect.delimiter.find_first_not_of(" \t") == std::string::npos;
    ASSERT_EQ(read.value().empty_rows, blank ? 0 : dialect.empty_ends) << text;
    const bool spaces = dialect.delimiter.find_first_not_of(' ') == std::string::npos;
    ASSERT_EQ(read.value().empty_columns, spaces ? 0 : dialect.empty_ends) << text;
  }
}

// Whatever arrives: a picture in range or an error with words, never both, never a crash.
void expect_sane(std::string_view text) {
  const auto result = parse(text);
  if (result.ok()) {
    for (const float pixel : result.value().image.pixels()) ASSERT_TRUE(pixel >= 0 && pixel <= 1);
    ASSERT_FALSE(describe(result.value()).empty());
    ASSERT_EQ(parse(print_csv_image(result.value().image)).value().image, result.value().image);
  } else {
    const CsvError& error = result.error();
    ASSERT_FALSE(describe(error).empty());
    ASSERT_GE(error.more, 0) << describe(error);
    ASSERT_LE(describe(error).size(), 600u) << describe(error);
  }
}

TEST(CsvImageProperty, SurvivesMutatedTexts) {
  std::mt19937 random(2);
  std::vector<std::string> seeds;
  for (const char* delimiter : {",", ";", "\t", " ", ", "}) {
    for (const char* end : {"\n", "\r\n", "\r", ",\n"})
      seeds.push_back(join(table(28, 28), delimiter, end));
  }
  seeds.push_back("\xEF\xBB\xBFsep=;\n" + join(table(28, 28), ";"));
  seeds.push_back(join(table(28, 28, [](int r, int c) { return '"' + byte_at(r, c) + '"'; })));
  seeds.push_back(
      join(table(28, 28, [](int r, int c) { return byte_at(r, c) == "0" ? "0" : "0,5e-1"; }), ";"));
  seeds.push_back(join(table(28, 28), ",", ",,\n") + ",,\n\x1A");
  seeds.push_back("[[" + join(table(28, 28), ", ", "], [") + "]]");
  seeds.push_back("x = [" + join(table(28, 28), " ", ";") + "];");
  seeds.push_back("# name: x\n# rows: 28\n" + join(table(28, 28), " "));
  seeds.push_back(join(table(29, 29)));
  seeds.push_back(join(table(1, 784)));
  constexpr std::string_view kInteresting = ",;\t \"\r\n.-+eE0159x\xFF\xC3\xE2\0_|=NI[]{}()#%\x1A";
  for (int round = 0; round < 800; ++round) {
    std::string text = seeds[random() % seeds.size()];
    for (unsigned edits = 1 + random() % 4; edits > 0; --edits) {
      const std::size_t at = random() % (text.size() + 1);
      const std::size_t count = std::min<std::size_t>(random() % 40, text.size() - at);
      switch (random() % 4) {
        case 0:
          text.insert(at, 1 + random() % 3, kInteresting[random() % kInteresting.size()]);
          break;
        case 1:
          text.erase(at, count);
          break;
        case 2:
          text.insert(at, text.substr(at, count));
          break;
        case 3:
          if (at < text.size()) text[at] = static_cast<char>(random());
          break;
      }
    }
    expect_sane(text);
    if (HasFatalFailure()) return;
  }
}

TEST(CsvImageProperty, FinishesOnAnyOnePatternRepeated) {
  // What takes quadratic time would take minutes here.
  for (const std::string_view unit :
       {",",   "\n",      "\"",    "\",", "\"\"", "\"\",",   "\"a,",
        "1",   "1,",      " ",     "\r",  "0 \t", "sep=",    ".",
        "1e9", ",\n",     "\"x\n", "[",   "[0,",  "{",       "{0",
        "(",   "]",       "#",     "#\n", "\x1A", "P2\n#\n", "\"1,2,3,4\"\n",
        "/*",  "x = [\n", "0;"}) {
    std::string text;
    while (text.size() + unit.size() <= kMaxCsvBytes / 4) text += unit;
    expect_sane(text);
  }
}

}  // namespace
}  // namespace second_opinion
