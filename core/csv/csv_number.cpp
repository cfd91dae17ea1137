// Decimal text → double without strtod, which follows the locale of the
// process, and without from_chars, which em++ 3.1.6 lacks for floats. Exactly
// rounded up to 15 digits and 10^±22; beyond, off by a few units in the last
// place of a double, which is far finer than the float that a pixel becomes.
#include "core/csv/csv_number.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "core/base/utf8.hpp"

namespace second_opinion {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                              1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                              1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

double scale(std::uint64_t mantissa, long exponent) {
  if (mantissa == 0) return 0;
  if (exponent > 400) return std::numeric_limits<double>::infinity();
  if (exponent < -400) return 0;
  double value = static_cast<double>(mantissa);
  for (; exponent > 22; exponent -= 22) value *= 1e22;
  for (; exponent < -22; exponent += 22) value /= 1e22;
  return exponent < 0 ? value / kPowers[-exponent] : value * kPowers[exponent];
}

// Digits with at most one decimal mark. Nineteen significant digits fit; the rest only shift the
// exponent.
struct Mantissa {
  std::uint64_t value = 0;
  long exponent = 0;
  bool any_digit = false;
};

Mantissa read_mantissa(std::string_view& text, DecimalMark mark) {
  constexpr std::uint64_t kRoom = std::numeric_limits<std::uint64_t>::max() / 10 - 1;
  Mantissa result;
  bool fraction = false;
  for (; !text.empty(); text.remove_prefix(1)) {
    const char c = text.front();
    if (!fraction && (c == '.' || (c == ',' && mark == DecimalMark::kPointOrComma))) {
      fraction = true;
      continue;
    }
    if (!is_digit(c)) break;
    result.any_digit = true;
    if (result.value < kRoom) {
      result.value = result.value * 10 + static_cast<std::uint64_t>(c - '0');
      result.exponent -= fraction;
    } else {
      result.exponent += !fraction;
    }
  }
  return result;
}

bool read_sign(std::string_view& text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return negative;
}

// How many bytes at the end of a number are its exponent: `e-25`. 0 when there is none.
std::size_t exponent_length(std::string_view text) {
  const std::size_t e = text.find_last_of("eE");
  if (e == std::string_view::npos || e == 0) return 0;
  std::string_view digits = text.substr(e + 1);
  read_sign(digits);
  const bool all_digits = std::all_of(digits.begin(), digits.end(), is_digit);
  return !digits.empty() && all_digits ? text.size() - e : 0;
}

}  // namespace

std::optional<double> read_number(std::string_view text, DecimalMark mark) {
  const bool negative = read_sign(text);
  const Mantissa mantissa = read_mantissa(text, mark);
  if (!mantissa.any_digit) return std::nullopt;
  long exponent = 0;
  if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
    text.remove_prefix(1);
    const bool negative_exponent = read_sign(text);
    if (text.empty()) return std::nullopt;
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
      if (exponent < 100'000'000) exponent = exponent * 10 + (text.front() - '0');
    }
    if (negative_exponent) exponent = -exponent;
  }
  if (!text.empty()) return std::nullopt;
  const double value = scale(mantissa.value, mantissa.exponent + exponent);
  return negative ? -value : value;
}

std::string short_number(std::string_view text, int limit) {
  const std::size_t exponent = exponent_length(text);
  const std::size_t room = static_cast<std::size_t>(limit);
  if (text.size() <= room || exponent == 0 || 2 * exponent > room) return printable(text, limit);
  const std::string_view digits = text.substr(0, text.size() - exponent);
  return printable(digits, static_cast<int>(room - exponent)) +
         std::string(text.substr(text.size() - exponent));
}

}  // namespace second_opinion
