// Tables of plain text for the Reader view, in which every figure has one.
#pragma once

#include <string>
#include <vector>

namespace second_opinion {

// Rows of cells as plain text. The first row is the head; the first column holds the rows' heads.
using HtmlRows = std::vector<std::vector<std::string>>;

// As <table>, escaped. Columns that hold nothing but numbers get the class "number".
std::string html_table(const HtmlRows& rows);

}  // namespace second_opinion
