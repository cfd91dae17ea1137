// --split and --writers, the same for every command that trains or teaches.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <string>

#include "core/learning/training/split.hpp"

namespace second_opinion {

// Both outlive the parsing; an absent --split leaves the recipe's.
inline void add_split_options(CLI::App& command, std::optional<SplitKind>& split,
                              std::string& writers) {
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
