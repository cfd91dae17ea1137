// One cell of a CSV file as a number.
#pragma once

#include <optional>
#include <string_view>

#include "core/csv/csv_image.hpp"

namespace second_opinion {

struct CsvCell {
  std::string_view text;  // without padding and quotes
  bool quoted = false;
};

// A decimal number: `206`, `+3`, `.5`, `1.0e+00`. A decimal comma only where it
// cannot be a delimiter: in quotes, or when something else separates the
// values. Values beyond double become infinity or 0.
std::optional<double> read_number(const CsvCell& cell, Delimiter delimiter);

}  // namespace second_opinion
