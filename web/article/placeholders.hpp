// `{{report.networks.cnn.test.accuracy|percent2}}` in the article → its value.
// Runs before the Markdown is parsed. Knows no report: a function answers.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace second_opinion {

// placeholder: what stands between the braces.
using PlaceholderSource =
    std::function<Result<std::string, std::string>(std::string_view placeholder)>;

// The error lists every placeholder that has no value, with its line.
Result<std::string, std::string> fill_placeholders(std::string_view text,
                                                   const PlaceholderSource& source);

}  // namespace second_opinion
