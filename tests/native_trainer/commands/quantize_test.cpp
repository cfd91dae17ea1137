// Covers native_trainer/commands/quantize.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "native_trainer/data/provenance.hpp"
#include "native_trainer/novelty/novelty_study.hpp"
#include "tests/support/command_line.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using QuantizeCommand = testing::CommandLine;

TEST_F(QuantizeCommand, QuantizesAndSaysOnWhichPictures) {
  ASSERT_EQ(train(), kExitDone) << error_;
  const auto quantize = [&](const std::string& name, std::vector<std::string> more) {
    std::vector<std::string> words{"quantize",           path(name), "--out",
                                   path("int8.weights"), "--data",   folder_.path().string()};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  };
  ASSERT_EQ(quantize("small.weights", {}), kExitDone) << error_;
  EXPECT_THAT(out_, HasSubstr("12 held-out pictures"));
  const auto bytes = read_file(folder_ / "int8.weights", 1 << 20).value();
  EXPECT_EQ(storage_of(bytes), Storage::kInt8PerColumn);
  const WeightsFile before = load_weights(folder_ / "small.weights").value(),
                    after = decode_weights(bytes).value();
  EXPECT_EQ(after.temperature, before.temperature);
  EXPECT_THAT(after.provenance,
              HasSubstr(R"("stored":{"from":"float16","as":"int8","clip":"outputs"})"));
  EXPECT_THAT(after.provenance, HasSubstr("\"layers\""));

  ASSERT_EQ(quantize("small.weights", {"--compact-provenance", "--clip", "weights"}), kExitDone)
      << error_;
  const WeightsFile compact = load_weights(folder_ / "int8.weights").value();
  EXPECT_LT(compact.provenance.size(), before.provenance.size());
  EXPECT_THAT(compact.provenance, ::testing::Not(HasSubstr("\"layers\"")));
  ASSERT_EQ(quantize("small.weights", {"--storage", "int4"}), kExitDone) << error_;
  EXPECT_EQ(storage_of(read_file(folder_ / "int8.weights", 1 << 20).value()),
            Storage::kInt4PerColumn);
  EXPECT_EQ(quantize("small.weights", {"--storage", "int2"}), kExitUsage);

  ASSERT_EQ(run({"train", path("small.json"), "--data", folder_.path().string(), "--out",
                 path("full.weights"), "--epochs", "1", "--full"}),
            kExitDone);
  ASSERT_EQ(quantize("full.weights", {"--storage", "float32"}), kExitDone) << error_;
  EXPECT_THAT(out_, HasSubstr("TRAINED"));
}

// A section that was fitted to other activations would warn of the wrong pictures.
TEST_F(QuantizeCommand, FitsTheNoveltySectionAnewWhereRoundingChangedWeights) {
  ASSERT_EQ(train(), kExitDone) << error_;
  ASSERT_EQ(run({"novelty", "--weights", path("small.weights"), "--out", path("judging.weights"),
                 "--data", folder_.path().string(), "--digits", "48", "--others", "12"}),
            kExitDone)
      << error_;
  const WeightsFile before = load_weights(folder_ / "judging.weights").value();
  const auto quantize = [&](const std::string& storage) {
    EXPECT_EQ(run({"quantize", path("judging.weights"), "--out", path("stored.weights"), "--data",
                   folder_.path().string(), "--storage", storage}),
              kExitDone)
        << error_;
    return load_weights(folder_ / "stored.weights").value();
  };
  const WeightsFile same = quantize("float16");
  EXPECT_EQ(same.novelty, before.novelty) << "the trained file is float16 already";
  EXPECT_THAT(out_, ::testing::Not(HasSubstr("novelty")));

  const WeightsFile rounded = quantize("int4");
  EXPECT_THAT(out_, HasSubstr("novelty section was fitted anew"));
  ASSERT_TRUE(rounded.novelty.has_value());
  EXPECT_NE(rounded.novelty, before.novelty);
  const JudgingPictures pictures = judging_pictures(before, data_);
  ThreadPool pool(1);
  const NoveltySettings settings{.digits = 48, .per_family = 12};
  EXPECT_EQ(rounded.novelty, fitted_novelty(rounded, novelty_examples(pictures.training, settings),
                                            pictures.held_out, settings.warned_share, pool))
      << "the section is that of the weights as they are stored";
}

TEST_F(QuantizeCommand, WritesTheStudyOfFiles) {
  ASSERT_EQ(train(), kExitDone) << error_;
  ASSERT_EQ(run({"files", "--weights", path("small.weights") + "," + path("small.weights"), "--out",
                 path("files.json"), "--data", folder_.path().string()}),
            kExitDone)
      << error_;
  const auto text = read_file(folder_ / "files.json", 1 << 20).value();
  const auto json = nlohmann::json::parse(text.begin(), text.end());
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["networks"].size(), 2u);
  EXPECT_EQ(json["networks"][0]["unseen"], true);
  EXPECT_EQ(run({"files", "--weights", path("none.weights"), "--data", folder_.path().string()}),
            kExitFailure);
}

}  // namespace
}  // namespace second_opinion
