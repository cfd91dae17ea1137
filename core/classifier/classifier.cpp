// Pixels in, normalised pixels through the network, probabilities out; a few images at a time.
#include "core/classifier/classifier.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/image/network_input.hpp"
#include "core/layers/softmax.hpp"

namespace second_opinion {
namespace {

// With activations kept: few enough that they do not fill the memory.
constexpr std::size_t kKeptImages = 16;

void prepare(const WeightsFile& file, std::span<const float> pixels, Tensor& input) {
  input.resize({static_cast<int>(pixels.size() / kImagePixels), kImageSide, kImageSide, 1});
  std::copy(pixels.begin(), pixels.end(), input.values.begin());
  prepare_network_input(input.values, InkScale::kUnit, file.input_mean, file.input_deviation);
}

// Finite weights, however checked, may still overflow on the way; what comes out then says nothing
// of any digit, and equal logits say just that. (A sum that is finite has only finite terms.)
void forget_overflow(std::span<float> logits) {
  for (std::size_t row = 0; row < logits.size(); row += kDigitCount) {
    const auto ten = logits.subspan(row, kDigitCount);
    float sum = 0;
    for (const float logit : ten) sum += std::abs(logit);
    if (!std::isfinite(sum)) std::fill(ten.begin(), ten.end(), 0.0f);
  }
}

void to_probabilities(const WeightsFile& file, const Tensor& logits,
                      std::span<float> probabilities) {
  const std::size_t count = logits.shape.rows();
  for (std::size_t i = 0; i < count * kDigitCount; ++i)
    probabilities[i] = logits.values[i] / file.temperature;
  forget_overflow(probabilities.first(count * kDigitCount));
  softmax_rows(probabilities.data(), count, kDigitCount);
}

}  // namespace

const Tensor& predict(const WeightsFile& file, std::span<const float> pixels,
                      std::span<float> probabilities, Tensor& input, Workspace& workspace) {
  prepare(file, pixels, input);
  const Tensor& logits = forward(file.network, input, workspace);
  to_probabilities(file, logits, probabilities);
  return logits;
}

Workspace activations_of(const WeightsFile& file, const DigitImage& image) {
  Workspace workspace;
  workspace.keep_activations = true;
  Tensor input;
  std::array<float, kDigitCount> probabilities{};
  predict(file, image.pixels(), probabilities, input, workspace);
  return workspace;
}

PreparedAnswer predict(const WeightsFile& file, const PreparedNetwork& prepared,
                       std::span<const float> pixels, std::span<float> probabilities, Tensor& input,
                       PreparedBuffers& buffers) {
  prepare(file, pixels, input);
  const PreparedAnswer answer = prepared.run(input, buffers);
  to_probabilities(file, answer.logits, probabilities);
  return answer;
}

Classifier::Classifier(WeightsFile file) : file_(std::move(file)), prepared_(file_.network) {}

void Classifier::classify(std::span<const float> pixels, std::span<float> probabilities,
                          std::span<float> novelty) {
  const std::size_t count = pixels.size() / kImagePixels;
  assert(novelty.empty() || (can_judge_novelty() && novelty.size() == count));
  assert(pixels.size() == count * kImagePixels && probabilities.size() == count * kDigitCount);
  const bool kept = workspace_.keep_activations;
  const std::size_t most =
      kept ? kKeptImages : static_cast<std::size_t>(prepared_.images_at_once());
  for (std::size_t first = 0; first < count; first += most) {
    const std::size_t batch = std::min(most, count - first);
    const auto some_pixels = pixels.subspan(first * kImagePixels, batch * kImagePixels);
    const auto some_probabilities = probabilities.subspan(first * kDigitCount, batch * kDigitCount);
    const PreparedAnswer answer =
        kept ? keeping_pass(some_pixels, some_probabilities)
             : predict(file_, prepared_, some_pixels, some_probabilities, input_, buffers_);
    if (!novelty.empty()) judge_novelty(answer, novelty.subspan(first, batch));
  }
}

PreparedAnswer Classifier::keeping_pass(std::span<const float> pixels,
                                        std::span<float> probabilities) {
  const Tensor& logits = predict(file_, pixels, probabilities, input_, workspace_);
  return {logits, last_layer_input(file_.network, input_, workspace_)};
}

void Classifier::judge_novelty(const PreparedAnswer& answer, std::span<float> novelty) const {
  const Tensor& features = answer.last_layer_input;
  const auto width = static_cast<std::size_t>(features.shape.features());
  for (std::size_t i = 0; i < novelty.size(); ++i) {
    novelty[i] = second_opinion::novelty(
        *file_.novelty, std::span(features.values).subspan(i * width, width),
        std::span(answer.logits.values).subspan(i * kDigitCount, kDigitCount));
  }
}

Classification Classifier::classify(const DigitImage& image) {
  Classification result;
  float novelty = 0;
  classify(image.pixels(), result.probabilities,
           can_judge_novelty() ? std::span(&novelty, 1) : std::span<float>());
  if (can_judge_novelty()) result.novelty = novelty;
  const auto best = std::max_element(result.probabilities.begin(), result.probabilities.end());
  result.digit = static_cast<int>(best - result.probabilities.begin());
  return result;
}

}  // namespace second_opinion
