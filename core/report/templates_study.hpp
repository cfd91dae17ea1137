// What the hidden units of the MLP look for and what they vote for.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/image/digit_image.hpp"
#include "core/report/rule.hpp"

namespace second_opinion {

// What each hidden unit of the MLP votes for.
struct TemplatesStudy {
  std::string file;
  int count = 0;
  double scale = 0;
  std::string sheet;
  int columns = 0;
  int zoom = 0;
  struct Unit {
    int most = 0;   // the digit that it speaks for most, "for" in the JSON
    int least = 0;  // and the one that it speaks against, "against"
    std::array<double, kDigitCount> votes{};

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      list.rest("for", self.most, Rule::whole(0, 9));
      list.rest("against", self.least, Rule::whole(0, 9));
      list.rest("votes", self.votes, Rule::number(-kMostLoss, kMostLoss, 3));
    }
  };
  std::vector<Unit> units;
  std::array<int, kDigitCount> voters{};  // units that speak for each digit

  bool empty() const { return units.empty(); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.schema(1);
    list.rest("file", self.file, Rule::text(kLongestName));
    list.rest("count", self.count, Rule::whole(1, 65536));
    list.rest("scale", self.scale, Rule::number(0, kMostLoss, 5));
    list.rest("sheet", self.sheet, Rule::text(kLongestName));
    list.rest("columns", self.columns, Rule::whole(1, 256));
    list.rest("zoom", self.zoom, Rule::whole(1, 256));
    list.rest("units", self.units, Rule::list(1, 65536));
    list.rest("voters", self.voters, Rule::whole(0, 65536));
  }
};

}  // namespace second_opinion
