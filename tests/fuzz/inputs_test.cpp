// Runs every fuzz target over the seeds of our own writers and over the inputs
// in regressions/, which broke it once or lie where it could break.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "tests/fuzz/seeds.hpp"
#include "tests/support/temporary_folder.hpp"

using Target = int(const std::uint8_t* data, std::size_t size);
extern "C" Target csv_fuzz, weights_fuzz, picture_fuzz, idx_fuzz, report_fuzz, markdown_fuzz,
    recipe_fuzz;

namespace second_opinion {
namespace {

namespace fs = std::filesystem;

struct NamedTarget {
  const char* name;
  Target* run;
};

class FuzzInputs : public ::testing::TestWithParam<NamedTarget> {};

// How many files of the folder were run. A target that objects aborts: the name printed last is the
// input's.
int run_all(Target* target, const fs::path& folder) {
  if (!fs::exists(folder)) return 0;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    std::fprintf(stderr, "%s\n", path.c_str());
    std::ifstream file(path, std::ios::binary);
    const std::vector<std::uint8_t> bytes(std::istreambuf_iterator<char>(file), {});
    target(bytes.data(), bytes.size());
  }
  return static_cast<int>(paths.size());
}

TEST_P(FuzzInputs, AreRefusedOrReadAsTheySay) {
  const testing::TemporaryFolder folder;
  fuzz::write_seeds(folder.path());
  EXPECT_GT(run_all(GetParam().run, folder / GetParam().name), 0);
  run_all(GetParam().run, fs::path("tests/fuzz/regressions") / GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(
    , FuzzInputs,
    ::testing::Values(NamedTarget{"csv", csv_fuzz}, NamedTarget{"weights", weights_fuzz},
                      NamedTarget{"picture", picture_fuzz}, NamedTarget{"idx", idx_fuzz},
                      NamedTarget{"report", report_fuzz}, NamedTarget{"markdown", markdown_fuzz},
                      NamedTarget{"recipe", recipe_fuzz}),
    [](const auto& target) { return target.param.name; });

}  // namespace
}  // namespace second_opinion
