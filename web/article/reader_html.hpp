// The article as semantic HTML for the Reader view: same words, same order,
// headings under the anchors' ids, a table or text for every figure.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "web/article/document/document.hpp"
#include "web/figures/kit/figure.hpp"

namespace second_opinion {

std::string print_reader_html(const Document& document,
                              const std::vector<std::unique_ptr<Figure>>& figures);

}  // namespace second_opinion
