// What the readers and writers of fields have in common. For the .cpp files of this room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/report/rule.hpp"

namespace second_opinion {

// Which part of the report: all of it, or what the page's figures draw from.
enum class ReportPart : unsigned char { kWhole, kPage };

// Nothing is there that could be written.
template <class Value>
bool is_absent(const Value& value) {
  if constexpr (requires { value.empty(); })
    return value.empty();
  else if constexpr (requires { value.has_value(); })
    return !value.has_value();
  else if constexpr (requires { value == 0; })
    return value == 0;
  else
    return false;
}

}  // namespace second_opinion
