// Covers core/base/arithmetic_coder.cpp.
#include "core/base/arithmetic_coder.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>

namespace second_opinion {
namespace {

struct Decision {
  int kind;  // -1: evenly
  bool yes;
};

std::vector<Decision> decisions(std::uint32_t seed, int count, double share) {
  std::mt19937 random(seed);
  std::vector<Decision> all;
  for (int i = 0; i < count; ++i) {
    const int kind = static_cast<int>(random() % 4) - 1;
    const double chance = kind < 0 ? 0.5 : kind == 0 ? share : 1 - share;
    all.push_back({kind, (random() >> 8) * 0x1p-24 < chance});
  }
  return all;
}

std::vector<unsigned char> coded(const std::vector<Decision>& all) {
  std::array<AdaptiveBit, 3> kinds;
  ArithmeticEncoder encoder;
  for (const Decision& one : all) {
    if (one.kind < 0)
      encoder.put_evenly(one.yes);
    else
      encoder.put(kinds[static_cast<std::size_t>(one.kind)], one.yes);
  }
  return encoder.finish();
}

// Shares near 0 and 1 make long runs of settled bytes, and carries through them.
TEST(ArithmeticCoder, GivesBackWhatWasPut) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const auto all = decisions(seed, static_cast<int>(seed * 7), seed % 3 == 0 ? 0.001 : 0.3);
    const auto bytes = coded(all);
    std::array<AdaptiveBit, 3> kinds;
    ArithmeticDecoder decoder(bytes);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Decision& one = all[i];
      const bool yes = one.kind < 0 ? decoder.get_evenly()
                                    : decoder.get(kinds[static_cast<std::size_t>(one.kind)]);
      ASSERT_EQ(yes, one.yes) << "seed " << seed << ", decision " << i;
    }
  }
}

TEST(ArithmeticCoder, TakesHardlyMoreThanTheEntropy) {
  constexpr int kCount = 100000;
  constexpr double kShare = 0.05;
  const auto bytes = coded(decisions(1, kCount, kShare));
  const double entropy = -kShare * std::log2(kShare) - (1 - kShare) * std::log2(1 - kShare);
  const double wanted = kCount * (0.75 * entropy + 0.25) / 8;
  EXPECT_LT(static_cast<double>(bytes.size()), wanted * 1.02);
}

TEST(ArithmeticCoder, NothingTakesNothing) {
  EXPECT_TRUE(coded({}).empty());
}

TEST(ArithmeticDecoder, TakesAnyBytes) {
  std::mt19937 random(3);
  std::vector<unsigned char> bytes(50);
  for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random());
  ArithmeticDecoder decoder(bytes);
  AdaptiveBit kind;
  int yes = 0;
  for (int i = 0; i < 10000; ++i) yes += decoder.get(kind) + decoder.get_evenly();
  EXPECT_LE(yes, 20000);
}

TEST(AdaptiveBit, IsNeverCertain) {
  AdaptiveBit always, never;
  for (int i = 0; i < 100000; ++i) {
    always.learn(true);
    never.learn(false);
  }
  EXPECT_LT(always.yes(), 1u << 16);
  EXPECT_GT(always.yes(), 65000u);
  EXPECT_GT(never.yes(), 0u);
  EXPECT_LT(never.yes(), 500u);
}

}  // namespace
}  // namespace second_opinion
