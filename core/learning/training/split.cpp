// The first round(count · fraction) of a random order are held out.
#include "core/learning/training/split.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/random.hpp"

namespace second_opinion {

Split split_indices(int count, double fraction, std::uint64_t seed) {
  const std::vector<int> order = random_order(count, random_key(seed, Purpose::kSplit));
  const auto held_out = static_cast<std::ptrdiff_t>(std::lround(count * fraction));
  Split split;
  split.validation.assign(order.begin(), order.begin() + held_out);
  split.training.assign(order.begin() + held_out, order.end());
  std::sort(split.validation.begin(), split.validation.end());
  std::sort(split.training.begin(), split.training.end());
  return split;
}

std::vector<int> training_part(const Split& split, int most) {
  std::vector<int> part = split.training;
  if (most > 0 && static_cast<std::size_t>(most) < part.size())
    part.resize(static_cast<std::size_t>(most));
  return part;
}

}  // namespace second_opinion
