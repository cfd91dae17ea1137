// The options that the article may give a figure: `figure:gallery?set=cnn-wrong&network=cnn`.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/result.hpp"
#include "core/report/report.hpp"
#include "web/figures/kit/figure.hpp"

namespace second_opinion {

// "network=cnn&set=wrong" → the value of a key, "" when it is not there.
std::string_view option_value(std::string_view options, std::string_view key);

// The keys of `options` must all be among `known`; else the error names the stranger.
Result<bool, std::string> check_options(std::string_view options,
                                        std::span<const std::string_view> known);

// What "network=cnn" names, or the fallback where it is not there. The error lists the four names.
Result<NetworkId, std::string> network_option(std::string_view options, NetworkId fallback);

// Makes an F of these arguments: the whole factory of a figure that has no options.
template <typename F, typename... Arguments>
MadeFigure figure_without_options(std::string_view options, Arguments&&... arguments) {
  if (const auto known = check_options(options, {}); !known) return Failure{known.error()};
  return std::unique_ptr<Figure>(std::make_unique<F>(std::forward<Arguments>(arguments)...));
}

}  // namespace second_opinion
