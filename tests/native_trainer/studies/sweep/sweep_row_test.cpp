// Covers native_trainer/studies/sweep/sweep_row: rows come back as they were, foreign and broken
// ones are refused.
#include "native_trainer/studies/sweep/sweep_row.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sweep_data.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

TEST(SweepRow, ComesBackAsItWas) {
  for (const SweepRow& row : testing::made_up_rows(testing::small_grid())) {
    const std::string text = encode_sweep_row(row, "grid A");
    const auto back = decode_sweep_row(text, "grid A", row.run);
    ASSERT_TRUE(back.ok()) << back.error();
    EXPECT_EQ(encode_sweep_row(back.value(), "grid A"), text);
    EXPECT_EQ(back.value().run.number, row.run.number);
    EXPECT_EQ(back.value().failure, row.failure);
    EXPECT_EQ(back.value().validation.accuracy, row.validation.accuracy);
    EXPECT_EQ(back.value().wrong, row.wrong);
    EXPECT_EQ(back.value().confusion, row.confusion);
  }
}

TEST(SweepRow, ForeignRowsAreRefused) {
  const auto rows = testing::made_up_rows(testing::small_grid());
  const std::string text = encode_sweep_row(rows[0], "grid A");
  EXPECT_THAT(decode_sweep_row(text, "grid B", rows[0].run).error(), HasSubstr("another grid"));
  EXPECT_THAT(decode_sweep_row(text, "grid A", rows[1].run).error(), HasSubstr("another grid"));
}

TEST(SweepRow, BrokenRowsAreRefused) {
  const SweepRow row = testing::made_up_rows(testing::small_grid()).front();
  const std::string text = encode_sweep_row(row, "A");
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string broken = text;
    broken.replace(broken.find(from), from.size(), to);
    EXPECT_FALSE(decode_sweep_row(broken, "A", row.run).ok()) << to;
  };
  refused("\"schema\":1", "\"schema\":2");
  refused("\"best_epoch\":2", "\"best_epoch\":\"two\"");
  refused("\"accuracy\":0.95", "\"accuracy\":9.5");
  refused("\"wrong\":[4,7]", "\"wrong\":[4,-7]");
  refused("\"confusion\":[[", "\"confusion\":[[1,");
  EXPECT_FALSE(decode_sweep_row(text.substr(0, text.size() / 2), "A", row.run).ok());
  EXPECT_FALSE(decode_sweep_row("", "A", row.run).ok());
}

}  // namespace
}  // namespace second_opinion
