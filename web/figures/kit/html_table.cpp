// Writes cells row by row; which columns hold numbers is found out from what they hold.
#include "web/figures/kit/html_table.hpp"

#include <algorithm>

#include "web/report/report_format.hpp"

namespace second_opinion {
namespace {

// Below the head nothing but numbers: figures and their signs, or a dash for none.
bool holds_numbers(const HtmlRows& rows, std::size_t column) {
  constexpr std::string_view kAscii = "0123456789.,%<>+-/() ";
  return rows.size() > 1 &&
         std::all_of(rows.begin() + 1, rows.end(), [&](const std::vector<std::string>& row) {
           return column < row.size() && !row[column].empty() &&
                  std::all_of(row[column].begin(), row[column].end(), [&](char c) {
                    return (c & 0x80) != 0 || kAscii.find(c) != std::string_view::npos;
                  });
         });
}

}  // namespace

std::string html_table(const HtmlRows& rows) {
  std::string out = "<table>";
  for (std::size_t r = 0; r < rows.size(); ++r) {
    out += r == 0 ? "<thead><tr>" : r == 1 ? "<tbody><tr>" : "<tr>";
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const char* scope = r == 0 ? " scope=\"col\"" : " scope=\"row\"";
      const bool head = r == 0 || c == 0;
      out += (head ? std::string("<th") + scope : std::string("<td")) +
             (c > 0 && holds_numbers(rows, c) ? " class=\"number\">" : ">");
      out += escape_html(rows[r][c]) + (head ? "</th>" : "</td>");
    }
    out += r == 0 ? "</tr></thead>" : "</tr>";
  }
  return out + (rows.size() > 1 ? "</tbody></table>" : "</table>");
}

}  // namespace second_opinion
