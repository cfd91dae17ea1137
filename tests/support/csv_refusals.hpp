// Expectations on refused CSV texts, as tables.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/csv_text.hpp"

namespace second_opinion::testing {

struct Refused {
  const char* what;
  std::string text;
  CsvFault fault;
  int row = 0, column = 0, more = 0;
};

inline void expect_refused(const std::vector<Refused>& rows) {
  for (const Refused& row : rows) {
    const auto result = parse(row.text);
    ASSERT_FALSE(result.ok()) << row.what;
    const CsvError& error = result.error();
    EXPECT_EQ(static_cast<int>(error.fault), static_cast<int>(row.fault))
        << row.what << ": " << describe(error);
    EXPECT_EQ(error.row, row.row) << row.what << ": " << describe(error);
    EXPECT_EQ(error.column, row.column) << row.what << ": " << describe(error);
    EXPECT_EQ(error.more, row.more) << row.what << ": " << describe(error);
  }
}

}  // namespace second_opinion::testing
