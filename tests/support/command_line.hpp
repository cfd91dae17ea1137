// The whole command line on small data: a fixture that runs it and keeps what it
// printed.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "native_trainer/commands/commands.hpp"
#include "native_trainer/io/disk.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion::testing {

class CommandLine : public ::testing::Test {
 protected:
  CommandLine() {
    write_training_set(folder_.path(), data_);
    EXPECT_EQ(write_file(folder_ / "small.json", kSmallRecipe), std::nullopt);
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  int run(std::vector<std::string> words) {
    std::vector<const char*> arguments{"trainer"};
    for (const std::string& word : words) arguments.push_back(word.c_str());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int code = run_command_line(static_cast<int>(arguments.size()), arguments.data());
    out_ = ::testing::internal::GetCapturedStdout();
    error_ = ::testing::internal::GetCapturedStderr();
    return code;
  }
  int train() {
    return run({"train", path("small.json"), "--data", folder_.path().string(), "--out",
                path("small.weights"), "--epochs", "1"});
  }

  const TemporaryFolder folder_;
  const Dataset data_ = bars_dataset(60);
  std::string out_;
  std::string error_;
};

}  // namespace second_opinion::testing
