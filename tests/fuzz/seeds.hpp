// The first inputs of every fuzz target, made by our own writers.
#pragma once

#include <filesystem>

namespace second_opinion::fuzz {

// Under FOLDER/TARGET. Run from the project's root: recipes and article are read.
void write_seeds(const std::filesystem::path& folder);

}  // namespace second_opinion::fuzz
