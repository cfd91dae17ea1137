// Which pictures a training of one recipe holds out. Reads the table of writers
// when the recipe splits by writers; how the splits are made stands in
// core/learning/training/split.hpp and native_trainer/data/writers.hpp.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.hpp"
#include "core/learning/training/split.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/recipe/recipe.hpp"

namespace second_opinion {

// What a training of this recipe on `data` holds out: nothing when `full`, else as recipe.split
// says. `table` is needed for a split by writers and must be empty for any other. Errors when
// either part would be empty.
Result<Split, std::string> choose_split(const Recipe& recipe, bool full, const Dataset& data,
                                        const std::filesystem::path& table);

}  // namespace second_opinion
