// Paths and formatters of the article's placeholders:
//   percent0 percent1 percent2   a fraction as a percentage
//   range1 range2 interval       an interval of fractions, in percent (interval = range2)
//   integer decimal1..decimal4   a number;  word: small whole numbers in letters
//   bytes count minutes          "212 KB", "27.0 M", "1 h 23 min";  text: a text as it is
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

std::string format_word(double value) {
  static constexpr std::array<std::string_view, 13> kWords{
      "none",  "one",   "two",  "three", "four",   "five",  "six",
      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  if (value < 0 || value > 12 || value != std::floor(value)) return format_integer(value);
  return std::string(kWords[static_cast<std::size_t>(value)]);
}

std::string format_number(double value, std::string_view formatter) {
  if (formatter == "percent0") return format_percent(value, 0);
  if (formatter == "percent1") return format_percent(value, 1);
  if (formatter == "percent2") return format_percent(value, 2);
  if (formatter == "integer") return format_integer(value);
  if (formatter == "word") return format_word(value);
  if (formatter == "bytes") return format_bytes(value);
  if (formatter == "count") return format_count(value);
  if (formatter == "minutes") return format_minutes(value);
  if (formatter.size() == 8 && formatter.substr(0, 7) == "decimal" && formatter[7] >= '1' &&
      formatter[7] <= '4') {
    return format_decimal(value, formatter[7] - '0');
  }
  return {};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
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

Result<std::string, std::string> format_placeholder(const Report& report,
                                                    std::string_view placeholder) {
  const std::size_t bar = placeholder.find('|');
  std::string_view path = trimmed(placeholder.substr(0, bar));
  const std::string_view formatter =
      bar == std::string_view::npos ? "text" : trimmed(placeholder.substr(bar + 1));
  if (path.substr(0, 7) == "report.") path.remove_prefix(7);
  const ReportLeaf* leaf = report.find(path);
  if (!leaf) return Failure{"the report has no value at \"" + std::string(path) + "\""};
  std::string out;
  if (formatter == "text")
    out = leaf->text;
  else if (leaf->numbers.size() == 1)
    out = format_number(leaf->numbers[0], formatter);
  else if (leaf->numbers.size() == 2) {
    const ReportInterval interval{leaf->numbers[0], leaf->numbers[1]};
    if (formatter == "range1") out = format_percent_range(interval, 1);
    if (formatter == "range2" || formatter == "interval") out = format_percent_range(interval, 2);
  }
  if (out.empty()) {
    return Failure{"the format \"" + std::string(formatter) + "\" does not suit \"" +
                   std::string(path) + "\""};
  }
  return out;
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
