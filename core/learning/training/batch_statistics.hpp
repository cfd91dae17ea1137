// The running means and variances that batch norms use outside training,
// measured with the weights that will use them. Running averages lag behind the
// weights and know nothing of averaged ones; measuring anew over some thousand
// pictures is exact for both (Wu and Johnson 2021, "Rethinking Batch in BatchNorm").
#pragma once

#include "core/base/part_runner.hpp"
#include "core/learning/training/dataset.hpp"
#include "core/network/network.hpp"

namespace second_opinion {

inline constexpr int kStatisticsImages = 4096;

bool has_batch_norm(const Network& network);

// Sets the running statistics from the pictures that `indices` names (as they
// are, not bent: this is what the network will see); all other parameters stay.
void measure_batch_statistics(Network& network, const Dataset& data, std::span<const int> indices,
                              float input_mean, float input_deviation,
                              const PartRunner& runner = {});

}  // namespace second_opinion
