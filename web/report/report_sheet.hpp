// A picture sheet in the payload as the report describes it.
#pragma once

#include <string>

namespace second_opinion {

// `count` square cells in `columns` columns, row by row.
struct ReportSheet {
  std::string file;  // empty: there is none
  int columns = 0;
  int cell = 0;
  int count = 0;
};

}  // namespace second_opinion
