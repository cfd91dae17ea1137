// What several commands have in common: how they fail, and the options that mean the same in each
// of them. A variable that an option is bound to must outlive the parsing.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/learning/training/split.hpp"
#include "native_trainer/commands/commands.hpp"

namespace second_opinion {

// Says "trainer COMMAND: MESSAGE" on stderr.
void complain(std::string_view command, const std::string& message);
// The same, and returns the exit code of a failure or of bad usage.
int fail(std::string_view command, const std::string& message);
int fail_usage(std::string_view command, const std::string& message);

// An option whose one word is a list, FILE[,FILE…]; what stands behind it is not of the list.
CLI::Option* add_list(CLI::App& command, const std::string& name, std::vector<std::string>& list,
                      const std::string& help);

// --data: the folder of MNIST's files.
void add_data_option(CLI::App& command, std::string& folder);

// --threads: 0 for all cores.
void add_threads_option(
    CLI::App& command, int& threads,
    const std::string& help = "Threads (default: all cores); the result does not depend on it");

// --split and --writers; an absent --split leaves the recipe's.
void add_split_options(CLI::App& command, std::optional<SplitKind>& split, std::string& writers);

}  // namespace second_opinion
