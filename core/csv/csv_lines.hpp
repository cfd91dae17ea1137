// A CSV file as lines: where they end, and what stands around the rows without being one of them
// (the mark of the file's end, a `sep=` line, comments). Knows nothing of cells.
#pragma once

#include <string_view>
#include <vector>

namespace second_opinion {

struct CsvLines {
  std::vector<std::string_view> lines;  // blank lines at the end left out
  bool separator_line = false;          // there was a line `sep=…`, left out too
  char separator = 0;                   // which it named
};

// Ends of lines: LF, CRLF, CR, and the CRCRLF of a file translated twice.
CsvLines split_lines(std::string_view text);

// Without the bytes 0x1A (Ctrl-Z) at the end, by which DOS and CP/M marked the end of a text, and
// without the blanks behind them. The same text when there are none.
std::string_view without_end_of_file_mark(std::string_view text);

// Whether a line is a remark for people, as Octave, gnuplot, MATLAB and C write them, and not a
// header whose first name is `#`.
bool is_comment(std::string_view line);

}  // namespace second_opinion
