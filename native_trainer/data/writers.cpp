// A writer is the pair of columns two and three, because numbers are unique within a part of the
// collection only.
#include "native_trainer/data/writers.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "core/base/random.hpp"
#include "native_trainer/io/gzip_file.hpp"

namespace second_opinion {
namespace {

constexpr long kLargest = 1'000'000;
constexpr std::uint64_t kByWriters = 1;  // keeps this split's random order apart from the other's

struct Row {
  long label, part, writer;
};

// Three whole numbers, tab-separated, at the front of the row.
bool read_row(const char* text, Row& row) {
  for (long* field : {&row.label, &row.part, &row.writer}) {
    if (*text < '0' || *text > '9') return false;
    char* end = nullptr;
    *field = std::strtol(text, &end, 10);
    if (*field > kLargest || (*end != '\t' && *end != '\0')) return false;
    text = *end == '\t' ? end + 1 : end;
  }
  return true;
}

Failure<std::string> refuse(const std::filesystem::path& table, std::size_t row,
                            const std::string& what) {
  return Failure{table.string() + ": row " + std::to_string(row + 1) + " " + what};
}

}  // namespace

Result<std::vector<int>, std::string> read_writers(const std::filesystem::path& table,
                                                   std::span<const unsigned char> labels) {
  auto file = GzipFile::open(table);
  if (!file)
    return Failure{file.error() +
                   "; name QMNIST's label table (qmnist-train-labels.tsv.gz) with --writers"};
  std::vector<int> writers;
  std::map<std::pair<long, long>, int> numbers;
  std::string text;
  while (file.value().read_line(text) && writers.size() < labels.size()) {
    Row row{};
    if (!read_row(text.c_str(), row))
      return refuse(table, writers.size(), "does not begin with three tab-separated whole numbers");
    const long label = labels[writers.size()];
    if (row.label != label)
      return refuse(table, writers.size(),
                    "says " + std::to_string(row.label) + " where the picture's label is " +
                        std::to_string(label) + "; is the table in MNIST's order?");
    writers.push_back(
        numbers.emplace(std::pair(row.part, row.writer), static_cast<int>(numbers.size()))
            .first->second);
  }
  if (file.value().is_damaged())
    return Failure{table.string() + ": is a damaged gzip file; fetch it again"};
  if (writers.size() < labels.size())
    return Failure{table.string() + ": holds " + std::to_string(writers.size()) + " rows for " +
                   std::to_string(labels.size()) + " pictures"};
  return writers;
}

Split split_writers(std::span<const int> writers, double fraction, std::uint64_t seed) {
  const int count = writers.empty() ? 0 : *std::max_element(writers.begin(), writers.end()) + 1;
  const std::vector<int> order =
      random_order(count, random_key(seed, Purpose::kSplit, {kByWriters}));
  const auto held = std::max<std::ptrdiff_t>(std::min(count, 1), std::lround(count * fraction));
  std::vector<char> held_out(static_cast<std::size_t>(count));
  std::for_each(order.begin(), order.begin() + held,
                [&](int writer) { held_out[static_cast<std::size_t>(writer)] = 1; });
  Split split;
  for (std::size_t i = 0; i < writers.size(); ++i)
    (held_out[static_cast<std::size_t>(writers[i])] ? split.validation : split.training)
        .push_back(static_cast<int>(i));
  return split;
}

}  // namespace second_opinion
