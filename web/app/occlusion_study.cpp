// Both networks take turns, a few pictures each, until the time of the frame is used up.
#include "web/app/occlusion_study.hpp"

#include <algorithm>
#include <chrono>

namespace second_opinion {
namespace {

// Pictures per step and network: enough to fill the kernels, and a few milliseconds in a browser.
constexpr int kSlice = 4;

}  // namespace

double study_milliseconds(double seconds_since_last_frame) {
  return std::clamp(seconds_since_last_frame * 1000 / 4, 10.0, 40.0);
}

void OcclusionStudy::step() {
  cnn_.advance(kSlice);
  transformer_.advance(kSlice);
}

void OcclusionStudy::work(double milliseconds) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                      std::chrono::duration<double, std::milli>(milliseconds));
  do step();
  while (!done() && Clock::now() < end);
}

void OcclusionStudy::finish() {
  while (!done()) step();
}

}  // namespace second_opinion
