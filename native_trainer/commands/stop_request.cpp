// A signal handler may safely touch nothing but a volatile flag, so that is all it does.
#include "native_trainer/commands/stop_request.hpp"

#include <csignal>

namespace second_opinion {
namespace {

volatile std::sig_atomic_t requested = 0;

void remember(int number) {
  requested = number;
}

}  // namespace

StopRequest::StopRequest() {
  requested = 0;
  old_interrupt_ = std::signal(SIGINT, remember);
  old_terminate_ = std::signal(SIGTERM, remember);
}

StopRequest::~StopRequest() {
  std::signal(SIGINT, old_interrupt_);
  std::signal(SIGTERM, old_terminate_);
}

int StopRequest::signal() {
  return requested;
}

}  // namespace second_opinion
