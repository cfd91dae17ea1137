// SIGINT and SIGTERM as a flag that long work looks at between steps.
#pragma once

namespace second_opinion {

// While one lives, the two signals set the flag instead of ending the program.
class StopRequest {
 public:
  StopRequest();
  ~StopRequest();
  StopRequest(const StopRequest&) = delete;
  StopRequest& operator=(const StopRequest&) = delete;

  // The signal's number, 0 when none came.
  static int signal();

 private:
  void (*old_interrupt_)(int);
  void (*old_terminate_)(int);
};

}  // namespace second_opinion
