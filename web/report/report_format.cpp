// Everything goes through snprintf, so that numbers look the same in every locale of ours.
#include "web/report/report_format.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace second_opinion {
namespace {

constexpr std::string_view kNarrowSpace = "\u202F";

std::string fixed(double value, int decimals) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  const std::string printed = text.data();
  return printed.find_first_of("123456789") == std::string::npos && printed[0] == '-'
             ? printed.substr(1)
             : printed;
}

}  // namespace

std::string format_decimal(double value, int decimals) {
  return fixed(value, decimals);
}

std::string format_percent(double fraction, int decimals) {
  return fixed(100 * fraction, decimals) + std::string(kNarrowSpace) + "%";
}

std::string format_percent_range(const ReportInterval& interval, int decimals) {
  return fixed(100 * interval.low, decimals) + "–" + format_percent(interval.high, decimals);
}

std::string format_integer(double value) {
  const std::string digits = fixed(std::abs(value), 0);
  std::string out = value <= -0.5 ? "−" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t left = digits.size() - i;
    // Four digits stand together, as typographers set them.
    if (i > 0 && left % 3 == 0 && digits.size() > 4) out += kNarrowSpace;
    out += digits[i];
  }
  return out;
}

std::string format_bytes(double bytes) {
  if (bytes < 1000) return fixed(bytes, 0) + std::string(kNarrowSpace) + "bytes";
  if (bytes < 10e3) return fixed(bytes / 1e3, 1) + std::string(kNarrowSpace) + "KB";
  if (bytes < 1e6) return fixed(bytes / 1e3, 0) + std::string(kNarrowSpace) + "KB";
  return fixed(bytes / 1e6, bytes < 10e6 ? 1 : 0) + std::string(kNarrowSpace) + "MB";
}

std::string format_count(double value) {
  if (value < 10e3) return format_integer(value);
  if (value < 1e6) return fixed(value / 1e3, 0) + std::string(kNarrowSpace) + "k";
  return fixed(value / 1e6, 1) + std::string(kNarrowSpace) + "M";
}

std::string format_minutes(double minutes) {
  const std::string space(kNarrowSpace);
  if (minutes < 1) return fixed(60 * minutes, 0) + space + "s";
  if (minutes < 10) return fixed(minutes, 1) + space + "min";
  const int whole = static_cast<int>(std::lround(minutes));
  if (whole < 60) return std::to_string(whole) + space + "min";
  return std::to_string(whole / 60) + space + "h" +
         (whole % 60 ? space + std::to_string(whole % 60) + space + "min" : "");
}

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace second_opinion
