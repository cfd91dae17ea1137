// How numbers of the report are printed, in sentences and in figures alike. Spaces inside a number
// are narrow and do not break. Knows no report and no place in it.
#pragma once

#include <string>
#include <string_view>

#include "core/report/report_network.hpp"

namespace second_opinion {

std::string format_percent(double fraction, int decimals);  // 0.9962 → "99.62 %"
std::string format_percent_range(const ReportInterval& interval, int decimals);  // "99.3–99.6 %"
std::string format_integer(double value);  // 60000 → "60 000"
std::string format_decimal(double value, int decimals);
std::string format_bytes(double bytes);      // 212480 → "212 KB"
std::string format_count(double value);      // 27012096 → "27.0 M"
std::string format_minutes(double minutes);  // 83.4 → "1 h 23 min"

// Text that may stand between tags or inside a quoted attribute.
std::string escape_html(std::string_view text);

}  // namespace second_opinion
