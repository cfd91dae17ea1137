// The log of all looks at the test images (weights/test_looks.md), a Markdown table with one row
// per look. It is kept so that nobody can choose among networks by looking often. Text in, text
// out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace second_opinion {

struct TestLook {
  std::string network;  // file name
  std::string recipe;   // its name: the declared run is recipes/NAME.json --full
  std::uint32_t checksum =
      0;  // CRC-32 of the file: tells a training made anew from a file measured again
  std::int64_t seed = 0;
  int errors = 0;
};

// The table's row; `number` counts the looks at this network and seed.
std::string look_row(const TestLook& look, const std::string& date, int number);

struct LoggedLooks {
  std::string text;               // of the log
  std::vector<std::string> rows;  // those that are new
};

// The log with a row for every look that it does not hold yet: measuring the same file again
// is no new look. Rows go to the end of the (last) table. Error when the log has no such table.
Result<LoggedLooks, std::string> log_looks(std::string_view log, const std::vector<TestLook>& looks,
                                           const std::string& date);

}  // namespace second_opinion
