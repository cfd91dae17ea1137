// The table of commands, and CLI11's complaints as exit codes.
#include "native_trainer/commands/commands.hpp"

namespace second_opinion {

int run_command_line(int argc, const char* const* argv) {
  CLI::App app{"Trains, measures and inspects the networks of Second Opinion.", "trainer"};
  app.require_subcommand(1);
  int exit_code = kExitDone;
  constexpr AddCommand kCommands[] = {
      add_download_command, add_train_command,    add_teach_command,    add_evaluate_command,
      add_classify_command, add_report_command,   add_seeds_command,    add_sweep_command,
      add_study_command,    add_inspect_command,  add_quantize_command, add_files_command,
      add_stress_command,   add_families_command, add_coverage_command, add_novelty_command,
      add_export_command,
  };
  for (const AddCommand add : kCommands) add(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitDone : kExitUsage;
  }
  return exit_code;
}

}  // namespace second_opinion
