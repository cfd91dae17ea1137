// Covers native_trainer/commands/novelty.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "core/csv/csv_image.hpp"
#include "tests/support/command_line.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using NoveltyCommand = testing::CommandLine;

TEST_F(NoveltyCommand, TeachesNoveltyAndChangesNothingElse) {
  ASSERT_EQ(train(), kExitDone) << error_;
  ASSERT_EQ(run({"novelty", "--weights", path("small.weights"), "--out", path("judging.weights"),
                 "--json", path("novelty.json"), "--data", folder_.path().string(), "--digits",
                 "40", "--others", "20", "--warned", "0.1"}),
            kExitDone)
      << error_;
  const WeightsFile before = load_weights(folder_ / "small.weights").value(),
                    after = load_weights(folder_ / "judging.weights").value();
  ASSERT_TRUE(after.novelty.has_value());
  EXPECT_EQ(after.provenance, before.provenance);
  for (std::size_t p = 0; p < before.network.parameters.size(); ++p)
    EXPECT_EQ(after.network.parameters[p].values, before.network.parameters[p].values);
  const auto text = read_file(folder_ / "novelty.json", 1 << 20).value();
  const auto json = nlohmann::json::parse(text.begin(), text.end());
  EXPECT_EQ(json["networks"][0]["families"].size(), 12u);
  const auto& warned = json["networks"][0]["warned"];
  EXPECT_LE(warned.value("threshold_half", 0.0), 0.1);
  EXPECT_GE(warned["held_out"].get<double>(), warned["held_out_interval"][0].get<double>());
  EXPECT_LE(warned["held_out"].get<double>(), warned["held_out_interval"][1].get<double>());
  EXPECT_EQ(json["digits"].get<int>(), 3 * 40);
  EXPECT_LE(std::abs(json["threshold_images"].get<int>() - json["images"].get<int>()), 1);
  EXPECT_EQ(run({"novelty", "--weights", "a,b", "--out", "c"}), kExitUsage);

  ASSERT_EQ(
      write_file(folder_ / "three.csv", print_csv_image(DigitImage::from_bytes(data_.image(3)))),
      std::nullopt);
  ASSERT_EQ(run({"classify", "--weights", path("small.weights") + "," + path("judging.weights"),
                 path("three.csv")}),
            kExitDone);
  EXPECT_THAT(out_.substr(0, out_.find('\n')), ::testing::Not(HasSubstr("novelty")));
  EXPECT_THAT(out_.substr(out_.find('\n')), HasSubstr("novelty 0."));
}

}  // namespace
}  // namespace second_opinion
