// How a command shows the progress of long work: by a bar that is drawn again and again on a
// terminal, by plain lines in a file or pipe. The work itself, in other rooms, only tells events.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace second_opinion {

class Progress {
 public:
  Progress();  // a terminal when stdout is one
  explicit Progress(bool terminal) : terminal_(terminal) {}
  ~Progress();

  // Draws the bar, at most ten times a second. On anything but a terminal nothing happens.
  void draw(double share, const std::string& text);
  // A line that stays, above the bar.
  void line(const std::string& text);
  bool terminal() const { return terminal_; }

 private:
  bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_{};
};

// "[████──────]" of `width` cells.
std::string progress_bar(double share, int width);
// "45 s", "3 min 05 s", "2 h 07 min".
std::string duration_text(double seconds);

}  // namespace second_opinion
