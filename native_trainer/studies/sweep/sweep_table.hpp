// The columns of a sweep, defined once for CSV, workbook and JSON.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "native_trainer/studies/sweep/sweep_row.hpp"

namespace second_opinion {

// Empty = not measured, because the run failed.
using SweepCell = std::variant<std::monostate, std::string, double>;

enum class SweepFormat { kText, kCount, kRate, kLoss, kShare };

struct SweepColumn {
  const char* key;    // in CSV and JSON
  const char* title;  // in the workbook
  SweepFormat format;
  SweepCell (*cell)(const SweepRow& row);
};

std::span<const SweepColumn> sweep_columns();

// Header, then one line per row; RFC 4180 quoting, LF, numbers with a point.
std::string sweep_csv(std::span<const SweepRow> rows);

// Finished rows, best first: by validation accuracy, then by validation MSE,
// which unlike the loss is the same measure in every row, then in grid order.
std::vector<const SweepRow*> best_rows(std::span<const SweepRow> rows);

}  // namespace second_opinion
