#include "core/classifier.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/layers/activations.hpp"

namespace second_opinion {
namespace {

// Images per forward pass: enough to amortise packing, few enough that activations stay in L2.
constexpr std::size_t kBatch = 16;

// Finite weights, however checked, may still overflow on the way; what comes out then says nothing of any digit,
// and equal logits say just that. (A sum that is finite has only finite terms.)
void forget_overflow(std::span<float> logits) {
  for (std::size_t row = 0; row < logits.size(); row += kDigitCount) {
    const auto ten = logits.subspan(row, kDigitCount);
    float sum = 0;
    for (const float logit : ten) sum += std::abs(logit);
    if (!std::isfinite(sum)) std::fill(ten.begin(), ten.end(), 0.0f);
  }
}

}  // namespace

const Tensor& predict(const WeightsFile& file, std::span<const float> pixels, std::span<float> probabilities, Tensor& input,
                      Workspace& workspace) {
  const std::size_t count = pixels.size() / kImagePixels;
  input.resize({static_cast<int>(count), kImageSide, kImageSide, 1});
  const float factor = 1.0f / file.input_deviation;
  for (std::size_t i = 0; i < input.values.size(); ++i) input.values[i] = (pixels[i] - file.input_mean) * factor;
  const Tensor& logits = forward(file.network, input, workspace);
  for (std::size_t i = 0; i < count * kDigitCount; ++i) probabilities[i] = logits.values[i] / file.temperature;
  forget_overflow(probabilities.first(count * kDigitCount));
  softmax_rows(probabilities.data(), count, kDigitCount);
  return logits;
}

Classifier::Classifier(WeightsFile file) : file_(std::move(file)) {}

void Classifier::classify(std::span<const float> pixels, std::span<float> probabilities, std::span<float> novelty) {
  const std::size_t count = pixels.size() / kImagePixels;
  assert(novelty.empty() || (can_judge_novelty() && novelty.size() == count));
  assert(pixels.size() == count * kImagePixels && probabilities.size() == count * kDigitCount);
  for (std::size_t first = 0; first < count; first += kBatch) {
    const std::size_t batch = std::min(kBatch, count - first);
    const Tensor& logits = predict(file_, pixels.subspan(first * kImagePixels, batch * kImagePixels),
                                   probabilities.subspan(first * kDigitCount, batch * kDigitCount), input_, workspace_);
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
