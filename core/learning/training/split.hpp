// Which training pictures are held out for validation. The seed is the split's
// own, never that of a training: runs with different seeds are compared on the
// same validation pictures.
#pragma once

#include <cstdint>
#include <vector>

namespace second_opinion {

inline constexpr std::uint64_t kSplitSeed = 28;

enum class SplitKind {
  kRandom,  // pictures at random: the assignment's
  kWriters  // writers at random, with all their pictures, for data that say who wrote what
};

struct Split {
  std::vector<int> training;    // ascending
  std::vector<int> validation;  // ascending; round(count · fraction) of them
};

Split split_indices(int count, double fraction, std::uint64_t seed = kSplitSeed);

// The split's training pictures, or its first `most` when that is above 0.
std::vector<int> training_part(const Split& split, int most);

}  // namespace second_opinion
