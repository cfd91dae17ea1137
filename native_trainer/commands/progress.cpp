// The bar overwrites its own line by a carriage return and the sequence that clears to its end.
#include "native_trainer/commands/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace second_opinion {
namespace {

constexpr int kBarWidth = 24;

std::string print(const char* format, int first, int second) {
  char text[64];
  std::snprintf(text, sizeof text, format, first, second);
  return text;
}

}  // namespace

Progress::Progress() : Progress(isatty(STDOUT_FILENO) == 1) {}

Progress::~Progress() {
  if (drawn_) std::fputs("\r\033[K", stdout);
  std::fflush(stdout);
}

void Progress::draw(double share, const std::string& text) {
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || (drawn_ && now - last_ < std::chrono::milliseconds(100))) return;
  last_ = now;
  drawn_ = true;
  std::printf("\r\033[K%s %s", progress_bar(share, kBarWidth).c_str(), text.c_str());
  std::fflush(stdout);
}

void Progress::line(const std::string& text) {
  if (drawn_) std::fputs("\r\033[K", stdout);
  drawn_ = false;
  std::printf("%s\n", text.c_str());
  std::fflush(stdout);
}

std::string progress_bar(double share, int width) {
  const int full = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * width));
  std::string bar = "[";
  for (int cell = 0; cell < width; ++cell) bar += cell < full ? "█" : "─";
  return bar + "]";
}

std::string duration_text(double seconds) {
  const int whole = static_cast<int>(std::lround(std::max(0.0, seconds)));
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return print("%d min %02d s", whole / 60, whole % 60);
  return print("%d h %02d min", whole / 3600, whole % 3600 / 60);
}

}  // namespace second_opinion
