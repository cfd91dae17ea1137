// Which recipes an ablation compares: a folder with a study.json that names
// base recipes and what is changed in them (JSON Patch, RFC 6902). Trains nothing.
//
//   common  patches that are applied to every base first, such as fewer images
//   groups  [{base: "base.json", changes: [{name, change, patch?: […]}]}]; the first change of a
//           group, which has no patch, is the recipe that the others are compared with
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "native_trainer/recipe/recipe.hpp"

namespace second_opinion {

struct AblationEntry {
  std::string name;    // for files
  std::string change;  // for readers
  Recipe recipe;
  std::size_t base = 0;  // the entry it is compared with
};

// Every recipe is checked. Errors name the entry.
Result<std::vector<AblationEntry>, std::string> read_ablation_plan(
    const std::filesystem::path& folder);

}  // namespace second_opinion
