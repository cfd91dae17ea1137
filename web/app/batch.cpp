// Order, pages, sentences and the CSV file of batch.hpp.
#include "web/app/batch.hpp"

#include <algorithm>
#include <cstdio>
#include <numeric>

#include "core/base/sort_few.hpp"

namespace second_opinion {
namespace {

bool is_figure(char c) {
  return c >= '0' && c <= '9';
}

// The run of figures or the single other character at the start of `text`, taken off it.
std::string_view take_part(std::string_view& text) {
  std::size_t size = 1;
  if (is_figure(text[0])) {
    while (size < text.size() && is_figure(text[size])) ++size;
  }
  const std::string_view part = text.substr(0, size);
  text.remove_prefix(size);
  return part;
}

// Below 0 where a comes first. Numbers in names count as numbers: "digit 9" before "digit 10".
int compare_names(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const std::string_view first = take_part(a), second = take_part(b);
    const bool numbers = is_figure(first[0]) && is_figure(second[0]);
    const int lengths = static_cast<int>(first.size()) - static_cast<int>(second.size());
    if (numbers && lengths != 0) return lengths;
    if (const int order = first.compare(second); order != 0) return order;
  }
  return static_cast<int>(a.size()) - static_cast<int>(b.size());
}

// What a column holds of a row, as a number: digits first by what they are, then by how sure.
float sort_key(const Reading& reading, BatchOrder by) {
  const auto answer = [](const Classification& opinion) {
    const auto digit = static_cast<std::size_t>(opinion.digit);
    return static_cast<float>(opinion.digit) + 0.5f * opinion.probabilities[digit];
  };
  switch (by) {
    case BatchOrder::kCnn:
      return answer(reading.cnn);
    case BatchOrder::kTransformer:
      return answer(reading.transformer);
    case BatchOrder::kDoubt:
      return reading.doubt().value_or(0);
    case BatchOrder::kVerdict:
      return reading.looks_unlike_a_digit() ? 2.0f : reading.agree() ? 0.0f : 1.0f;
    case BatchOrder::kOffered:
    case BatchOrder::kFile:
      return 0;
  }
  return 0;
}

struct Counts {
  int read = 0, agreed = 0, refused = 0, doubted = 0;
};

Counts count(const Batch& batch) {
  Counts counts;
  for (const BatchRow& row : batch.rows) {
    counts.refused += !row.refusal.empty();
    if (!row.reading) continue;
    ++counts.read;
    counts.agreed += row.reading->agree();
    counts.doubted += row.reading->looks_unlike_a_digit();
  }
  return counts;
}

std::string describe_progress(const Batch& batch) {
  if (batch.picture || batch.expected == 1) return "Looking for digits …";
  return "Reading file " + std::to_string(std::min(batch.taken + 1, batch.expected)) + " of " +
         std::to_string(batch.expected) + " …";
}

// Text as a cell of a CSV file. A spreadsheet would take one that begins like a formula for one.
std::string csv_cell(std::string_view text) {
  std::string cell = "\"";
  if (!text.empty() && std::string_view("=+-@\t").find(text[0]) != std::string_view::npos)
    cell += '\'';
  for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
  return cell + '"';
}

std::string share(float value) {
  char text[16];
  std::snprintf(text, sizeof text, "%.4f", static_cast<double>(value));
  std::replace(text, text + sizeof text, ',', '.');  // whatever the locale says
  return text;
}

std::string csv_opinion(const Classification& opinion) {
  return std::to_string(opinion.digit) + "," +
         share(opinion.probabilities[static_cast<std::size_t>(opinion.digit)]);
}

}  // namespace

std::string_view title_of(const BatchColumn& column, const Batch& batch) {
  return column.order == BatchOrder::kFile && batch.picture ? "Digit" : column.title;
}

std::optional<BatchControl> way_back(const Batch& batch) {
  if (!batch.open || batch.rows.size() < 2) return std::nullopt;
  return BatchControl{"back-to-all", batch.picture ? "Back to the picture" : "Back to the table"};
}

void sort_batch(Batch& batch, BatchOrder by) {
  batch.descending = by != BatchOrder::kOffered && by == batch.sorted_by && !batch.descending;
  batch.sorted_by = by;
  batch.page = 0;
  batch.order.resize(batch.rows.size());
  std::iota(batch.order.begin(), batch.order.end(), std::size_t{0});
  if (by == BatchOrder::kOffered) return;
  sort_few(batch.order, [&](std::size_t a, std::size_t b) {
    const BatchRow& first = batch.rows[a];
    const BatchRow& second = batch.rows[b];
    float order = 0;
    if (by == BatchOrder::kFile) {
      order = static_cast<float>(compare_names(first.file, second.file));
      if (order == 0) order = static_cast<float>(first.number - second.number);
    } else {
      if (!first.reading || !second.reading) return first.reading && !second.reading;
      order = sort_key(*first.reading, by) - sort_key(*second.reading, by);
    }
    return batch.descending ? order > 0 : order < 0;
  });
}

int batch_pages(const Batch& batch) {
  return std::max(1, (static_cast<int>(batch.rows.size()) + kBatchPageRows - 1) / kBatchPageRows);
}

void turn_to_row(Batch& batch, std::size_t row) {
  const auto at = std::find(batch.order.begin(), batch.order.end(), row);
  if (at != batch.order.end())
    batch.page = static_cast<int>(at - batch.order.begin()) / kBatchPageRows;
}

std::string describe_batch(const Batch& batch) {
  if (!batch.done()) return describe_progress(batch);
  const Counts counts = count(batch);
  const std::string what = count_of(counts.read, "digit") + (batch.picture ? " found" : " read");
  if (counts.read == 0) return "None of these files could be read.";
  if (counts.agreed == counts.read)
    return what + (counts.read == 1 ? ": both networks agree." : ": both networks agree on all.");
  return what + ": the networks agree on " + std::to_string(counts.agreed) +
         " and disagree about " + std::to_string(counts.read - counts.agreed) + ".";
}

std::string describe_batch_details(const Batch& batch) {
  if (!batch.done()) return "";
  const Counts counts = count(batch);
  std::string text;
  if (counts.refused > 0)
    text += count_of(counts.refused, "file") + (counts.refused == 1 ? " was" : " were") +
            " refused, for the reason given in the table. ";
  if (counts.doubted > 0)
    text += (counts.doubted == 1 ? "One looks" : std::to_string(counts.doubted) + " look") +
            " like no digit to the networks, which must name one all the same. ";
  if (batch.files > batch.expected)
    text += "Of " + std::to_string(batch.files) + " files the first " +
            std::to_string(batch.expected) + " were taken. ";
  if (batch.rows_left_out)
    text += "The table ends with " + std::to_string(kMostBatchRows) + " digits; there were more. ";
  return text + (batch.picture ? "Press a frame or a row for the whole result."
                               : "Press a row for its whole result.");
}

std::string digits_in_order(const Batch& batch, Reader reader) {
  std::string text;
  const BatchRow* last = nullptr;
  for (const BatchRow& row : batch.rows) {
    if (!row.reading) continue;
    // Digits come in reading order: one that begins further left begins a line.
    if (last && row.frame.x + row.frame.w / 2 < last->frame.x) text += '\n';
    const Classification& opinion =
        reader == Reader::kCnn ? row.reading->cnn : row.reading->transformer;
    text += static_cast<char>('0' + opinion.digit);
    last = &row;
  }
  return text;
}

std::string name_of(const BatchRow& row, bool with_file) {
  if (row.number == 0) return row.file;
  if (!with_file) return "Digit " + std::to_string(row.number);
  return row.file + ", digit " + std::to_string(row.number);
}

std::string_view verdict_of(const BatchRow& row) {
  if (!row.reading) return "";
  if (row.reading->looks_unlike_a_digit()) return "no digit?";
  return row.reading->agree() ? "agree" : "disagree";
}

std::string batch_csv(const Batch& batch) {
  std::string text =
      "file,number,cnn,cnn_probability,transformer,transformer_probability,doubt,verdict,"
      "refusal\r\n";
  for (const std::size_t index : batch.order) {
    const BatchRow& row = batch.rows[index];
    text += csv_cell(row.file) + "," + (row.number > 0 ? std::to_string(row.number) : "") + ",";
    if (row.reading) {
      const std::optional<float> doubt = row.reading->doubt();
      text += csv_opinion(row.reading->cnn) + "," + csv_opinion(row.reading->transformer) + "," +
              (doubt ? share(*doubt) : "") + "," + std::string(verdict_of(row)) + ",";
    } else {
      text += ",,,,,," + (row.refusal.empty() ? "" : csv_cell(row.refusal));
    }
    text += "\r\n";
  }
  return text;
}

}  // namespace second_opinion
