// The table travels as arrays: as objects it would be five times as long.
#include "native_trainer/studies/sweep/sweep_study.hpp"

#include <algorithm>

#include "native_trainer/measure/report_network.hpp"
#include "native_trainer/studies/sweep/sweep_effects.hpp"
#include "native_trainer/studies/sweep/sweep_table.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kBest = 10;
constexpr double kGuessing = 0.2;

Json cell_json(const SweepRow& row, const SweepColumn& column) {
  const SweepCell cell = column.cell(row);
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  const auto* number = std::get_if<double>(&cell);
  if (number == nullptr) return nullptr;
  if (column.format == SweepFormat::kCount) return static_cast<std::int64_t>(*number);
  return rounded(*number, column.format == SweepFormat::kRate ? 9 : 6);
}

Json row_object(const SweepRow& row) {
  Json out = Json::object();
  for (const SweepColumn& column : sweep_columns()) out[column.key] = cell_json(row, column);
  return out;
}

Json table_rows(std::span<const SweepRow> rows) {
  Json out = Json::array();
  for (const SweepRow& row : rows) {
    Json line = Json::array();
    for (const SweepColumn& column : sweep_columns()) line.push_back(cell_json(row, column));
    out.push_back(std::move(line));
  }
  return out;
}

Json curves(const std::vector<EpochRecord>& epochs) {
  Json out = Json::object();
  for (const auto& [name, member] : {std::pair{"train_loss", &EpochRecord::train_loss},
                                     {"train_accuracy", &EpochRecord::train_accuracy},
                                     {"validation_loss", &EpochRecord::validation_loss},
                                     {"validation_accuracy", &EpochRecord::validation_accuracy}}) {
    Json values = Json::array();
    for (const EpochRecord& epoch : epochs) values.push_back(rounded(epoch.*member, 5));
    out[name] = std::move(values);
  }
  return out;
}

Json winner_json(const SweepRow& row, int test_images) {
  int right = 0;
  for (std::size_t digit = 0; digit < kDigitCount; ++digit) right += row.confusion[digit][digit];
  return {{"name", run_name(row.run)},
          {"test_errors", test_images - right},
          {"confusion", row.confusion},
          {"wrong", row.wrong},
          {"epochs", curves(row.epochs)}};
}

Json effects_json(std::span<const SweepRow> rows) {
  Json out = Json::array();
  for (const RateEffect& e : rate_effects(rows))
    out.push_back({{"loss", e.loss},
                   {"optimizer", e.optimizer},
                   {"learning_rate", e.learning_rate},
                   {"runs", e.runs},
                   {"failed", e.failed},
                   {"best", rounded(e.best, 6)},
                   {"median", rounded(e.median, 6)}});
  return out;
}

Json sizes_json(std::span<const SweepRow> rows) {
  Json out = Json::array();
  for (const SizeEffect& s : size_effects(rows))
    out.push_back({{"channels", s.channels},
                   {"convolutions", s.convolutions},
                   {"dense", s.dense},
                   {"parameters", s.parameters},
                   {"multiply_adds", s.multiply_adds},
                   {"runs", s.runs},
                   {"best", rounded(s.best, 6)},
                   {"mean", rounded(s.mean, 6)},
                   {"deviation", rounded(s.deviation, 6)},
                   {"test_mean", rounded(s.test_mean, 6)},
                   {"test_deviation", rounded(s.test_deviation, 6)}});
  return out;
}

}  // namespace

Json sweep_study(const SweepGrid& grid, const SweepData& data, std::span<const SweepRow> rows) {
  const auto count = [&](auto wanted) { return std::count_if(rows.begin(), rows.end(), wanted); };
  const auto best = best_rows(rows);
  Json columns = Json::array(), best_objects = Json::array();
  for (const SweepColumn& column : sweep_columns()) columns.push_back(column.key);
  for (std::size_t i = 0; i < std::min(best.size(), kBest); ++i)
    best_objects.push_back(row_object(*best[i]));
  return {{"schema", 1},
          {"name", grid.name},
          {"epochs", grid.epochs},
          {"batch", grid.batch},
          {"schedule", grid.schedule},
          {"training_images", data.training.size()},
          {"validation_images", data.validation.size()},
          {"test_images", data.test->size()},
          {"dense_units", grid.dense_units},
          {"factors",
           {{"optimizer", grid.optimizers},
            {"loss", grid.losses},
            {"learning_rate", grid.learning_rates},
            {"channels", grid.channels},
            {"convolutions", grid.convolutions},
            {"dense", grid.dense},
            {"seed", grid.seeds}}},
          {"runs", rows.size()},
          {"failed", count([](const SweepRow& row) { return !row.ok(); })},
          {"guessing", count([](const SweepRow& row) {
             return row.ok() && row.validation.accuracy < kGuessing;
           })},
          {"columns", columns},
          {"rows", table_rows(rows)},
          {"best", best_objects},
          {"winner", best.empty() ? Json(nullptr) : winner_json(*best.front(), data.test->size())},
          {"effects", effects_json(rows)},
          {"sizes", sizes_json(rows)},
          {"pictures",
           {{"optimizers", grid.name + "_optimizers.svg"}, {"sizes", grid.name + "_sizes.svg"}}}};
}

}  // namespace second_opinion
