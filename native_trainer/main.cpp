// The trainer's command line: one table of commands, their exit codes passed on.
#include "native_trainer/commands/commands.hpp"

int main(int argc, char** argv) {
  using namespace second_opinion;
  CLI::App app{"Trains, measures and inspects the networks of Second Opinion.", "trainer"};
  app.require_subcommand(1);
  int exit_code = kExitDone;
  constexpr AddCommand kCommands[] = {add_download_command, add_train_command,  add_evaluate_command,
                                      add_classify_command, add_report_command, add_inspect_command};
  for (const AddCommand add : kCommands) add(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitDone : kExitUsage;
  }
  return exit_code;
}
