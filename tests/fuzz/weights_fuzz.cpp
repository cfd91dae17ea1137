// Weights files: any bytes are refused in words or give a network that is
// written back to the same bytes' meaning and classifies to probabilities. The
// first byte, when odd, has size and checksum put right, so that what lies
// behind them is reached.
#include <array>
#include <vector>

#include "core/classifier/classifier.hpp"
#include "core/weights/weights_file.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/weights_bytes.hpp"

using namespace second_opinion;

namespace {

constexpr double kAffordable = 3e5;  // multiply-adds of one forward pass

void classify(const WeightsFile& file) {
  if (multiply_adds(file.network) > kAffordable) return;
  Classifier classifier(file);
  std::array<unsigned char, kImagePixels> bytes{};
  bytes[300] = 255;
  const Classification opinion = classifier.classify(DigitImage::from_bytes(bytes));
  fuzz::require(opinion.digit >= 0 && opinion.digit < kDigitCount);
  float sum = 0;
  for (const float probability : opinion.probabilities) {
    fuzz::require(probability >= 0 && probability <= 1);
    sum += probability;
  }
  fuzz::require(sum > 0.99f && sum < 1.01f);
  if (opinion.novelty) fuzz::require(*opinion.novelty >= 0 && *opinion.novelty <= 1);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::vector<unsigned char> bytes(data + 1, data + size);
  if (data[0] % 2 == 1 && bytes.size() >= 20)
    bytes = second_opinion::testing::altered(std::move(bytes), 0, {});
  const auto read = decode_weights(bytes);
  if (!read.ok()) {
    fuzz::require(!describe(read.error()).empty());
    return 0;
  }
  const WeightsFile& file = read.value();
  const auto again = decode_weights(encode_weights(file, Storage::kFloat32));
  fuzz::require(again.ok() && again.value().network.spec == file.network.spec);
  for (std::size_t i = 0; i < file.network.parameters.size(); ++i)
    fuzz::require(again.value().network.parameters[i].values == file.network.parameters[i].values);
  classify(file);
  return 0;
}
