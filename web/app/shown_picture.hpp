// A picture that digits were found on, kept so that it can be shown: in grey, as core sees it, and
// no larger than a screen shows it. The file that it came from is forgotten.
#pragma once

#include <string>

#include "core/image/picture.hpp"

namespace second_opinion {

struct ShownPicture {
  std::string name;
  GreyPicture grey;
  int number = 0;  // another one for every picture, so that whoever draws it knows a new one
};

// On wide screens of double density this is about what is shown; on others it is reduced further.
inline constexpr int kMostShownSide = 1600;

// No side longer than most_side, each new pixel the mean of the area that it covers; smaller
// pictures stay as they are.
GreyPicture reduced(const GreyPicture& picture, int most_side = kMostShownSide);

}  // namespace second_opinion
