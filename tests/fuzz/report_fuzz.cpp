// The report's JSON as the page reads it: refused in words, or a report that
// answers any placeholder with text or an error.
#include "tests/fuzz/fuzz_target.hpp"
#include "web/report/report.hpp"
#include "web/report/report_format.hpp"

using namespace second_opinion;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto report = parse_report({data, size});
  if (!report.ok()) {
    fuzz::require(!report.error().empty());
    return 0;
  }
  for (const char* placeholder :
       {"report.networks.cnn.test.accuracy|percent2", "report.data.test|integer",
        "report.networks.cnn.bytes|bytes", "report.networks.cnn.test.errors|word",
        "report.networks.mlp.train_minutes|minutes"}) {
    const auto text = format_placeholder(report.value(), placeholder);
    fuzz::require(text.ok() ? !text.value().empty() : !text.error().empty());
  }
  return 0;
}
