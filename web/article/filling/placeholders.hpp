// `{{report.networks.cnn.test.accuracy|percent2}}` in the article → "99.73 %": the report's value
// of that name, in a format of web/report/report_format.hpp. Knows nothing of the rest of the text.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "core/report/report_address.hpp"

namespace second_opinion {

// The value in its format, or why there is none. A format that does not suit is a wrong name, too.
using PlaceholderAnswer = std::variant<std::string, NotMeasured, WrongName>;

// placeholder: what stands between the braces. Formats:
//   percent0 percent1 percent2   a fraction as a percentage
//   range1 range2 interval       an interval of fractions, in percent (interval = range2)
//   integer decimal1..decimal4   a number; word: small whole numbers in letters
//   bytes count minutes          "212 KB", "27.0 M", "1 h 23 min"; text: a text as it is
PlaceholderAnswer answer_placeholder(const Report& report, std::string_view placeholder);

}  // namespace second_opinion
