// The article as its author writes it → the article as the page shows it, made once when the page
// is built: every placeholder gets its value, and what tells of a study that was never measured is
// left out. Works on Markdown as text, paragraph by paragraph; parses and lays out nothing.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "web/article/filling/placeholders.hpp"

namespace second_opinion {

struct FilledArticle {
  std::string markdown;
  std::vector<std::string> left_out;  // a line for the builder about each part that is missing
};

using Placeholders = std::function<PlaceholderAnswer(std::string_view placeholder)>;
// The name of the study that `figure:NAME` needs and the report lacks, or "" when it can be drawn.
using MissingStudy = std::function<std::string(std::string_view figure)>;

// A paragraph (also a list, a table, a figure) that needs a missing study is left out. A section is
// left out as a whole, up to the next heading of its own level or a higher one, when its first
// paragraph or its first figure is: that is what it is about. So is a heading that nothing is left
// of, and a note that nobody calls any more. The error lists every placeholder that has no value,
// with its line.
Result<FilledArticle, std::string> fill_article(std::string_view markdown,
                                                const Placeholders& placeholders,
                                                const MissingStudy& missing_study);

}  // namespace second_opinion
