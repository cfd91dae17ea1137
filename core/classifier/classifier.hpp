// A digit image → ten calibrated probabilities, by one network. Owns the
// network and its buffers; knows no screen and no file.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "core/image/digit_image.hpp"
#include "core/network/network.hpp"
#include "core/prepared/prepared_network.hpp"
#include "core/weights/weights_file.hpp"

namespace second_opinion {

struct Classification {
  int digit = 0;                                   // the most probable, the lower one on a tie
  std::array<float, kDigitCount> probabilities{};  // sum to 1; all 0.1 when the network overflowed
  std::optional<float>
      novelty{};  // 0..1, how unlike a digit; empty when the weights file cannot say

  // One in some hundreds of honest digits does, too: a doubt, not a refusal.
  bool looks_unlike_a_digit() const { return novelty && *novelty > 0.5f; }
};

// pixels: n×784, each 0..1, n ≥ 1, in one forward pass → probabilities: n×10. Pictures are
// prepared first (network_input.hpp). input and workspace are buffers of the caller's; the
// workspace returns the logits and, when it keeps them, the activations of these n pictures.
const Tensor& predict(const WeightsFile& file, std::span<const float> pixels,
                      std::span<float> probabilities, Tensor& input, Workspace& workspace);

// The same by the prepared network of file.network, as a Classifier does it; at most a few images
// at a time are best (PreparedNetwork::images_at_once), any number is right.
PreparedAnswer predict(const WeightsFile& file, const PreparedNetwork& prepared,
                       std::span<const float> pixels, std::span<float> probabilities, Tensor& input,
                       PreparedBuffers& buffers);

// What the plain forward pass keeps of one picture: every layer's output and every attention. In
// buffers of its own, so that a Classifier's stay small.
Workspace activations_of(const WeightsFile& file, const DigitImage& image);

class Classifier {
 public:
  explicit Classifier(WeightsFile file);

  Classification classify(const DigitImage& image);
  // pixels: n×784, each 0..1, row by row; probabilities: n×10; novelty: n, or empty when
  // not wanted or not can_judge_novelty(). Any n ≥ 0. One forward pass gives both.
  void classify(std::span<const float> pixels, std::span<float> probabilities,
                std::span<float> novelty = {});
  bool can_judge_novelty() const { return file_.novelty.has_value(); }

  const WeightsFile& file() const { return file_; }
  // For whoever brings buffers of their own: the weights are packed once, here.
  const PreparedNetwork& prepared() const { return prepared_; }
  const Workspace& workspace() const { return workspace_; }
  void keep_activations(bool keep) { workspace_.keep_activations = keep; }

 private:
  // The plain path, for the activations it keeps.
  PreparedAnswer keeping_pass(std::span<const float> pixels, std::span<float> probabilities);
  void judge_novelty(const PreparedAnswer& answer, std::span<float> novelty) const;

  WeightsFile file_;
  PreparedNetwork prepared_;
  PreparedBuffers buffers_;
  Tensor input_;
  Workspace workspace_;
};

}  // namespace second_opinion
