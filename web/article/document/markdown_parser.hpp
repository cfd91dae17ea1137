// Markdown → Document. What the article may use: headings, paragraphs, lists,
// block quotes, code, tables, rules, links, bold, italic, `<sup>`, `<sub>`,
// `<cnn>`, `<transformer>` (the networks' colours), notes and figure directives.
// Anything else is an error, so that nothing of the prose is lost silently.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "web/article/document/document.hpp"

namespace second_opinion {

// The error quotes the place that is not understood.
Result<Document, std::string> parse_markdown(std::string_view text);

}  // namespace second_opinion
