// Each option's words and bounds stand here once, so that no command says them differently.
#include "native_trainer/commands/shared_options.hpp"

#include <cstdio>
#include <map>

namespace second_opinion {

void complain(std::string_view command, const std::string& message) {
  std::fprintf(stderr, "trainer %.*s: %s\n", static_cast<int>(command.size()), command.data(),
               message.c_str());
}

int fail(std::string_view command, const std::string& message) {
  complain(command, message);
  return kExitFailure;
}

int fail_usage(std::string_view command, const std::string& message) {
  complain(command, message);
  return kExitUsage;
}

CLI::Option* add_list(CLI::App& command, const std::string& name, std::vector<std::string>& list,
                      const std::string& help) {
  return command.add_option(name, list, help)->delimiter(',')->allow_extra_args(false);
}

void add_data_option(CLI::App& command, std::string& folder) {
  command.add_option("--data", folder, "Folder of MNIST's files (else MNIST_DIR, else data/mnist)");
}

void add_threads_option(CLI::App& command, int& threads, const std::string& help) {
  command.add_option("--threads", threads, help)->check(CLI::Range(0, 1024));
}

void add_split_options(CLI::App& command, std::optional<SplitKind>& split, std::string& writers) {
  const std::map<std::string, SplitKind> kinds{{"random", SplitKind::kRandom},
                                               {"writers", SplitKind::kWriters}};
  command
      .add_option("--split", split,
                  "What is held out for validation: pictures at random, or writers with all their "
                  "pictures (default: the recipe's)")
      ->transform(CLI::CheckedTransformer(kinds));
  command.add_option("--writers", writers,
                     "For a split by writers: QMNIST's label table, qmnist-train-labels.tsv.gz");
}

}  // namespace second_opinion
