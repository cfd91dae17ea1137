// Decimal text → a number, and back into a message. Knows nothing of cells, rows or pictures.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace second_opinion {

enum class DecimalMark { kPoint, kPointOrComma };

// A decimal number: `206`, `+3`, `.5`, `1.0e+00`, and `0,5` where a comma may be the decimal mark.
// Nothing for all else: no blanks, no hexadecimal digits, no words. Values beyond double become
// infinity or 0.
std::optional<double> read_number(std::string_view text, DecimalMark mark);

// The text of a cell for a message, cut to about `limit` characters. A number loses digits from its
// middle, so that sign and exponent stay: without them it would name another number.
std::string short_number(std::string_view text, int limit);

}  // namespace second_opinion
