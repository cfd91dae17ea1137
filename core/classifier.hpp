// A digit image → ten calibrated probabilities, by one network. Owns the
// network and its buffers; knows no screen and no file.
#pragma once

#include <array>
#include <span>

#include "core/digit_image.hpp"
#include "core/network.hpp"
#include "core/weights_file.hpp"

namespace second_opinion {

struct Classification {
  int digit = 0;                                  // the most probable, the lower one on a tie
  std::array<float, kDigitCount> probabilities{}; // sum to 1
};

class Classifier {
 public:
  explicit Classifier(WeightsFile file);

  Classification classify(const DigitImage& image);
  // pixels: n×784, each 0..1, row by row; probabilities: n×10. Any n ≥ 0.
  void classify(std::span<const float> pixels, std::span<float> probabilities);

  const WeightsFile& file() const { return file_; }
  const Workspace& workspace() const { return workspace_; }
  void keep_activations(bool keep) { workspace_.keep_activations = keep; }

 private:
  WeightsFile file_;
  Tensor input_;
  Workspace workspace_;
};

}  // namespace second_opinion
