// Covers native_trainer/report/report_studies.cpp.
#include "native_trainer/report/report_studies.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "native_trainer/io/disk.hpp"
#include "tests/support/sample_document.hpp"
#include "tests/support/temporary_folder.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

class StudiesFolder : public ::testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) {
    ASSERT_EQ(write_file(folder_ / name, text), std::nullopt);
  }
  std::string complaint(const std::string& name, const std::string& text) {
    write(name, text);
    const auto studies = read_studies(folder_.path());
    std::filesystem::remove(folder_ / name);
    EXPECT_FALSE(studies.ok()) << name;
    return studies.ok() ? "" : studies.error();
  }
  const testing::TemporaryFolder folder_;
};

TEST_F(StudiesFolder, ReadsTheStudiesItKnowsAndPassesOthersOn) {
  write("own.json", R"({"schema":1,"z":[0.1,1e-7],"a":{"b":"ü"}})");
  write("seeds.json", write_study(testing::sample_seeds()));
  write("sweep.csv", "not a study");
  const auto studies = read_studies(folder_.path());
  ASSERT_TRUE(studies.ok()) << studies.error();
  ASSERT_EQ(studies.value().others.entries.size(), 1u);
  EXPECT_EQ(studies.value().others.entries[0].first, "own");
  EXPECT_EQ(studies.value().others.entries[0].second.text,
            R"({"a":{"b":"ü"},"schema":1,"z":[0.1,1e-07]})");
  EXPECT_EQ(studies.value().seeds.networks.find("cnn")->seeds[2].errors, 29);
  EXPECT_TRUE(studies.value().sweep.empty());
}

TEST_F(StudiesFolder, NamesTheFieldThatIsWrong) {
  std::string text = write_study(testing::sample_seeds());
  text.replace(text.find("10000"), 5, "\"all\"");
  EXPECT_THAT(complaint("seeds.json", text), HasSubstr("seeds.images: must be a whole number"));
}

TEST_F(StudiesFolder, AnEmptyFolderHasNone) {
  EXPECT_TRUE(read_studies(folder_.path()).value().others.empty());
  EXPECT_THAT(read_studies(folder_ / "none").error(), HasSubstr("none: cannot be read"));
}

TEST_F(StudiesFolder, WhatIsNoStudyIsRefusedByName) {
  EXPECT_THAT(complaint("a.json", "{"), HasSubstr("a.json: is no JSON object"));
  EXPECT_THAT(complaint("a.json", "[]"), HasSubstr("a.json: is no JSON object"));
  EXPECT_THAT(complaint("a.json", "{}"), HasSubstr("\"schema\": 1"));
  EXPECT_THAT(complaint("a.json", R"({"schema":2})"), HasSubstr("\"schema\": 1"));
  EXPECT_THAT(complaint("a.json", R"({"schema":"1"})"), HasSubstr("\"schema\": 1"));
  EXPECT_THAT(complaint("A b.json", R"({"schema":1})"), HasSubstr("A b.json"));
  EXPECT_THAT(
      complaint("a.json", R"({"schema":1,"x":")" + std::string(kMaxStudyBytes, 'x') + "\"}"),
      HasSubstr("larger"));
}

}  // namespace
}  // namespace second_opinion
