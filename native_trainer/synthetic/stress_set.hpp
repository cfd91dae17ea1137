// The stress set: held-out digits, each with one disturbance alone at one of
// three strengths, as other hands, pens and scanners might make them. Knows
// pictures only: studies/stress_study measures what networks make of them.
#pragma once

#include <span>
#include <string_view>

#include "core/report/stress_study.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/io/picture_sheet.hpp"
#include "native_trainer/synthetic/picture_operations.hpp"

namespace second_opinion {

struct Disturbance {
  std::string_view name;
  std::string_view unit;  // of the amounts
  std::array<float, kStressStrengths> amounts;
  // What it does to a picture; directions and places are drawn from `random`.
  Picture (*apply)(const Picture& picture, float amount, Random& random);
};

std::span<const Disturbance> disturbances();

// One of disturbances(), strength 0..2. The key decides directions and specks; amounts are exact.
PictureBytes disturbed(std::span<const unsigned char, kImagePixels> image, std::size_t disturbance,
                       int strength, std::uint64_t key);

// The whole set; picture i depends on its place, disturbance and strength alone.
Dataset disturbed(const Dataset& digits, std::size_t disturbance, int strength);

// One digit under everything: a column per disturbance after the digit itself, a row per strength.
GreySheet stress_sheet(const Dataset& digits, int index);

}  // namespace second_opinion
