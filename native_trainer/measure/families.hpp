// Networks on held-out digits under each of training's families of disturbance (core/learning's
// table) at fixed strengths and from fixed keys. Whether a network holds against what it never met
// is asked of networks that were taught one half of the families. Prints nothing.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/learning/augmentation/disturbance.hpp"
#include "core/report/families_study.hpp"
#include "core/weights/weights_file.hpp"
#include "native_trainer/data/dataset.hpp"

namespace second_opinion {

inline constexpr float kFamilyStrengths[] = {0.4f, 0.7f, 1.0f};

struct FamilyContestant {
  std::string name;
  WeightsFile file;
  bool unseen = false;  // trained without the digits that judge it
};

// Which families the file says its training showed: "none", "all", "first" or "second".
std::string families_taught(const WeightsFile& file);

// Picture i depends on its place, the family and the strength alone; bytes, as from any file.
Dataset under_family(const Dataset& digits, const DisturbanceFamily& family, float strength);

// after_row: called with each finished row. threads: 0 = all; the result does not depend on them.
FamiliesStudy measure_families(const std::vector<FamilyContestant>& contestants,
                               const Dataset& digits, int threads,
                               const std::function<void(const FamilyRow&)>& after_row = {});

}  // namespace second_opinion
