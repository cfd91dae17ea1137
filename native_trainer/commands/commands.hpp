// The table of the trainer's commands: each declares its options on a
// sub-command of its own and, when that was asked for, sets the exit code.
// Exit codes: 0 done, 1 failure, 2 bad usage.
#pragma once

#include <CLI/CLI.hpp>

namespace second_opinion {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailure = 1;
inline constexpr int kExitUsage = 2;

// The whole program; errors go to stderr.
int run_command_line(int argc, const char* const* argv);

// `exit_code` outlives the parsing of `app`.
using AddCommand = void (*)(CLI::App& app, int& exit_code);

void add_download_command(CLI::App& app, int& exit_code);
void add_train_command(CLI::App& app, int& exit_code);
void add_teach_command(CLI::App& app, int& exit_code);
void add_evaluate_command(CLI::App& app, int& exit_code);
void add_seeds_command(CLI::App& app, int& exit_code);
void add_classify_command(CLI::App& app, int& exit_code);
void add_report_command(CLI::App& app, int& exit_code);
void add_sweep_command(CLI::App& app, int& exit_code);
void add_study_command(CLI::App& app, int& exit_code);
void add_inspect_command(CLI::App& app, int& exit_code);
void add_quantize_command(CLI::App& app, int& exit_code);
void add_files_command(CLI::App& app, int& exit_code);
void add_stress_command(CLI::App& app, int& exit_code);
void add_families_command(CLI::App& app, int& exit_code);
void add_coverage_command(CLI::App& app, int& exit_code);
void add_novelty_command(CLI::App& app, int& exit_code);
void add_export_command(CLI::App& app, int& exit_code);

}  // namespace second_opinion
