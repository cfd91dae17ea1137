// Placeholders of the article: `{{report.networks.cnn.test.accuracy|percent2}}`
// → "99.62 %". Paths lead into report.json; formatters are listed in the .cpp.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "web/report/report.hpp"

namespace second_opinion {

// placeholder: what stands between the braces. The error names the unknown path or formatter.
Result<std::string, std::string> format_placeholder(const Report& report,
                                                    std::string_view placeholder);

// The same formats for figures. Spaces inside numbers are narrow and do not break.
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
