// Covers native_trainer/data/provenance.cpp.
#include "native_trainer/data/provenance.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_networks.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using namespace testing;
using Json = nlohmann::ordered_json;

WeightsFile file_saying(const std::string& provenance) {
  WeightsFile file = weights_file(linear_spec());
  file.provenance = provenance;
  return file;
}

TEST(Provenance, IsEmptyWhenTheTextIsNoObject) {
  for (const char* text : {"", "no JSON", "[1]", "3"})
    EXPECT_EQ(read_provenance(file_saying(text)), Json::object()) << text;
}

TEST(Provenance, CompactKeepsWhatTheReportShows) {
  const Json whole{{"recipe",
                    {{"name", "nano"},
                     {"layers", {1, 2, 3}},
                     {"epochs", 40},
                     {"optimizer", {{"kind", "adamw"}}},
                     {"description", "long"},
                     {"sub_batch", 32}}},
                   {"seed", 7},
                   {"full", true},
                   {"temperature", 1.1}};
  const Json compact = compact_provenance(whole);
  EXPECT_EQ(compact["recipe"],
            Json({{"name", "nano"}, {"epochs", 40}, {"optimizer", {{"kind", "adamw"}}}}));
  EXPECT_EQ(compact["seed"], 7);
  EXPECT_EQ(compact["full"], true);
  EXPECT_EQ(compact["recipe_crc32"].get<std::string>().size(), 8u);
  Json other = whole;
  other["recipe"]["sub_batch"] = 16;
  EXPECT_NE(compact_provenance(other)["recipe_crc32"], compact["recipe_crc32"])
      << "what was left out still counts";
  EXPECT_EQ(compact_provenance(Json::object()), Json::object());
}

TEST(Provenance, PicturesAreUnseenOnlyByAValidationRunOfTheSameSplit) {
  const Dataset train = bars_dataset(50);
  const auto unseen = [&](const char* text) {
    return judging_pictures(file_saying(text), train).unseen;
  };
  EXPECT_TRUE(unseen(R"({"full":false,"validation_images":10})"));
  EXPECT_TRUE(unseen(R"({"full":false,"validation_images":10,"split":"random"})"));
  EXPECT_FALSE(unseen(R"({"full":false,"validation_images":10,"split":"writers"})"));
  EXPECT_FALSE(unseen(R"({"full":true,"validation_images":10})"));
  EXPECT_FALSE(unseen(R"({"full":false,"validation_images":5})"));
  EXPECT_FALSE(unseen(R"({"full":false})"));
  EXPECT_FALSE(unseen(R"({"full":"false","validation_images":"10"})"));
  EXPECT_FALSE(unseen(""));
  const JudgingPictures pictures = judging_pictures(file_saying(""), train);
  EXPECT_EQ(pictures.held_out.size(), 10);
  EXPECT_EQ(pictures.training.size(), 40);
}

}  // namespace
}  // namespace second_opinion
