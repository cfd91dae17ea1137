// Several digits that came together: the files of one offer, or all that is found on one picture.
// Each has a row with its reading, or with the reason why it was refused. Order, pages, sentences
// and the table as a file stand here; what comes in and which row is open is App's to decide.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/reading.hpp"
#include "web/app/shown_picture.hpp"
#include "web/host/control.hpp"

namespace second_opinion {

// More would take long, and nobody could survey it. Visitors are told what was left out.
inline constexpr int kMostBatchFiles = 500;
inline constexpr std::size_t kMostBatchRows = 1000;

struct BatchRow {
  std::string file;                  // its name, made printable
  int number = 0;                    // of a digit on a picture, from 1; 0: the file is one digit
  Rect frame{};                      // where on the picture, as shares of its sides
  std::string refusal{};             // why there is no digit; empty: there is one
  std::optional<Reading> reading{};  // of the digit
};

// What the rows can be sorted by; kOffered is the order in which everything came.
enum class BatchOrder : unsigned char { kOffered, kFile, kCnn, kTransformer, kDoubt, kVerdict };

struct Batch {
  int number = 0;    // another one for every batch
  int files = 0;     // that were offered
  int expected = 0;  // of these are taken
  int taken = 0;     // of these have arrived
  std::vector<BatchRow> rows{};
  std::size_t judged = 0;            // rows from the first on with which the networks are done
  bool rows_left_out = false;        // there were more than kMostBatchRows
  std::vector<std::size_t> order{};  // of the rows, as they are shown
  BatchOrder sorted_by = BatchOrder::kOffered;
  bool descending = false;
  int page = 0;                           // of the table, from 0
  std::optional<std::size_t> open{};      // the row whose whole result shows
  std::optional<ShownPicture> picture{};  // on which all rows were found

  bool done() const { return taken == expected && judged == rows.size(); }
};

// The columns of the table. Their heads sort by them; "Name" reads "Digit" where all rows are of
// one picture.
struct BatchColumn {
  BatchOrder order;
  std::string_view id;  // of the head as a control
  std::string_view title;
  std::string_view label;  // for screen readers
};
inline constexpr BatchColumn kBatchColumns[] = {
    {BatchOrder::kFile, "sort-name", "Name", "Sort by name"},
    {BatchOrder::kCnn, "sort-cnn", "CNN", "Sort by the convolutional network's answer"},
    {BatchOrder::kTransformer, "sort-transformer", "Transformer",
     "Sort by the transformer's answer"},
    {BatchOrder::kDoubt, "sort-doubt", "Doubt", "Sort by doubt"},
    {BatchOrder::kVerdict, "sort-verdict", "Verdict", "Sort by whether they agree"},
};
std::string_view title_of(const BatchColumn& column, const Batch& batch);

struct BatchControl {
  std::string_view id;
  std::string_view label;
};

// What else can be pressed; rows and frames bear the row's number after the prefix.
inline constexpr std::string_view kRowPrefix = "row-";
inline constexpr std::string_view kFramePrefix = "frame-";
inline constexpr BatchControl kEarlierRows{"page-earlier", "Earlier"};
inline constexpr BatchControl kLaterRows{"page-later", "Later"};
inline constexpr BatchControl kTableDownload{"download-table", "Download as CSV"};
inline constexpr BatchControl kCopyDigits{"copy-digits", "Copy the digits"};
// From the one that is open to all of them; none where there is only one.
std::optional<BatchControl> way_back(const Batch& batch);

// By the same column a second time: the other way round. Rows without a reading stay at the end.
void sort_batch(Batch& batch, BatchOrder by);

// The table shows one page at a time: some hundred rows are as quick to draw and press as ten.
inline constexpr int kBatchPageRows = 12;
int batch_pages(const Batch& batch);
void turn_to_row(Batch& batch, std::size_t row);

// "Reading file 12 of 40 …" until it is done, then what came of it, in a sentence.
std::string describe_batch(const Batch& batch);
// What was refused, doubted or left out, and what can be done now.
std::string describe_batch_details(const Batch& batch);
// "digit.csv", "photo.jpg, digit 3", or "Digit 3" where all are of one picture.
std::string name_of(const BatchRow& row, bool with_file);
// "agree", "disagree", "no digit?"; empty without a reading.
std::string_view verdict_of(const BatchRow& row);

// What one network reads, in reading order: a line of digits for each line on the picture.
enum class Reader : unsigned char { kCnn, kTransformer };
std::string digits_in_order(const Batch& batch, Reader reader);

// The table as a CSV file, in the order in which it is shown.
std::string batch_csv(const Batch& batch);

}  // namespace second_opinion
