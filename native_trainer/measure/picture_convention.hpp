// Whether a set's pictures are turned compared with those that a network was trained on. EMNIST's
// files hold every picture transposed; they are valid IDX files, and accuracy alone does not say
// why it is poor. Nothing here changes a set or an answer: it is a hint for whoever reads the
// figures.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/weights/weights_file.hpp"
#include "native_trainer/data/dataset.hpp"

namespace second_opinion {

// Accuracy below which it is worth asking whether the pictures follow another convention.
inline constexpr double kPoorAccuracy = 0.8;

// The change under which the network reads the pictures far better.
struct OtherConvention {
  std::string_view name;    // "transposed"
  int images = 0;           // in the sample that both accuracies are of
  double as_they_are = 0;   // accuracy, 0..1
  double once_changed = 0;  // accuracy when each picture of the sample is changed that way
};

// Classifies a sample of at most 1,000 pictures, evenly spread over the set, as they are and
// transposed (rows and columns swapped). Nothing when that does not gain 20 points of accuracy
// beyond chance (the 95 % intervals lie apart). The answer does not depend on `threads` (0 = all
// cores).
std::optional<OtherConvention> other_convention(const WeightsFile& file, const Dataset& data,
                                                int threads = 0);

// One sentence that says what the pictures look like, by which figures, and what to do.
std::string describe(const OtherConvention& other);

}  // namespace second_opinion
