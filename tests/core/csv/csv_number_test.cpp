// Covers core/csv/csv_number.cpp.
#include "core/csv/csv_number.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace second_opinion {
namespace {

std::optional<double> number(std::string_view text) {
  return read_number(text, DecimalMark::kPoint);
}

TEST(CsvNumber, ReadsEveryWayToWriteADecimal) {
  const std::pair<const char*, double> rows[] = {
      {"0", 0},
      {"206", 206},
      {"206.0", 206},
      {"+3", 3},
      {"-3", -3},
      {".5", 0.5},
      {"5.", 5},
      {"1.0e+00", 1},
      {"2E2", 200},
      {"25e-1", 2.5},
      {"0000000000000000000000000000007", 7},
      {"0.00000000000000000000000000000000000000001e41", 1},
      {"100000000000000000000000000e-24", 100},
      {"1e-999999999999999999999", 0},
      {"0e999999999999", 0},
      {"0.1", 0.1},
      {"1e22", 1e22},
      {"123456789012345", 123456789012345.0},
  };
  for (const auto& [text, value] : rows) EXPECT_EQ(number(text), value) << text;
  EXPECT_EQ(number("1e999999999999999999999"), INFINITY);
  EXPECT_EQ(number("-1e400"), -INFINITY);
  EXPECT_TRUE(std::signbit(*number("-0")));
}

TEST(CsvNumber, RefusesEverythingElse) {
  for (const char* text :
       {"",     " 1",    "1 ",  ".",    "+",   "-",   "e1",  "1e",  "1e+", "1e1.5",
        "1..2", "1.2.3", "+-1", "0x10", "nan", "inf", "1_0", "1,5", "1f",  "٣"}) {
    EXPECT_EQ(number(text), std::nullopt) << text;
  }
}

TEST(CsvNumber, TakesACommaAsDecimalMarkWhereItMayBeOne) {
  EXPECT_EQ(read_number("0,5", DecimalMark::kPointOrComma), 0.5);
  EXPECT_EQ(read_number("0.5", DecimalMark::kPointOrComma), 0.5);
  EXPECT_EQ(read_number("0,5", DecimalMark::kPoint), std::nullopt);
  EXPECT_EQ(read_number("1,000.5", DecimalMark::kPointOrComma), std::nullopt);
}

TEST(CsvNumber, IsShortenedBetweenItsSignAndItsExponent) {
  EXPECT_EQ(short_number("-2.363909945572054344e-25", 24), "-2.36390994557205434…e-25");
  EXPECT_EQ(short_number("1.250000000000000000E+300", 12), "1.25000…E+300");
  EXPECT_EQ(short_number("3.500000000000000000e+02", 24), "3.500000000000000000e+02");
  EXPECT_EQ(short_number("0.12345678901234567890123456789", 10), "0.12345678…");
  EXPECT_EQ(short_number("the letter e", 8), "the lett…") << "no exponent without digits";
  EXPECT_EQ(short_number("xxxxxxxxe1e5555555555", 8), "xxxxxxxx…") << "nor one of any length";
  EXPECT_EQ(short_number("\u00A0"
                         "7",
                         8),
            "<U+00A0>7");
}

TEST(CsvNumber, GivesTheNearestFloatForNineDigits) {
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i) {
    const float value =
        std::ldexp(static_cast<float>(random() >> 8), -24 - static_cast<int>(random() % 90));
    char text[32];
    std::snprintf(text, sizeof text, "%.9g", static_cast<double>(value));
    ASSERT_EQ(static_cast<float>(*number(text)), value) << text;
  }
}

TEST(CsvNumber, AgreesWithStrtodOnManyDigits) {
  std::mt19937_64 random(4);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = std::to_string(random()) + "." + std::to_string(random()) + "e" +
                             std::to_string(static_cast<int>(random() % 80) - 60);
    const double expected = std::strtod(text.c_str(), nullptr);
    ASSERT_NEAR(*number(text), expected, std::abs(expected) * 1e-15) << text;
  }
}

}  // namespace
}  // namespace second_opinion
