// Repeats the reading until the clock has moved far enough.
#include "web/app/timed_opinion.hpp"

namespace second_opinion {
namespace {

// A time is taken over so many steps of the clock, and so is off by 5 % at most.
constexpr double kClockSteps = 20;
constexpr int kMostRounds = 200;  // a fifth of a second or so; a clock so slow stays unread
// Some milliseconds; a clock that has not moved by then is of no use.
constexpr int kClockReadings = 50000;

// How far the clock moves at a time, 0 when it does not move. Browsers make it coarse on purpose,
// Safari and Firefox a whole millisecond, in which a network reads a digit.
double clock_step(double (*clock)()) {
  const double start = clock();
  for (int reading = 0; reading < kClockReadings; ++reading) {
    if (const double step = clock() - start; step > 0) return step;
  }
  return 0;
}

}  // namespace

Classification timed_opinion(double (*clock)(), Classifier& network, const DigitImage& digit,
                             std::optional<double>& seconds) {
  Classification opinion = network.classify(digit);
  const double wanted = kClockSteps * clock_step(clock);
  const double start = clock();
  double taken = 0;
  int rounds = 0;
  while (wanted > 0 && taken < wanted && rounds < kMostRounds) {
    opinion = network.classify(digit);
    ++rounds;
    taken = clock() - start;
  }
  seconds = wanted > 0 && taken >= wanted ? std::optional(taken / rounds) : std::nullopt;
  return opinion;
}

}  // namespace second_opinion
