// The name goes to the report, the format to the page's ways of printing numbers.
#include "web/article/filling/placeholders.hpp"

#include <cmath>

#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

std::string format_word(double value) {
  static constexpr std::array<std::string_view, 13> kWords{
      "none",  "one",   "two",  "three", "four",   "five",  "six",
      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  if (value < 0 || value > 12 || value != std::floor(value)) return format_integer(value);
  return std::string(kWords[static_cast<std::size_t>(value)]);
}

std::string format_number(double value, std::string_view format) {
  if (format == "percent0") return format_percent(value, 0);
  if (format == "percent1") return format_percent(value, 1);
  if (format == "percent2") return format_percent(value, 2);
  if (format == "integer") return format_integer(value);
  if (format == "word") return format_word(value);
  if (format == "bytes") return format_bytes(value);
  if (format == "count") return format_count(value);
  if (format == "minutes") return format_minutes(value);
  if (format.size() == 8 && format.starts_with("decimal") && format[7] >= '1' && format[7] <= '4')
    return format_decimal(value, format[7] - '0');
  return {};
}

std::string formatted(const ReportValue& value, std::string_view format) {
  if (format == "text") return value.text;
  if (value.numbers.size() == 1) return format_number(value.numbers[0], format);
  if (value.numbers.size() != 2) return {};
  const ReportInterval interval{value.numbers[0], value.numbers[1]};
  if (format == "range1") return format_percent_range(interval, 1);
  if (format == "range2" || format == "interval") return format_percent_range(interval, 2);
  return {};
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

PlaceholderAnswer answer_placeholder(const Report& report, std::string_view placeholder) {
  constexpr std::string_view kSource = "report.";
  const std::size_t bar = placeholder.find('|');
  std::string_view name = trimmed(placeholder.substr(0, bar));
  const std::string_view format =
      bar == std::string_view::npos ? "text" : trimmed(placeholder.substr(bar + 1));
  if (!name.starts_with(kSource))
    return WrongName{"\"" + std::string(name) + "\" does not begin with report."};
  name.remove_prefix(kSource.size());
  const ReportAnswer answer = find_in_report(report, name);
  if (const auto* wrong = std::get_if<WrongName>(&answer)) return *wrong;
  if (const auto* missing = std::get_if<NotMeasured>(&answer)) return *missing;
  std::string text = formatted(std::get<ReportValue>(answer), format);
  if (!text.empty()) return text;
  return WrongName{"the format \"" + std::string(format) + "\" does not suit report." +
                   std::string(name)};
}

}  // namespace second_opinion
