// The report's JSON as the build and the page read it: refused in words, or a report that is the
// same when it is written and read again, and that answers any name with a value or an error.
#include "core/report/report_file.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "web/article/filling/placeholders.hpp"

using namespace second_opinion;

namespace {

std::span<const unsigned char> bytes_of(const std::string& text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

void ask(const Report& report) {
  for (const char* placeholder :
       {"report.networks.cnn.test.accuracy|percent2", "report.data.test|integer",
        "report.networks.cnn.bytes|bytes", "report.networks.linear.recipe.epochs|word",
        "report.networks.nano.train_minutes|minutes",
        "report.studies.ablation.sgd.accuracy|percent1",
        "report.studies.sweep.factors.learning_rate.largest|decimal1",
        "report.studies.own.rows.x"}) {
    const PlaceholderAnswer answer = answer_placeholder(report, placeholder);
    if (const auto* text = std::get_if<std::string>(&answer)) fuzz::require(!text->empty());
    if (const auto* wrong = std::get_if<WrongName>(&answer)) fuzz::require(!wrong->words.empty());
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto page = read_page_report({data, size});
  fuzz::require(page.ok() || !page.error().empty());
  const auto report = read_report({data, size});
  if (!report.ok()) {
    fuzz::require(!report.error().empty());
    return 0;
  }
  ask(report.value());
  const std::string text = write_report(report.value());
  const auto again = read_report(bytes_of(text));
  fuzz::require(again.ok() && write_report(again.value()) == text);
  const std::string part = write_page_report(report.value());
  fuzz::require(read_page_report(bytes_of(part)).ok());
  return 0;
}
