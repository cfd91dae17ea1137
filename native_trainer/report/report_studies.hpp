// The studies that the article quotes, each made by a command of its own
// (weights/studies/NAME.json): passed on word for word, after a check that they
// are what they claim to be and small enough to ship.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "core/base/result.hpp"

namespace second_opinion {

inline constexpr std::size_t kMaxStudyBytes = 300 * 1024;  // each
inline constexpr int kStudySchema = 1;

// {NAME: the object in NAME.json} for every *.json file of the folder, by name. The error says
// which file is wrong: names are lower-case letters, digits and _, and every object says
// "schema": 1.
Result<nlohmann::ordered_json, std::string> read_studies(const std::filesystem::path& folder);

}  // namespace second_opinion
