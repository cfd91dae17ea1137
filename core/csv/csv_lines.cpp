// Everything here runs once over its input.
#include "core/csv/csv_lines.hpp"

#include <algorithm>
#include <cstddef>

namespace second_opinion {
namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

// `sep=;`, in quotes perhaps, perhaps with further delimiters behind it as Excel writes them.
char separator_of(std::string_view line) {
  const bool quoted = line.starts_with('"');
  if (quoted) line.remove_prefix(1);
  if (line.size() < 5 || (line[0] | 32) != 's' || (line[1] | 32) != 'e' || (line[2] | 32) != 'p' ||
      line[3] != '=')
    return 0;
  const char separator = line[4];
  line.remove_prefix(5);
  if (quoted) {
    if (!line.starts_with('"')) return 0;
    line.remove_prefix(1);
  }
  return std::all_of(line.begin(), line.end(), [&](char c) { return c == separator || c == ' '; })
             ? separator
             : 0;
}

}  // namespace

CsvLines split_lines(std::string_view text) {
  CsvLines result;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find_first_of("\r\n", start), text.size());
    result.lines.push_back(text.substr(start, end - start));
    start = end + 1;
    if (end < text.size() && text[end] == '\r') {
      if (text.substr(start).starts_with("\r\n"))
        start += 2;
      else if (text.substr(start).starts_with('\n'))
        start += 1;
    }
  }
  while (!result.lines.empty() && is_blank(result.lines.back())) result.lines.pop_back();
  if (result.lines.empty()) return result;
  result.separator = separator_of(result.lines.front());
  result.separator_line = result.separator != 0;
  if (result.separator_line) result.lines.erase(result.lines.begin());
  return result;
}

std::string_view without_end_of_file_mark(std::string_view text) {
  constexpr char kControlZ = '\x1A';
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos || text[last] != kControlZ) return text;
  // With nothing but marks in it, find_last_not_of gives npos, and npos + 1 is 0.
  return text.substr(0, text.substr(0, last).find_last_not_of(kControlZ) + 1);
}

bool is_comment(std::string_view line) {
  const std::size_t start = line.find_first_not_of(" \t");
  if (start == std::string_view::npos) return false;
  line.remove_prefix(start);
  if (line.starts_with("//") || line.starts_with("/*")) return true;
  if (line[0] != '#' && line[0] != '%') return false;
  return line.size() == 1 || (line[1] != ',' && line[1] != ';' && line[1] != '\t');
}

}  // namespace second_opinion
