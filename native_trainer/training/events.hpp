// How long work is asked to end early. The work itself prints nothing and knows
// no signals: whoever runs it (commands/) turns what it tells into lines, and
// signals into an answer.
#pragma once

#include <functional>

namespace second_opinion {

// Asked between steps, by any thread: true when the work should end at the next point from which it
// can go on later. An empty function never asks for that.
using StopAsked = std::function<bool()>;

inline bool stop_asked(const StopAsked& stop) {
  return stop && stop();
}

}  // namespace second_opinion
