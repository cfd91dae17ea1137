// Properties of core/weights/weights_file.cpp: no truncation and no flipped bit passes,
// and bytes whose checksum was mended give finite weights of a valid network or a refusal.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "core/classifier/classifier.hpp"
#include "core/weights/weights_file.hpp"
#include "tests/support/small_networks.hpp"
#include "tests/support/weights_bytes.hpp"

namespace second_opinion {
namespace {

using namespace testing;

TEST(WeightsFileProperty, RefusesEveryTruncation) {
  for (const Storage storage : kStorages) {
    for (const WeightsFile& file : {tiny_file(), with_novelty(tiny_file())}) {
      const Bytes bytes = encode_weights(file, storage);
      for (std::size_t length = 0; length < bytes.size(); ++length) {
        const Bytes cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
        ASSERT_FALSE(decode_weights(cut).ok()) << length;
        // And with a header that fits the shorter file.
        ASSERT_TRUE(length < 40 || !decode_weights(altered(cut, 0, {})).ok()) << length;
      }
    }
  }
}

TEST(WeightsFileProperty, RefusesEveryFlippedBit) {
  for (const Storage storage : kStorages) {
    for (const WeightsFile& file : {tiny_file(), with_novelty(tiny_file())}) {
      const Bytes bytes = encode_weights(file, storage);
      for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        Bytes flipped = bytes;
        flipped[bit / 8] ^= static_cast<unsigned char>(1u << (bit % 8));
        ASSERT_FALSE(decode_weights(flipped).ok()) << "bit " << bit % 8 << " of byte " << bit / 8;
      }
    }
  }
}

// Refused, or the very same network.
void expect_harmless(Bytes& bytes, const Bytes& whole, std::size_t bit) {
  bytes[bit / 8] ^= static_cast<unsigned char>(1u << (bit % 8));
  const auto read = decode_weights(bytes);
  ASSERT_TRUE(!read.ok() || encode_weights(read.value(), storage_of(bytes)) == whole)
      << "bit " << bit % 8 << " of byte " << bit / 8;
  bytes[bit / 8] = whole[bit / 8];
}

TEST(WeightsFileProperty, RefusesFlippedBitsOfTheFilesThatAreShipped) {
  std::mt19937 random(3);
  for (const std::string name : {"linear", "mlp", "cnn", "transformer", "nano"}) {
    std::ifstream file("weights/" + name + ".weights", std::ios::binary);
    const Bytes whole(std::istreambuf_iterator<char>(file), {});
    ASSERT_TRUE(decode_weights(whole).ok()) << name;
    const std::size_t bits = 8 * whole.size();
    Bytes bytes = whole;
    // The smallest file bit by bit; of the others the header and a sample of the rest, all of which
    // the checksum covers: CRC-32 finds every single flipped bit.
    const std::size_t first = name == "nano" ? bits : 8 * 40;
    for (std::size_t bit = 0; bit < first; ++bit)
      ASSERT_NO_FATAL_FAILURE(expect_harmless(bytes, whole, bit)) << name;
    for (int round = 0; first < bits && round < 1000; ++round)
      ASSERT_NO_FATAL_FAILURE(expect_harmless(bytes, whole, first + random() % (bits - first)))
          << name;
  }
}

TEST(WeightsFileProperty, SurvivesHostileBytesWhoseChecksumFits) {
  std::mt19937 random(1);
  const Bytes seeds[] = {encode_weights(tiny_file(), Storage::kFloat32),
                         encode_weights(weights_file(transformer_spec()), Storage::kInt8PerColumn),
                         encode_weights(with_novelty(tiny_file()), Storage::kFloat16)};
  int accepted = 0, judged = 0;
  for (int round = 0; round < 3000; ++round) {
    Bytes bytes = seeds[random() % 3];
    for (unsigned edits = 1 + random() % 4; edits > 0; --edits) {
      bytes[20 + random() % std::min<std::size_t>(bytes.size() - 20, 700)] =
          static_cast<unsigned char>(random());
    }
    const auto read = decode_weights(altered(bytes, 0, {}));
    if (!read.ok()) {
      ASSERT_FALSE(describe(read.error()).empty());
      continue;
    }
    ++accepted;
    ASSERT_TRUE(plan_network(read.value().network.spec).ok());
    for (const Parameter& parameter : read.value().network.parameters) {
      for (const float value : parameter.values) ASSERT_TRUE(std::isfinite(value));
    }
    // Finite numbers, however hostile, give answers between 0 and 1.
    const Classification opinion = Classifier(read.value()).classify(DigitImage());
    for (const float probability : opinion.probabilities)
      ASSERT_TRUE(probability >= 0 && probability <= 1);
    if (!opinion.novelty) continue;
    ++judged;
    ASSERT_TRUE(*opinion.novelty >= 0 && *opinion.novelty <= 1);
  }
  EXPECT_GT(judged, 100);
  EXPECT_GT(accepted, 100);  // changed weights are weights
}

}  // namespace
}  // namespace second_opinion
