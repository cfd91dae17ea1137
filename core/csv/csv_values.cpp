// Resampling with a cubic spline or with Lanczos' kernel overshoots at edges: measured on MNIST's
// digits, scaled from 14 to 112 pixels a side or turned, down to -0.33 and up to 1.39 of the
// brightest ink, in at most 28 % of the values, nearly all of which become fractions.
#include "core/csv/csv_values.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <optional>

#include "core/csv/csv_number.hpp"

namespace second_opinion {
namespace {

using namespace csv_fault;
using Values = std::array<double, kImagePixels>;

constexpr double kUnitTolerance = 1e-6;  // a maximum of 1 that was computed
constexpr double kOvershoot = 1.5;       // of the scale's end
constexpr double kUndershoot = 0.4;      // of the brightest value
// A value farther out than this share of the scale comes from resampling only if others do as well:
// alone it is a slip of whoever typed it.
constexpr double kNoticeable = 0.05;
constexpr int kCompany = 4;
constexpr int kTextLimit = 24;

struct Range {
  IntensityScale scale = IntensityScale::kByte;
  double lowest = 0;
  double highest = 255;
};

bool is_fraction(double value) {
  return value != std::floor(value);
}

template <typename Condition>
int count_values(const Values& values, Condition condition) {
  return static_cast<int>(std::count_if(values.begin(), values.end(), condition));
}

// Whether values below 0, and among bytes those above 255, are what resampling left. A picture with
// its mean taken away, or scaled to -1…1, has far more of them; one of noise or of typing has no
// fractions.
bool is_resampled(const Values& values, double full) {
  const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
  const double minimum = *lowest, maximum = *highest;
  if (maximum < 0.1 * full) return false;
  if (10 * count_values(values, is_fraction) < kImagePixels) return false;
  const int far =
      count_values(values, [&](double v) { return v < -0.01 * maximum || v > 1.01 * full; });
  if (3 * far > kImagePixels) return false;
  const bool far_above = full > 1 && maximum > (1 + kNoticeable) * full;
  if (minimum >= -kNoticeable * maximum && !far_above) return true;
  return count_values(values, [&](double v) { return v < 0 || v > full; }) >= kCompany;
}

// Fractions that reach little beyond 1 are never bytes: such a picture would be all but black.
Range range_of(const Values& values) {
  const double maximum = *std::max_element(values.begin(), values.end());
  const bool fractions = std::any_of(values.begin(), values.end(), is_fraction);
  const bool unit = maximum <= 1 + kUnitTolerance || (fractions && maximum <= kOvershoot);
  Range range{unit ? IntensityScale::kUnit : IntensityScale::kByte, 0, unit ? kOvershoot : 255};
  if (is_resampled(values, unit ? 1 : 255)) {
    range.lowest = -kUndershoot * maximum;
    if (!unit) range.highest = kOvershoot * 255;
  }
  return range;
}

std::optional<CsvFault> fault_of(const CsvCell& cell, CellPlace place, Delimiter delimiter,
                                 const Range& range) {
  if (cell.text.empty()) return EmptyCell{place};
  const std::optional<double> value = read_number(cell, delimiter);
  if (!value) return NotANumber{place, short_number(cell.text, kTextLimit)};
  if (*value < range.lowest) return Negative{place, short_number(cell.text, kTextLimit)};
  if (*value > range.highest) return TooBright{place, short_number(cell.text, kTextLimit)};
  return std::nullopt;
}

// The first faulty cell in reading order, words before wrong numbers.
std::optional<CsvError> first_fault(const CsvTable& table, const Range& range) {
  std::optional<CsvFault> first_unreadable, first_out_of_range;
  int count = 0;
  for (int i = 0; i < kImagePixels; ++i) {
    const CellPlace place{i / kImageSide + 1, i % kImageSide + 1};
    const auto fault = fault_of(table.cells[i], place, table.delimiter, range);
    if (!fault) continue;
    ++count;
    const bool is_number =
        std::holds_alternative<Negative>(*fault) || std::holds_alternative<TooBright>(*fault);
    std::optional<CsvFault>& first = is_number ? first_out_of_range : first_unreadable;
    if (!first) first = fault;
  }
  if (count == 0) return std::nullopt;
  return CsvError{first_unreadable ? *first_unreadable : *first_out_of_range, count - 1};
}

}  // namespace

bool may_be_intensity(const CsvCell& cell, Delimiter delimiter) {
  const std::optional<double> value = read_number(cell, delimiter);
  return value && *value >= -kUndershoot * 255 && *value <= kOvershoot * 255;
}

Result<CsvIntensities, CsvError> read_intensities(const CsvTable& table) {
  CsvIntensities read;
  Values values{};
  for (int i = 0; i < kImagePixels; ++i) {
    const CsvCell& cell = table.cells[i];
    values[i] = read_number(cell, table.delimiter).value_or(0);
    read.decimal_commas = read.decimal_commas || cell.text.find(',') != std::string_view::npos;
  }
  const Range range = range_of(values);
  if (auto error = first_fault(table, range)) return Failure{*std::move(error)};

  read.scale = range.scale;
  const double full = read.scale == IntensityScale::kUnit ? 1 : 255;
  std::array<float, kImagePixels> pixels{};
  for (int i = 0; i < kImagePixels; ++i) {
    if (values[i] < 0 || values[i] > full * (1 + kUnitTolerance)) {
      ++read.clipped.count;
      read.clipped.lowest = std::min(read.clipped.lowest, values[i]);
      read.clipped.highest = std::max(read.clipped.highest, values[i]);
    }
    const float value = static_cast<float>(std::clamp(values[i], 0.0, full));
    pixels[i] = read.scale == IntensityScale::kUnit ? value : value / 255.0f;
  }
  if (std::all_of(pixels.begin(), pixels.end(), [&](float p) { return p == pixels[0]; }))
    return Failure{CsvError{Blank{short_number(table.cells[0].text, kTextLimit)}, 0}};
  const std::optional<DigitImage> image = DigitImage::from_unit_values(pixels);
  assert(image);  // every pixel was clipped to 0..1
  read.image = *image;
  return read;
}

}  // namespace second_opinion
