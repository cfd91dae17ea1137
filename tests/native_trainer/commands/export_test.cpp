// Covers native_trainer/commands/export.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "native_trainer/export/onnx_export.hpp"
#include "tests/support/command_line.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using ExportCommand = testing::CommandLine;

TEST_F(ExportCommand, WritesWhatTheLibraryMakes) {
  ASSERT_EQ(train(), kExitDone) << error_;
  ASSERT_EQ(run({"export", "--weights", path("small.weights"), "--to", "onnx", "--out",
                 path("small.onnx")}),
            kExitDone)
      << error_;
  const auto bytes = read_file(folder_ / "small.onnx", 1 << 20).value();
  EXPECT_EQ(std::string(bytes.begin(), bytes.end()),
            to_onnx(load_weights(folder_ / "small.weights").value()).value());
  EXPECT_THAT(out_, HasSubstr(std::to_string(bytes.size()) + " bytes"));
}

TEST_F(ExportCommand, SaysWhatIsWrong) {
  EXPECT_EQ(run({"export", "--weights", path("small.weights"), "--to", "csv", "--out",
                 path("small.csv")}),
            kExitUsage);
  EXPECT_EQ(run({"export", "--weights", path("small.weights"), "--to", "onnx"}), kExitUsage);
  EXPECT_EQ(run({"export", "--weights", path("none.weights"), "--to", "onnx", "--out",
                 path("small.onnx")}),
            kExitFailure);
  EXPECT_THAT(error_, HasSubstr("none.weights"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "small.onnx"));
  ASSERT_EQ(train(), kExitDone) << error_;
  EXPECT_EQ(run({"export", "--weights", path("small.weights"), "--to", "onnx", "--out",
                 path("small.json/file.onnx")}),
            kExitFailure);
}

TEST_F(ExportCommand, RefusesANameThatMisleadsReaders) {
  const std::string weights = path("small.weights");
  ASSERT_EQ(train(), kExitDone) << error_;
  const struct {
    const char *format, *name, *better;
  } rows[] = {{"keras", "x.keras", "x.h5"}, {"onnx", "x.txt", "x.onnx"}, {"keras", "x", "x.h5"}};
  for (const auto& row : rows) {
    EXPECT_EQ(run({"export", "--weights", weights, "--to", row.format, "--out", path(row.name)}),
              kExitUsage)
        << row.name;
    EXPECT_THAT(error_, HasSubstr(std::string("name it ") + row.better));
    EXPECT_FALSE(std::filesystem::exists(folder_ / row.name));
  }
}

}  // namespace
}  // namespace second_opinion
