// Options that contradict the recipe are refused here, before anything is read.
#include "native_trainer/recipe/recipe_split.hpp"

#include "native_trainer/data/writers.hpp"

namespace second_opinion {

Result<Split, std::string> choose_split(const Recipe& recipe, bool full, const Dataset& data,
                                        const std::filesystem::path& table) {
  const bool by_writers = !full && recipe.split == SplitKind::kWriters;
  if (by_writers && table.empty())
    return Failure{
        std::string("a split by writers needs --writers FILE, QMNIST's label table "
                    "(qmnist-train-labels.tsv.gz), which says who "
                    "wrote which digit")};
  if (!by_writers && !table.empty())
    return Failure{
        std::string("--writers belongs to a split by writers (--split writers), and to no training "
                    "with --full")};
  Split split;
  if (by_writers) {
    const auto writers = read_writers(table, data.labels);
    if (!writers) return Failure{writers.error()};
    split = split_writers(writers.value(), recipe.validation_fraction);
  } else {
    split = split_indices(data.size(), full ? 0 : recipe.validation_fraction);
  }
  if (split.training.empty() || (!full && split.validation.empty()))
    return Failure{std::string("too few images to train on and to validate with")};
  return split;
}

}  // namespace second_opinion
