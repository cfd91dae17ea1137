// What a study with pictures comes to: its structure in the report, and the files beside it.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace second_opinion {

// File name and contents.
using NamedBytes = std::pair<std::string, std::vector<unsigned char>>;

// Document: one of the studies of core/report.
template <class Document>
struct Study {
  Document document;
  std::vector<NamedBytes> pictures;
};

}  // namespace second_opinion
