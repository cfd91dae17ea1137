// A network's opinion of a digit, and how long this device takes for it, on whatever clock the
// browser has.
#pragma once

#include <optional>

#include "core/classifier/classifier.hpp"

namespace second_opinion {

// seconds: what the network takes on average; none where the clock is too coarse to tell. The first
// reading does not count: after loading it also pays for compiling the code. clock: in seconds.
Classification timed_opinion(double (*clock)(), Classifier& network, const DigitImage& digit,
                             std::optional<double>& seconds);

}  // namespace second_opinion
