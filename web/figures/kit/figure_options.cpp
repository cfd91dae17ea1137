// Reads options off their text each time they are asked for: there are two at the most.
#include "web/figures/kit/figure_options.hpp"

#include <algorithm>

namespace second_opinion {

std::string_view option_value(std::string_view options, std::string_view key) {
  while (!options.empty()) {
    const std::size_t end = std::min(options.find('&'), options.size());
    const std::string_view pair = options.substr(0, end);
    if (pair.size() > key.size() && pair.substr(0, key.size()) == key && pair[key.size()] == '=')
      return pair.substr(key.size() + 1);
    options.remove_prefix(std::min(end + 1, options.size()));
  }
  return {};
}

Result<bool, std::string> check_options(std::string_view options,
                                        std::span<const std::string_view> known) {
  while (!options.empty()) {
    const std::size_t end = std::min(options.find('&'), options.size());
    const std::string_view pair = options.substr(0, end);
    const std::string_view key = pair.substr(0, pair.find('='));
    if (std::find(known.begin(), known.end(), key) == known.end() || key.size() == pair.size()) {
      std::string fault = "\"" + std::string(pair) + "\" is no option of this figure; it knows";
      for (const std::string_view name : known) fault += " " + std::string(name) + "=…";
      return Failure{fault};
    }
    options.remove_prefix(std::min(end + 1, options.size()));
  }
  return true;
}

Result<NetworkId, std::string> network_option(std::string_view options, NetworkId fallback) {
  const std::string_view wanted = option_value(options, "network");
  if (wanted.empty()) return fallback;
  for (int i = 0; i < kNetworkCount; ++i) {
    const auto id = static_cast<NetworkId>(i);
    if (network_key(id) == wanted) return id;
  }
  return Failure{"network=" + std::string(wanted) +
                 " names no network; there are linear, mlp, cnn and transformer"};
}

}  // namespace second_opinion
