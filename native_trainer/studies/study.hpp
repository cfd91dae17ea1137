// What every study comes to: a JSON object with its own schema, and pictures.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace second_opinion {

// File name and contents.
using NamedBytes = std::pair<std::string, std::vector<unsigned char>>;

struct Study {
  nlohmann::ordered_json json;
  std::vector<NamedBytes> pictures;
};

}  // namespace second_opinion
