// The running means and variances that batch norms use outside training,
// measured with the weights that will use them. Running averages lag behind the
// weights and know nothing of averaged ones; measuring anew over some thousand
// pictures is exact for both (Wu and Johnson 2021, "Rethinking Batch in BatchNorm").
#pragma once

#include "core/base/part_runner.hpp"
#include "core/learning/training/dataset.hpp"
#include "core/learning/training/training_settings.hpp"
#include "core/network/network.hpp"

namespace second_opinion {

inline constexpr int kStatisticsImages = 4096;

bool has_batch_norm(const Network& network);

// Sets the running statistics from the pictures that `indices` names; all other parameters stay.
// The pictures are not bent, since those that the network will see are not either, but as many are
// disturbed as in the last epoch: a network for both kinds is normalised for both. Of the settings,
// the input's mean and deviation, disturbance, epochs and seed are used.
void measure_batch_statistics(Network& network, const Dataset& data, std::span<const int> indices,
                              const TrainingSettings& settings, const PartRunner& runner = {});

}  // namespace second_opinion
