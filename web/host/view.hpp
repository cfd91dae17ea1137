// The two forms in which the page is read.
#pragma once

#include <string_view>

namespace second_opinion {

enum class View : unsigned char {
  kCanvas,  // drawn
  kReader,  // the same article as HTML; the only one without WebGL 2
};

// The name under which status, host and style sheets know a view.
constexpr std::string_view name_of(View view) {
  switch (view) {
    case View::kCanvas:
      return "canvas";
    case View::kReader:
      return "reader";
  }
  return "";
}

}  // namespace second_opinion
