// Covers native_trainer/commands/stress.cpp.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/command_line.hpp"

namespace second_opinion {
namespace {

using StressCommand = testing::CommandLine;

TEST_F(StressCommand, WritesTheStressTableAndItsSheet) {
  ASSERT_EQ(train(), kExitDone) << error_;
  ASSERT_EQ(run({"stress", "--weights", path("small.weights"), "--out", path("studies/stress.json"),
                 "--data", folder_.path().string(), "--images", "8"}),
            kExitDone)
      << error_;
  const auto text = read_file(folder_ / "studies/stress.json", 1 << 20).value();
  const auto json = nlohmann::json::parse(text.begin(), text.end());
  EXPECT_EQ(json["images"], 8);
  EXPECT_EQ(json["rows"].size(), 45u);
  EXPECT_EQ(json["networks"][0]["unseen"], true);
  EXPECT_TRUE(json["networks"][0]["clean"]["accuracy"].is_number());
  double sum = 0, worst = 1;
  for (const auto& row : json["rows"]) {
    sum += row["accuracy"]["small"].get<double>();
    worst = std::min(worst, row["accuracy"]["small"].get<double>());
  }
  EXPECT_NEAR(json["networks"][0]["mean"].get<double>(), sum / 45, 1e-5);
  EXPECT_NEAR(json["networks"][0]["worst"].get<double>(), worst, 1e-6);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "studies" / json["sheet"].get<std::string>()));
}

}  // namespace
}  // namespace second_opinion
