// How good a network is on labelled pictures: accuracy with its interval, loss, confusion,
// calibration, and which pictures it gets wrong. Prints nothing.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/weights/weights_file.hpp"
#include "native_trainer/data/dataset.hpp"

namespace second_opinion {

using Confusion =
    std::array<std::array<int, kDigitCount>, kDigitCount>;  // rows = truth, columns = guess

struct Interval {
  double low = 0;
  double high = 0;
};

struct Evaluation {
  int images = 0;
  int right = 0;
  double accuracy = 0;      // 0..1
  Interval interval;        // of the accuracy, Wilson, 95 %
  double loss = 0;          // mean cross-entropy, natural logarithm
  double ece = 0;           // expected calibration error, 15 bins of equal mass
  std::vector<int> errors;  // indices of the wrong ones, ascending
  Confusion confusion{};
};

// What the Classifier answers for every picture: data.size()×10 probabilities.
// Uses `threads` threads (0 = all cores); the answer does not depend on it.
std::vector<float> predict(const WeightsFile& file, const Dataset& data, int threads = 0);

// Most probable digit, the lower one on a tie.
int guess(std::span<const float> probabilities);

// probabilities: labels.size()×10.
Evaluation evaluate(std::span<const float> probabilities, std::span<const unsigned char> labels);

// Wilson's score interval for `right` of `total`, 95 %; {0, 1} when total is 0.
Interval wilson_interval(int right, int total);

// Pictures in the order of the guess's probability, cut into `bins` equally large parts (ties in
// the order of the pictures).
struct ReliabilityBin {
  double confidence = 0;  // mean probability of the guess
  double accuracy = 0;
  int count = 0;
};
std::vector<ReliabilityBin> reliability(std::span<const float> probabilities,
                                        std::span<const unsigned char> labels, int bins = 15);

// Pictures by the doubt that the guess leaves, 1 - its probability, a decade each: nearly all
// answers of a good network crowd into the last percent, where bins of equal mass say nothing.
struct DoubtBin {
  double below = 1;  // doubts from the bin before up to here; the first begins at 0
  double doubt = 0;  // their mean: the share of wrong answers that the network itself expects
  int count = 0;
  int wrong = 0;
};
std::vector<DoubtBin> doubts(std::span<const float> probabilities,
                             std::span<const unsigned char> labels);

// Guo et al. 2017, with bins that hold equally many pictures (Nixon et al. 2019).
double expected_calibration_error(std::span<const float> probabilities,
                                  std::span<const unsigned char> labels, int bins = 15);

}  // namespace second_opinion
