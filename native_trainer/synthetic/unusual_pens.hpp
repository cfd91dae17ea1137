// Honest digits as another pen, press or camera leaves them: coarse, hard-edged, stretched, thick,
// hollow, out of focus. Draws from the families that training meets (core/learning/augmentation).
#pragma once

#include "native_trainer/synthetic/picture_operations.hpp"

namespace second_opinion {

// Three of ten pictures: stretched over a frame and coarse, grey or black and white, as other
// collections of digits are. Four of ten: one to three of the families that pens and stretching
// make, each further one half as likely as the one before. The others: one of the remaining
// families, so weak that it spoils no digit.
Picture by_unusual_pen(const Picture& picture, Random& random);

}  // namespace second_opinion
