#include "core/classifier.hpp"

#include <algorithm>
#include <cassert>

#include "core/layers/activations.hpp"

namespace second_opinion {
namespace {

// Images per forward pass: enough to amortise packing, few enough that activations stay in L2.
constexpr std::size_t kBatch = 16;

}  // namespace

Classifier::Classifier(WeightsFile file) : file_(std::move(file)) {}

void Classifier::classify(std::span<const float> pixels, std::span<float> probabilities, std::span<float> novelty) {
  const std::size_t count = pixels.size() / kImagePixels;
  assert(novelty.empty() || (can_judge_novelty() && novelty.size() == count));
  assert(pixels.size() == count * kImagePixels && probabilities.size() == count * kDigitCount);
  for (std::size_t first = 0; first < count; first += kBatch) {
    const std::size_t batch = std::min(kBatch, count - first);
    input_.resize({static_cast<int>(batch), kImageSide, kImageSide, 1});
    const float* in = pixels.data() + first * kImagePixels;
    const float factor = 1.0f / file_.input_deviation;
    for (std::size_t i = 0; i < input_.values.size(); ++i) input_.values[i] = (in[i] - file_.input_mean) * factor;

    const Tensor& logits = forward(file_.network, input_, workspace_);
    float* out = probabilities.data() + first * kDigitCount;
    for (std::size_t i = 0; i < batch * kDigitCount; ++i) out[i] = logits.values[i] / file_.temperature;
    softmax_rows(out, batch, kDigitCount);
    if (!novelty.empty()) judge_novelty(logits, novelty.subspan(first, batch));
  }
}

void Classifier::judge_novelty(const Tensor& logits, std::span<float> novelty) const {
  const Tensor& features = last_layer_input(file_.network, input_, workspace_);
  const auto width = static_cast<std::size_t>(features.shape.features());
  for (std::size_t i = 0; i < novelty.size(); ++i) {
    novelty[i] = second_opinion::novelty(*file_.novelty, std::span(features.values).subspan(i * width, width),
                                         std::span(logits.values).subspan(i * kDigitCount, kDigitCount));
  }
}

Classification Classifier::classify(const DigitImage& image) {
  Classification result;
  float novelty = 0;
  classify(image.pixels(), result.probabilities, can_judge_novelty() ? std::span(&novelty, 1) : std::span<float>());
  if (can_judge_novelty()) result.novelty = novelty;
  const auto best = std::max_element(result.probabilities.begin(), result.probabilities.end());
  result.digit = static_cast<int>(best - result.probabilities.begin());
  return result;
}

}  // namespace second_opinion
