// The two texts that are made for the page when it is built: the article with its values filled in,
// and the part of the report that the figures draw from. The page itself does none of this.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace second_opinion {

struct PageTexts {
  std::string article;
  std::string report;
  std::vector<std::string> left_out;  // what the article loses for want of a study, a line each
};

// article: article.md as its author writes it. report: the whole report.json. The error says which
// line asks for a value that is not there, and what there is; or what is wrong with the report.
Result<PageTexts, std::string> make_page_texts(std::string_view article,
                                               std::span<const unsigned char> report);

}  // namespace second_opinion
