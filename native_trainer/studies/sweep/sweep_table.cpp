// Each column is a line of one table with a function that reads its cell from a row.
#include "native_trainer/studies/sweep/sweep_table.hpp"

#include <algorithm>
#include <cstdio>

namespace second_opinion {
namespace {

SweepCell measured(const SweepRow& row, double value) {
  if (!row.ok()) return std::monostate();
  return value;
}

// Before anything ran, a network that cannot be built has no parameters either.
SweepCell known(double value) {
  if (value == 0) return std::monostate();
  return value;
}

using R = const SweepRow&;
constexpr SweepColumn kColumns[] = {
    {"run", "Run", SweepFormat::kCount,
     [](R r) -> SweepCell { return static_cast<double>(r.run.number); }},
    {"optimizer", "Optimizer", SweepFormat::kText,
     [](R r) -> SweepCell { return r.run.optimizer; }},
    {"loss", "Loss", SweepFormat::kText, [](R r) -> SweepCell { return r.run.loss; }},
    {"learning_rate", "Learning rate", SweepFormat::kRate,
     [](R r) -> SweepCell { return r.run.learning_rate; }},
    {"channels", "Channels", SweepFormat::kCount,
     [](R r) -> SweepCell { return static_cast<double>(r.run.channels); }},
    {"convolutions", "Convolutions", SweepFormat::kCount,
     [](R r) -> SweepCell { return static_cast<double>(r.run.convolutions); }},
    {"dense", "Dense layers", SweepFormat::kCount,
     [](R r) -> SweepCell { return static_cast<double>(r.run.dense); }},
    {"seed", "Seed", SweepFormat::kCount,
     [](R r) -> SweepCell { return static_cast<double>(r.run.seed); }},
    {"parameters", "Parameters", SweepFormat::kCount,
     [](R r) { return known(static_cast<double>(r.parameters)); }},
    {"multiply_adds", "Multiply-adds", SweepFormat::kCount,
     [](R r) { return known(r.multiply_adds); }},
    {"state", "State", SweepFormat::kText,
     [](R r) -> SweepCell { return r.ok() ? "ok" : "failed: " + r.failure; }},
    {"best_epoch", "Best epoch", SweepFormat::kCount,
     [](R r) { return measured(r, r.best_epoch); }},
    {"train_loss", "Train loss", SweepFormat::kLoss, [](R r) { return measured(r, r.train.loss); }},
    {"train_mse", "Train MSE", SweepFormat::kLoss, [](R r) { return measured(r, r.train.mse); }},
    {"train_mae", "Train MAE", SweepFormat::kLoss, [](R r) { return measured(r, r.train.mae); }},
    {"train_accuracy", "Train accuracy", SweepFormat::kShare,
     [](R r) { return measured(r, r.train.accuracy); }},
    {"validation_loss", "Validation loss", SweepFormat::kLoss,
     [](R r) { return measured(r, r.validation.loss); }},
    {"validation_mse", "Validation MSE", SweepFormat::kLoss,
     [](R r) { return measured(r, r.validation.mse); }},
    {"validation_mae", "Validation MAE", SweepFormat::kLoss,
     [](R r) { return measured(r, r.validation.mae); }},
    {"validation_accuracy", "Validation accuracy", SweepFormat::kShare,
     [](R r) { return measured(r, r.validation.accuracy); }},
    {"test_loss", "Test loss", SweepFormat::kLoss, [](R r) { return measured(r, r.test.loss); }},
    {"test_mse", "Test MSE", SweepFormat::kLoss, [](R r) { return measured(r, r.test.mse); }},
    {"test_mae", "Test MAE", SweepFormat::kLoss, [](R r) { return measured(r, r.test.mae); }},
    {"test_accuracy", "Test accuracy", SweepFormat::kShare,
     [](R r) { return measured(r, r.test.accuracy); }},
};

std::string csv_text(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string csv_cell(const SweepCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return csv_text(*text);
  if (const auto* number = std::get_if<double>(&cell)) {
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.10g", *number);
    return digits;
  }
  return "";
}

}  // namespace

std::span<const SweepColumn> sweep_columns() {
  return kColumns;
}

std::string sweep_csv(std::span<const SweepRow> rows) {
  std::string csv;
  const auto add_line = [&](const auto& text_of) {
    bool first = true;
    for (const SweepColumn& column : kColumns) {
      if (!first) csv += ',';
      csv += text_of(column);
      first = false;
    }
    csv += '\n';
  };
  add_line([](const SweepColumn& column) { return std::string(column.key); });
  for (const SweepRow& row : rows)
    add_line([&](const SweepColumn& column) { return csv_cell(column.cell(row)); });
  return csv;
}

std::vector<const SweepRow*> best_rows(std::span<const SweepRow> rows) {
  std::vector<const SweepRow*> best;
  for (const SweepRow& row : rows)
    if (row.ok()) best.push_back(&row);
  std::stable_sort(best.begin(), best.end(), [](const SweepRow* a, const SweepRow* b) {
    if (a->validation.accuracy != b->validation.accuracy)
      return a->validation.accuracy > b->validation.accuracy;
    return a->validation.mse < b->validation.mse;
  });
  return best;
}

}  // namespace second_opinion
