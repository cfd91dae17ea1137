// Covers native_trainer/studies/sweep/sweep_table: the CSV can be read back, the best come first.
#include "native_trainer/studies/sweep/sweep_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/support/sweep_data.hpp"

namespace second_opinion {
namespace {

// RFC 4180 in small: fields, quotes, doubled quotes.
std::vector<std::vector<std::string>> parse_csv(const std::string& text) {
  std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"')
      lines.back().back() += text[i++];
    else if (c == '"')
      quoted = !quoted;
    else if (quoted)
      lines.back().back() += c;
    else if (c == ',')
      lines.back().emplace_back();
    else if (c == '\n')
      lines.emplace_back(1);
    else
      lines.back().back() += c;
  }
  lines.pop_back();
  return lines;
}

TEST(SweepTable, TheCsvReadsBack) {
  const auto rows = testing::made_up_rows(testing::small_grid());
  const auto lines = parse_csv(sweep_csv(rows));
  ASSERT_EQ(lines.size(), rows.size() + 1);
  std::map<std::string, std::size_t> column;
  for (std::size_t c = 0; c < lines[0].size(); ++c) column[lines[0][c]] = c;
  EXPECT_EQ(column.size(), sweep_columns().size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& line = lines[i + 1];
    ASSERT_EQ(line.size(), lines[0].size());
    EXPECT_EQ(line[column["run"]], std::to_string(i + 1));
    EXPECT_EQ(line[column["optimizer"]], rows[i].run.optimizer);
    EXPECT_EQ(line[column["learning_rate"]], "0.01");
    if (rows[i].ok()) {
      EXPECT_EQ(line[column["state"]], "ok");
      EXPECT_NEAR(std::stod(line[column["validation_accuracy"]]), rows[i].validation.accuracy,
                  1e-9);
      EXPECT_NEAR(std::stod(line[column["test_mae"]]), rows[i].test.mae, 1e-9);
    } else {
      EXPECT_EQ(line[column["state"]], "failed: " + rows[i].failure);
      EXPECT_EQ(line[column["validation_accuracy"]], "");
      EXPECT_EQ(line[column["test_accuracy"]], "");
    }
  }
}

TEST(SweepTable, TheBestComeFirstAndByValidationAlone) {
  auto rows = testing::made_up_rows(testing::small_grid());
  rows[0].test.accuracy = 1;
  rows[6].validation.accuracy = rows[7].validation.accuracy;
  rows[6].validation.mse = rows[7].validation.mse / 2;
  const auto best = best_rows(rows);
  ASSERT_EQ(best.size(), rows.size() - 1) << "failed runs are not among them";
  EXPECT_EQ(best[0], &rows[6]) << "equal accuracy: less squared error wins";
  EXPECT_EQ(best[1], &rows[7]);
  EXPECT_EQ(best.back(), &rows[0]);
}

}  // namespace
}  // namespace second_opinion
