// See occlusion_study.hpp.
#include "web/occlusion_study.hpp"

#include <chrono>

namespace second_opinion {
namespace {

constexpr int kSlice = 4;  // pictures per step and network: enough to fill the kernels, a few milliseconds in a browser

}  // namespace

void OcclusionStudy::step() {
  cnn_.advance(kSlice);
  transformer_.advance(kSlice);
}

void OcclusionStudy::work(double milliseconds) {
  using Clock = std::chrono::steady_clock;
  const auto end =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double, std::milli>(milliseconds));
  do step();
  while (!done() && Clock::now() < end);
}

void OcclusionStudy::finish() {
  while (!done()) step();
}

}  // namespace second_opinion
