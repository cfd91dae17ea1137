// Two looks are the same one when network, declared run (with the file's checksum), seed and errors
// agree.
#include "native_trainer/measure/test_looks.hpp"

#include <algorithm>
#include <cstdio>

namespace second_opinion {
namespace {

constexpr std::string_view kHead = "| date | look | network | declared run | seed | errors |";
constexpr std::size_t kCells = 6;

std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells;
  for (std::size_t start = 1; start < row.size();) {
    const std::size_t end = row.find('|', start);
    if (end == std::string_view::npos) break;
    std::string_view cell = row.substr(start, end - start);
    while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
    while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
    cells.emplace_back(cell);
    start = end + 1;
  }
  return cells;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

}  // namespace

std::string look_row(const TestLook& look, const std::string& date, int number) {
  char checksum[16];
  std::snprintf(checksum, sizeof checksum, "%08x", look.checksum);
  return "| " + date + " | " + std::to_string(number) + " | `" + look.network + "` | `recipes/" +
         look.recipe + ".json --full`, file " + checksum + " | " + std::to_string(look.seed) +
         " | " + std::to_string(look.errors) + " |";
}

Result<LoggedLooks, std::string> log_looks(std::string_view log, const std::vector<TestLook>& looks,
                                           const std::string& date) {
  std::vector<std::string> lines = lines_of(log);
  const auto head = std::find(lines.begin(), lines.end(), kHead);
  if (head == lines.end()) return Failure{"holds no table that begins with " + std::string(kHead)};
  auto end = std::find_if(head, lines.end(), [](const std::string& line) {
    return line.empty() || line.front() != '|';
  });
  std::vector<std::vector<std::string>> known;
  for (auto line = head; line != end; ++line) known.push_back(cells_of(*line));
  LoggedLooks result;
  for (const TestLook& look : looks) {
    int number = 1;
    bool there = false;
    const std::vector<std::string> wanted = cells_of(look_row(look, date, 0));
    for (const auto& cells : known) {
      if (cells.size() != kCells || cells[2] != wanted[2] || cells[4] != wanted[4]) continue;
      ++number;
      there = there || (cells[3] == wanted[3] && cells[5] == wanted[5]);
    }
    if (there) continue;
    result.rows.push_back(look_row(look, date, number));
    known.push_back(cells_of(result.rows.back()));
  }
  lines.insert(end, result.rows.begin(), result.rows.end());
  for (const std::string& line : lines) result.text += line + "\n";
  return result;
}

}  // namespace second_opinion
