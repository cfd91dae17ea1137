// The trainer's program: all of it is in the library, where tests can reach it.
#include "native_trainer/commands/commands.hpp"

int main(int argc, char** argv) {
  return second_opinion::run_command_line(argc, argv);
}
