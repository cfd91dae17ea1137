// Covers native_trainer/measure/families.cpp.
#include "native_trainer/measure/families.hpp"

#include <gtest/gtest.h>

#include <iterator>

#include "tests/support/bars_dataset.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

WeightsFile file_taught(const std::string& provenance) {
  WeightsFile file = testing::weights_file(testing::linear_spec());
  file.provenance = provenance;
  return file;
}

TEST(Families, TaughtIsReadFromTheRecipeThatTheFileKeeps) {
  EXPECT_EQ(families_taught(file_taught("")), "none");
  EXPECT_EQ(families_taught(file_taught(R"({"recipe":{"name":"x"}})")), "none");
  EXPECT_EQ(families_taught(file_taught(R"({"recipe":{"disturbance":{"probability":0}}})")),
            "none");
  EXPECT_EQ(families_taught(file_taught(R"({"recipe":{"disturbance":{"probability":0.5}}})")),
            "all");
  for (const auto& [families, taught] :
       {std::pair{"first_half", "first"}, std::pair{"second_half", "second"}})
    EXPECT_EQ(
        families_taught(file_taught(R"({"recipe":{"disturbance":{"probability":0.5,"families":")" +
                                    std::string(families) + "\"}}}")),
        taught);
}

TEST(Families, DisturbEachPictureByItsPlaceAlone) {
  const Dataset digits = testing::bars_dataset(30);
  const Dataset few = testing::bars_dataset(10);
  for (const DisturbanceFamily& family : disturbance_families()) {
    const Dataset all = under_family(digits, family, 1);
    EXPECT_EQ(all.labels, digits.labels);
    ASSERT_EQ(all.pixels.size(), digits.pixels.size());
    EXPECT_NE(all.pixels, digits.pixels) << family.name;
    const Dataset first = under_family(few, family, 1);
    EXPECT_TRUE(std::equal(first.pixels.begin(), first.pixels.end(), all.pixels.begin()))
        << family.name << ": more pictures change none";
  }
}

TEST(Families, MeasureEveryFamilyAtEveryStrength) {
  const Dataset digits = testing::bars_dataset(20);
  const std::vector<FamilyContestant> contestants{
      {"one", file_taught(R"({"recipe":{"disturbance":{"probability":1}}})"), true},
      {"other", testing::weights_file(testing::cnn_spec()), false}};
  int told = 0;
  const FamiliesStudy study =
      measure_families(contestants, digits, 1, [&](const FamilyRow&) { ++told; });
  constexpr std::size_t kStrengths = std::size(kFamilyStrengths);
  ASSERT_EQ(study.rows.size(), disturbance_families().size() * kStrengths);
  EXPECT_EQ(told, static_cast<int>(study.rows.size()));
  EXPECT_EQ(study.images, 20);
  ASSERT_EQ(study.networks.size(), 2u);
  EXPECT_EQ(study.networks[0].taught, "all");
  EXPECT_TRUE(study.networks[0].unseen);
  EXPECT_FALSE(study.networks[1].unseen);
  // The means once more, by hand.
  for (const FamilyNetwork& network : study.networks) {
    double all = 0, first = 0, worst = 1;
    int first_count = 0;
    for (std::size_t row = 0; row < study.rows.size(); row += kStrengths) {
      double family = 0;
      for (std::size_t i = row; i < row + kStrengths; ++i)
        family += *study.rows[i].accuracy.find(network.network);
      all += family;
      worst = std::min(worst, family / static_cast<double>(kStrengths));
      if (study.rows[row].half != "first") continue;
      first += family;
      first_count += static_cast<int>(kStrengths);
    }
    EXPECT_NEAR(network.mean, all / static_cast<double>(study.rows.size()), 1e-12);
    EXPECT_NEAR(network.first_half, first / first_count, 1e-12);
    EXPECT_NEAR(network.worst_family, worst, 1e-12);
  }
  const FamiliesStudy threaded = measure_families(contestants, digits, 3);
  for (std::size_t i = 0; i < study.rows.size(); ++i)
    EXPECT_EQ(threaded.rows[i].accuracy.entries, study.rows[i].accuracy.entries);
}

}  // namespace
}  // namespace second_opinion
