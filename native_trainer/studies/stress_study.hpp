// What networks make of the stress set: their accuracy on held-out digits under every disturbance
// in every strength. Trains nothing, and reads and writes no file.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "core/base/result.hpp"
#include "core/report/stress_study.hpp"
#include "core/weights/weights_file.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/studies/study.hpp"

namespace second_opinion {

struct StressedNetwork {
  std::string name;
  WeightsFile file;
  bool unseen = false;  // it was trained without these digits
};

// Called with every row as soon as it is measured.
using OnStressRow = std::function<void(const StressRow&)>;

// digits: at least one; the first one is on the picture, whose file will be called `sheet`.
// threads: 0 for all cores; the result does not depend on it. The error is libpng's.
Result<Study<StressStudy>, std::string> make_stress_study(std::span<const StressedNetwork> networks,
                                                          const Dataset& digits,
                                                          const std::string& sheet, int threads,
                                                          const OnStressRow& on_row = {});

}  // namespace second_opinion
