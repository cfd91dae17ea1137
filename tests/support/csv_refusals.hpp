// Expectations on refused CSV texts, as tables.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "tests/support/csv_text.hpp"

namespace second_opinion::testing {

// `kind` says which fault is expected; of what it holds, only the place is compared. Its words are
// csv_error_test's business.
struct Refused {
  const char* what;
  std::string text;
  CsvFault kind;
  int row = 0, column = 0, more = 0;
};

inline csv_fault::CellPlace place_of(const CsvFault& fault) {
  return std::visit(
      [](const auto& of_some_kind) -> csv_fault::CellPlace {
        if constexpr (requires { of_some_kind.place; })
          return of_some_kind.place;
        else if constexpr (requires { of_some_kind.row; })
          return {of_some_kind.row, 0};
        else
          return {};
      },
      fault);
}

inline void expect_refused(const std::vector<Refused>& rows) {
  for (const Refused& row : rows) {
    const auto result = parse(row.text);
    ASSERT_FALSE(result.ok()) << row.what << ": " << describe(result.value());
    const CsvError& error = result.error();
    EXPECT_EQ(error.fault.index(), row.kind.index()) << row.what << ": " << describe(error);
    EXPECT_EQ(place_of(error.fault).row, row.row) << row.what << ": " << describe(error);
    EXPECT_EQ(place_of(error.fault).column, row.column) << row.what << ": " << describe(error);
    EXPECT_EQ(error.more, row.more) << row.what << ": " << describe(error);
  }
}

// The fault, if the result is a refusal of this kind; otherwise a failure that says what it is.
template <typename Fault>
Fault expect_fault(const Result<CsvImage, CsvError>& result) {
  if (result.ok()) {
    ADD_FAILURE() << "accepted: " << describe(result.value());
    return {};
  }
  const Fault* fault = std::get_if<Fault>(&result.error().fault);
  EXPECT_NE(fault, nullptr) << "refused otherwise: " << describe(result.error());
  return fault ? *fault : Fault{};
}

}  // namespace second_opinion::testing
