// Covers core/learning/augmentation/disturbance.cpp and the families of its table.
#include "core/learning/augmentation/disturbance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>
#include <vector>

namespace second_opinion {
namespace {

using Picture = std::array<float, kImagePixels>;

// A soft ring.
Picture ring(float full) {
  Picture picture;
  for (int i = 0; i < kImagePixels; ++i) {
    const float x = static_cast<float>(i % kImageSide) - 13.5f,
                y = static_cast<float>(i / kImageSide) - 13.5f;
    const float away = std::abs(std::hypot(x, y * 0.8f) - 7);
    picture[static_cast<std::size_t>(i)] = full * std::clamp(2 - away, 0.0f, 1.0f);
  }
  return picture;
}

Picture under(const DisturbanceFamily& family, float strength, std::uint64_t key) {
  Picture picture = ring(1);
  Random random(key);
  apply_disturbance(family, strength, random, picture);
  return picture;
}

double change(const Picture& picture) {
  const Picture whole = ring(1);
  double sum = 0;
  for (std::size_t i = 0; i < picture.size(); ++i)
    sum += std::abs(static_cast<double>(picture[i]) - static_cast<double>(whole[i]));
  return sum / kImagePixels;
}

double mean_change(const DisturbanceFamily& family, float strength) {
  double sum = 0;
  for (std::uint64_t key = 0; key < 100; ++key) sum += change(under(family, strength, key));
  return sum / 100;
}

TEST(DisturbanceFamilies, HaveNamesOfTheirOwnAndTwoHalvesOfAboutOneSize) {
  std::set<std::string_view> names;
  int first = 0;
  for (const DisturbanceFamily& family : disturbance_families()) {
    names.insert(family.name);
    first += family.half == FamilyHalf::kFirst;
  }
  const int count = static_cast<int>(disturbance_families().size());
  EXPECT_EQ(static_cast<int>(names.size()), count);
  EXPECT_GE(first, count / 3);
  EXPECT_LE(first, 2 * count / 3);
}

TEST(DisturbanceFamilies, EachChangesThePictureAndKeepsItOne) {
  for (const DisturbanceFamily& family : disturbance_families()) {
    for (std::uint64_t key = 0; key < 50; ++key) {
      for (const float pixel : under(family, 1, key))
        ASSERT_TRUE(pixel >= 0 && pixel <= 1) << family.name << " " << key;
    }
    EXPECT_GT(mean_change(family, 1), 0.008) << family.name;
  }
}

TEST(DisturbanceFamilies, StrongerChangesMore) {
  for (const DisturbanceFamily& family : disturbance_families()) {
    // A soft edge may become hard either way, and dark ink on white paper is as far from bright ink
    // on black as it can be: stronger makes it harder to see, not more different.
    if (family.name == "hard_edges" || family.name == "dark_ink") continue;
    EXPECT_GT(mean_change(family, 1), mean_change(family, 0.2f)) << family.name;
  }
}

TEST(DisturbanceFamilies, DependOnTheKeyAlone) {
  for (const DisturbanceFamily& family : disturbance_families()) {
    std::set<Picture> seen;
    for (std::uint64_t key = 0; key < 10; ++key) {
      const Picture once = under(family, 0.7f, key);
      ASSERT_EQ(once, under(family, 0.7f, key)) << family.name;
      seen.insert(once);
    }
    EXPECT_GE(seen.size(), 2u) << family.name << " draws nothing";
  }
}

int disturbed_of_1000(const DisturbanceSettings& settings) {
  int count = 0;
  for (std::uint64_t key = 0; key < 1000; ++key) {
    Picture picture = ring(255);
    disturb(settings, key * 977, picture);
    count += picture != ring(255);
    for (const float pixel : picture) EXPECT_TRUE(pixel >= 0 && pixel <= 255);
  }
  return count;
}

TEST(Disturb, DisturbsTheShareThatIsAskedFor) {
  EXPECT_EQ(disturbed_of_1000({}), 0);
  EXPECT_NEAR(disturbed_of_1000({.probability = 0.5}), 500, 70);
  EXPECT_GE(disturbed_of_1000({.probability = 1}), 970);
}

TEST(InEpoch, HasAnotherProbabilityInTheLastEpochs) {
  const DisturbanceSettings settings{
      .probability = 0.5, .last_epochs = 2, .last_probability = 0.25};
  EXPECT_EQ(in_epoch(settings, 0, 5), settings);
  EXPECT_EQ(in_epoch(settings, 2, 5).probability, 0.5);
  EXPECT_EQ(in_epoch(settings, 3, 5).probability, 0.25);
  EXPECT_EQ(in_epoch(settings, 4, 5).probability, 0.25);
}

TEST(Disturb, DrawsFromTheChosenHalfAlone) {
  for (const FamilyChoice choice : {FamilyChoice::kFirstHalf, FamilyChoice::kSecondHalf}) {
    const FamilyHalf half =
        choice == FamilyChoice::kFirstHalf ? FamilyHalf::kFirst : FamilyHalf::kSecond;
    const DisturbanceSettings settings{
        .probability = 1, .most = 1, .least_strength = 1, .most_strength = 1, .families = choice};
    for (std::uint64_t key = 0; key < 60; ++key) {
      Picture picture = ring(255);
      disturb(settings, key, picture);
      // The draw again by hand: share, family, strength, then the family itself.
      Random random(key);
      (void)random.unit();
      std::vector<const DisturbanceFamily*> chosen;
      for (const DisturbanceFamily& family : disturbance_families())
        if (family.half == half) chosen.push_back(&family);
      const DisturbanceFamily& family =
          *chosen[random.below(static_cast<std::uint32_t>(chosen.size()))];
      (void)random.between(1, 1);
      Picture expected = ring(255);
      for (float& pixel : expected) pixel /= 255;
      apply_disturbance(family, 1, random, expected);
      for (float& pixel : expected) pixel *= 255;
      ASSERT_EQ(picture, expected) << family.name;
    }
  }
}

TEST(Disturb, UsesSeveralFamiliesAtMost) {
  const DisturbanceSettings all{.probability = 1, .most = 30};
  Picture picture = ring(255);
  disturb(all, 5, picture);  // must not run out of families
  EXPECT_NE(picture, ring(255));
}

}  // namespace
}  // namespace second_opinion
