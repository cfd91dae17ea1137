// Makes figures by the names that the article uses. Knows which there are, not what they show.
#pragma once

#include <string_view>
#include <vector>

#include "web/figures/kit/figure.hpp"

namespace second_opinion {

// name and options as in the article: `figure:confusion?network=cnn` → "confusion",
// "network=cnn". When there is no such figure or the options make no sense, the error names the
// mistake and lists what there is.
MadeFigure make_figure(const FigureSources& sources, std::string_view name,
                       std::string_view options);

std::vector<std::string_view> figure_names();

// The study that the figure draws from and that the report lacks ("studies.sweep"), or "" when the
// figure can be drawn; also for a name that is unknown.
std::string_view missing_study(const Report& report, std::string_view name);

}  // namespace second_opinion
