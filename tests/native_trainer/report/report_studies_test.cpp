// Covers native_trainer/report/report_studies.cpp.
#include "native_trainer/report/report_studies.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "native_trainer/io/disk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

class ReportStudies : public ::testing::Test {
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

TEST_F(ReportStudies, PassesEveryStudyOnWordForWord) {
  write("sweep.json", R"({"schema":1,"z":[0.1,1e-7],"a":{"b":"ü"}})");
  write("seeds_2.json", R"({"schema": 1})");
  write("sweep.csv", "not a study");
  const auto studies = read_studies(folder_.path());
  ASSERT_TRUE(studies.ok()) << studies.error();
  EXPECT_EQ(studies.value().dump(),
            R"({"seeds_2":{"schema":1},"sweep":{"schema":1,"z":[0.1,1e-07],"a":{"b":"ü"}}})");
}

TEST_F(ReportStudies, AnEmptyFolderHasNone) {
  EXPECT_EQ(read_studies(folder_.path()).value().size(), 0u);
  EXPECT_THAT(read_studies(folder_ / "none").error(), HasSubstr("none: cannot be read"));
}

TEST_F(ReportStudies, WhatIsNoStudyIsRefusedByName) {
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
