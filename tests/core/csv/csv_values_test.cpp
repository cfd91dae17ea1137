// Covers core/csv/csv_values.cpp: which cells are refused, which scale is found, and what
// resampling may leave beyond its ends.
#include "core/csv/csv_values.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <string>
#include <vector>

#include "tests/support/csv_refusals.hpp"
#include "tests/support/csv_text.hpp"

namespace second_opinion {
namespace {

using namespace testing;

std::vector<Refused> wrong_cells() {
  const auto cell = [](std::string_view value) { return with_cell(3, 5, value); };
  std::vector<Refused> rows = {
      {"empty cell", cell(""), csv_fault::EmptyCell{}, 3, 5},
      {"quoted empty cell", cell("\"\""), csv_fault::EmptyCell{}, 3, 5},
      {"last cell of every row empty",
       join(table(28, 28, [](int r, int c) { return c == 27 ? "" : byte_at(r, c); })),
       csv_fault::EmptyCell{}, 1, 28, 27},
      {"negative", cell("-4"), csv_fault::Negative{}, 3, 5},
      {"slightly negative", cell("-1e-9"), csv_fault::Negative{}, 3, 5},
      {"too bright", cell("256"), csv_fault::TooBright{}, 3, 5},
      {"slightly too bright", cell("255.001"), csv_fault::TooBright{}, 3, 5},
      {"beyond double", cell("1e999"), csv_fault::TooBright{}, 3, 5},
      {"minus infinity by overflow", cell("-1e999"), csv_fault::Negative{}, 3, 5},
      {"words before wrong numbers",
       [] {
         Cells c = table(28, 28);
         c[0][0] = "-1";
         c[9][9] = "x";
         c[9][10] = "300";
         return join(c);
       }(),
       csv_fault::NotANumber{}, 10, 10, 2},
      {"first row all NaN",
       join(table(28, 28, [](int r, int c) { return r == 0 ? "NaN" : byte_at(r, c); })),
       csv_fault::NotANumber{}, 1, 1, 27},
      {"blank picture", join(table(28, 28, [](int, int) { return "0"; })), csv_fault::Blank{}},
      {"white picture", join(table(28, 28, [](int, int) { return "255.0"; })), csv_fault::Blank{}},
      {"all but equal", with_cell(1, 1, "1e-300", table(28, 28, [](int, int) { return "0"; })),
       csv_fault::Blank{}},
  };
  for (const char* word : {"NaN",
                           "nan",
                           "inf",
                           "-inf",
                           "Infinity",
                           "abc",
                           "0x1F",
                           "1_000",
                           "\u2212"
                           "5",
                           "1 2",
                           "5%",
                           "1e",
                           "e5",
                           "1e+",
                           ".",
                           "+",
                           "-",
                           "--1",
                           "1.2.3",
                           "1e5.0",
                           "\"1",
                           "1\"",
                           "'1'",
                           "\u0661",
                           "[0",
                           "1e1e1",
                           "\u00A0"
                           "1",
                           "\xEF\xBC\x91"}) {
    rows.push_back({word, cell(word), csv_fault::NotANumber{}, 3, 5});
  }
  return rows;
}

TEST(CsvValues, RefusesWrongCells) {
  expect_refused(wrong_cells());
}

TEST(CsvValues, FindsTheScaleFromTheMaximum) {
  const auto scale_with = [](std::string_view maximum) {
    return parse(with_cell(14, 14, maximum, table(28, 28, [](int, int) { return "0"; }))).value();
  };
  for (const char* unit : {"1", "0.25", "1e-9", "1.000001", "1.00001", "1.2", "1.5"})
    EXPECT_EQ(scale_with(unit).scale, IntensityScale::kUnit) << unit;
  for (const char* byte : {"2", "1.51", "51", "254.7", "255"})
    EXPECT_EQ(scale_with(byte).scale, IntensityScale::kByte) << byte;
  EXPECT_EQ(scale_with("1.000001").image.at(13, 13), 1.0f);
  EXPECT_EQ(scale_with("1.000001").clipped.count, 0) << "a maximum of 1 that was computed";
  EXPECT_EQ(scale_with("1.00001").image.at(13, 13), 1.0f);
  EXPECT_EQ(scale_with("1.00001").clipped.count, 1);
  EXPECT_EQ(scale_with("255").image.at(13, 13), 1.0f);
  EXPECT_EQ(scale_with("51").image.at(13, 13), 0.2f);
}

// Weights of the two kernels by which most programs resample: Keys' cubic (IEEE Trans. Acoustics,
// Speech, and Signal Processing 29, 1981) with a = -0.5, and Lanczos' with three lobes.
double cubic(double x) {
  x = std::abs(x);
  return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((2.5 - 0.5 * x) * x - 4) * x + 2 : 0;
}
double lanczos(double x) {
  const double t = std::numbers::pi * x;
  return x == 0 ? 1 : std::abs(x) < 3 ? 3 * std::sin(t) * std::sin(t / 3) / (t * t) : 0;
}

using Picture = std::vector<std::vector<double>>;

// side × side → 28 × 28.
Picture resampled(const Picture& from, double (*kernel)(double)) {
  const int side = static_cast<int>(from.size());
  const auto along = [&](int to, auto value_at) {
    const double centre = (to + 0.5) * side / kImageSide - 0.5;
    double sum = 0, weights = 0;
    for (int i = static_cast<int>(std::floor(centre)) - 2; i <= std::floor(centre) + 3; ++i) {
      const double weight = kernel(centre - i);
      sum += weight * value_at(std::clamp(i, 0, side - 1));
      weights += weight;
    }
    return sum / weights;
  };
  Picture to(kImageSide, std::vector<double>(kImageSide));
  for (int r = 0; r < kImageSide; ++r) {
    for (int c = 0; c < kImageSide; ++c)
      to[r][c] = along(r, [&](int y) { return along(c, [&](int x) { return from[y][x]; }); });
  }
  return to;
}

// An upright stroke and a slanted one, full ink with hard edges.
Picture strokes(int side, bool dark_on_white) {
  Picture picture(side, std::vector<double>(side));
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const bool inside = y >= side / 5 && y < side - side / 5;
      const bool ink = inside && (std::abs(x - side / 3) <= side / 20 ||
                                  std::abs(x - y / 2 - side / 3) <= side / 20);
      picture[y][x] = ink != dark_on_white;
    }
  }
  return picture;
}

std::string text_of(const Picture& picture, const char* format, double full) {
  return join(table(28, 28, [&](int r, int c) {
    char text[40];
    std::snprintf(text, sizeof text, format, picture[r][c] * full);
    return std::string(text);
  }));
}

TEST(CsvValues, ReadsAndClipsWhatResamplingOvershoots) {
  for (double (*kernel)(double) : {cubic, lanczos}) {
    for (const int side : {16, 20, 24, 40}) {
      for (const bool dark_on_white : {false, true}) {
        const Picture picture = resampled(strokes(side, dark_on_white), kernel);
        for (const double full : {1.0, 255.0}) {
          for (const char* format : {"%.18e", "%.6f", "%.9g"}) {
            const auto read = parse(text_of(picture, format, full));
            ASSERT_TRUE(read.ok()) << side << format << full << describe(read.error());
            const CsvImage& image = read.value();
            EXPECT_EQ(image.scale, full == 1 ? IntensityScale::kUnit : IntensityScale::kByte);
            EXPECT_LT(image.clipped.lowest, 0);
            EXPECT_GT(image.clipped.highest, full);
            EXPECT_GT(image.clipped.count, 20);
            EXPECT_EQ(image.looks_inverted, dark_on_white);
            for (int r = 0; r < kImageSide; ++r) {
              for (int c = 0; c < kImageSide; ++c) {
                const float expected = static_cast<float>(std::clamp(picture[r][c], 0.0, 1.0));
                ASSERT_NEAR(image.image.at(r, c), expected, 1e-6f) << r << " " << c;
              }
            }
          }
        }
      }
    }
  }
}

// byte_at as fractions: each value from 0 to `full` a little lowered, so that none is whole.
std::string in_fractions(int r, int c, double full) {
  const double share = std::stod(byte_at(r, c)) / 255;
  char text[32];
  std::snprintf(text, sizeof text, "%.7g", share * full * 0.9993);
  return text;
}

Cells fractions(double full) {
  return table(28, 28, [=](int r, int c) { return in_fractions(r, c, full); });
}

TEST(CsvValues, ClipsALittleNoiseBelowZero) {
  for (const double full : {1.0, 255.0}) {
    const auto read = parse(with_cell(1, 1, "-7.382878162286774394e-20", fractions(full)));
    ASSERT_TRUE(read.ok()) << describe(read.error());
    EXPECT_EQ(read.value().clipped.count, 1);
    EXPECT_EQ(read.value().clipped.lowest, -7.382878162286774394e-20);
    EXPECT_EQ(read.value().clipped.highest, 0);
    EXPECT_EQ(read.value().image.at(0, 0), 0);
  }
}

// The values as bytes, moved and stretched, as a picture that was prepared for another program.
std::string moved(double factor, double offset) {
  return join(table(28, 28, [=](int r, int c) {
    char text[32];
    std::snprintf(text, sizeof text, "%.7g", std::stod(byte_at(r, c)) * factor + offset);
    return std::string(text);
  }));
}

TEST(CsvValues, RefusesWhatNoResamplingLeaves) {
  expect_refused({
      {"a slip in a picture of fractions", with_cell(3, 5, "-0.5", fractions(1)),
       csv_fault::Negative{}, 3, 5},
      {"a lesser one, but alone", with_cell(3, 5, "-0.1", fractions(1)), csv_fault::Negative{}, 3,
       5},
      {"a slip among bytes with fractions", with_cell(3, 5, "300", fractions(255)),
       csv_fault::TooBright{}, 3, 5},
      {"a faint picture with a slip", with_cell(3, 5, "-1", fractions(20)), csv_fault::Negative{},
       3, 5},
      {"whole bytes with a slip", with_cell(3, 5, "-1"), csv_fault::Negative{}, 3, 5},
      {"whole bytes a little too bright", with_cell(3, 5, "256"), csv_fault::TooBright{}, 3, 5},
      {"0 and 1 with a slip",
       with_cell(3, 5, "-1",
                 table(28, 28, [](int r, int c) { return byte_at(r, c) == "0" ? "0" : "1"; })),
       csv_fault::Negative{}, 3, 5},
      {"far too bright", with_cell(3, 5, "1e4", fractions(255)), csv_fault::TooBright{}, 3, 5},
  });
  const std::pair<const char*, std::string> prepared[] = {
      {"from -1 to 1", moved(2.0 / 255, -1)},
      {"from -0.5 to 0.5", moved(1.0 / 255, -0.5)},
      {"from 0.5 down to -0.5", moved(-1.0 / 255, 0.5)},
      {"without its mean", moved(1.0 / 255, -0.1307)},
      {"mean 0 and deviation 1", moved(1 / (255 * 0.3081), -0.1307 / 0.3081)},
      {"that upside down", moved(-1 / (255 * 0.3081), (1 - 0.1307) / 0.3081)},
      {"bytes without their mean", moved(1, -33.3)},
  };
  for (const auto& [what, text] : prepared) {
    SCOPED_TRACE(what);
    expect_fault<csv_fault::Negative>(parse(text));
  }
}

}  // namespace
}  // namespace second_opinion
