// SIGINT (Ctrl-C) and SIGTERM as a question that long work may ask between steps. No other room
// listens to signals: work beneath takes a StopAsked (training/events.hpp).
#pragma once

namespace second_opinion {

// While one lives, the two signals set the flag instead of ending the program.
class StopRequest {
 public:
  StopRequest();
  ~StopRequest();
  StopRequest(const StopRequest&) = delete;
  StopRequest& operator=(const StopRequest&) = delete;

  // The number of the signal that came since the last StopRequest began to live; 0 for none.
  static int signal();
  // Whether one came: a StopAsked.
  static bool asked() { return signal() != 0; }
  // The exit code of a program that the signal ended, or `otherwise` when none came.
  static int exit_code(int otherwise) { return asked() ? 128 + signal() : otherwise; }

 private:
  void (*old_interrupt_)(int);
  void (*old_terminate_)(int);
};

}  // namespace second_opinion
