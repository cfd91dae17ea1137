// A picture sheet that lies beside the report: square cells in rows.
#pragma once

#include <string>

#include "core/image/digit_image.hpp"
#include "core/report/rule.hpp"

namespace second_opinion {

struct ReportSheet {
  std::string file;  // "" = there is none
  int columns = 0;
  int cell = 0;   // the side of a cell in pixels
  int count = 0;  // cells, row by row; where the JSON does not say it, its owner counts them

  // Fields of the sheet's owner: they have no object of their own.
  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("sheet", self.file, Rule::text(kLongestName));
    list.page("columns", self.columns, Rule::whole(1, 256));
    list.page("cell", self.cell, Rule::whole(kImageSide, kImageSide));
  }
};

}  // namespace second_opinion
