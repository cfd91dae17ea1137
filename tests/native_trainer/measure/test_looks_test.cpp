// Covers native_trainer/measure/test_looks.cpp.
#include "native_trainer/measure/test_looks.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

const std::string kLog =
    "# Looks\n\n| date | look | network | declared run | seed | errors |\n| --- | ---: | --- | --- "
    "| ---: | ---: |\n"
    "| 2026-01-01 | 1 | `cnn.weights` | `recipes/cnn.json --full` | 0 | 34 |\n\nMore text.\n";

TEST(TestLooks, NewLooksGoToTheEndOfTheTable) {
  const auto logged =
      log_looks(kLog, {{"cnn.weights", "cnn", 0xabc, 0, 31}, {"cnn_s1.weights", "cnn", 2, 1, 30}},
                "2026-01-02");
  ASSERT_TRUE(logged.ok()) << logged.error();
  const std::string first =
      "| 2026-01-02 | 2 | `cnn.weights` | `recipes/cnn.json --full`, file 00000abc | 0 | 31 |";
  const std::string second =
      "| 2026-01-02 | 1 | `cnn_s1.weights` | `recipes/cnn.json --full`, file 00000002 | 1 | 30 |";
  EXPECT_EQ(logged.value().rows, (std::vector{first, second}));
  std::string expected = kLog;
  expected.insert(expected.find("\nMore"), first + "\n" + second + "\n");
  EXPECT_EQ(logged.value().text, expected);
}

TEST(TestLooks, MeasuringTheSameFileAgainIsNoNewLook) {
  const std::vector<TestLook> looks{{"cnn.weights", "cnn", 7, 0, 34}};
  const auto once = log_looks(kLog, looks, "2026-01-02");
  const auto twice = log_looks(once.value().text, looks, "2026-01-03");
  EXPECT_EQ(once.value().rows.size(), 1u) << "the old row names no file";
  EXPECT_TRUE(twice.value().rows.empty());
  EXPECT_EQ(twice.value().text, once.value().text);
  const auto anew = log_looks(once.value().text, {{"cnn.weights", "cnn", 8, 0, 34}}, "2026-01-03");
  EXPECT_EQ(anew.value().rows.size(), 1u) << "another file is another look, whatever its errors";
}

TEST(TestLooks, ALogWithoutItsTableIsRefused) {
  EXPECT_FALSE(log_looks("# Looks\n", {}, "2026-01-02").ok());
}

}  // namespace
}  // namespace second_opinion
