// Which digits the article shows, and why: each picture once, with the tags
// that say where it belongs. Deterministic: ties go to the lower index.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "native_trainer/data/dataset.hpp"

namespace second_opinion {

struct ShownDigit {
  bool from_test = true;
  int index = 0;
  int label = 0;
  std::vector<std::string> tags;
};

struct ShownDigits {
  std::vector<ShownDigit> items;  // test pictures by index, then training pictures by class
  bool complete = true;           // every test picture that either network gets wrong is there
};

// cnn, transformer: test.size()×10 probabilities.
ShownDigits choose_digits(const Dataset& train, const Dataset& test, std::span<const float> cnn,
                          std::span<const float> transformer);

}  // namespace second_opinion
