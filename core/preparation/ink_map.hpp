// How much ink lies at each place of a picture. Made by find_ink; which ink belongs to which digit
// is for others to say.
#pragma once

#include <cstddef>
#include <vector>

namespace second_opinion {

// 0 is paper, 255 the blackest ink on it.
struct InkMap {
  int width = 0;
  int height = 0;
  int scale = 1;                   // pixels of the picture to one of this, in both directions
  std::vector<unsigned char> ink;  // height × width, row by row

  std::size_t at(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
           static_cast<std::size_t>(x);
  }
};

// Of 255; fainter differences are no ink.
inline constexpr int kLeastInk = 24;

// The ink from which on a pixel counts as written on: Otsu's threshold (1979) over all of the
// map. 256, which no pixel reaches, where nothing stands out from the paper.
int ink_threshold(const InkMap& map);

}  // namespace second_opinion
