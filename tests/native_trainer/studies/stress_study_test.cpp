// Covers native_trainer/studies/stress_study.cpp.
#include "native_trainer/studies/stress_study.hpp"

#include <gtest/gtest.h>

#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/synthetic/stress_set.hpp"
#include "tests/support/bars_dataset.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

std::vector<StressedNetwork> two_networks() {
  return {{"linear", testing::weights_file(testing::linear_spec()), true},
          {"mlp", testing::weights_file(testing::mlp_spec()), false}};
}

TEST(StressStudy, MeasuresEveryNetworkUnderEveryDisturbanceAndTellsEachRow) {
  const Dataset digits = testing::bars_dataset(12);
  const auto networks = two_networks();
  std::vector<std::string> told;
  const auto study = make_stress_study(networks, digits, "sheet.png", 2,
                                       [&](const StressRow& row) { told.push_back(row.key()); });
  ASSERT_TRUE(study.ok()) << study.error();
  const StressStudy& out = study.value().document;
  ASSERT_EQ(out.rows.size(), disturbances().size() * kStressStrengths);
  ASSERT_EQ(told.size(), out.rows.size());
  for (std::size_t i = 0; i < told.size(); ++i) EXPECT_EQ(told[i], out.rows[i].key());
  const StressRow& second = out.rows[1];
  EXPECT_EQ(second.disturbance, disturbances()[0].name);
  EXPECT_EQ(second.strength, 2);
  for (std::size_t n = 0; n < networks.size(); ++n)
    EXPECT_EQ(
        second.accuracy.entries[n].second,
        evaluate(predict(networks[n].file, disturbed(digits, 0, 1), 1), digits.labels).accuracy);
  EXPECT_TRUE(out.networks[0].unseen);
  EXPECT_FALSE(out.networks[1].unseen);
}

TEST(StressStudy, SumsUpByMeanAndWorstRowAndDrawsTheFirstDigit) {
  const Dataset digits = testing::bars_dataset(12);
  const auto study = make_stress_study(two_networks(), digits, "sheet.png", 1);
  ASSERT_TRUE(study.ok()) << study.error();
  const StressStudy& out = study.value().document;
  for (std::size_t n = 0; n < 2; ++n) {
    double sum = 0, worst = 1;
    for (const StressRow& row : out.rows) {
      sum += row.accuracy.entries[n].second;
      worst = std::min(worst, row.accuracy.entries[n].second);
    }
    EXPECT_NEAR(out.networks[n].mean, sum / static_cast<double>(out.rows.size()), 1e-12);
    EXPECT_EQ(out.networks[n].worst, worst);
  }
  EXPECT_EQ(out.digit.label, digits.labels[0]);
  ASSERT_EQ(study.value().pictures.size(), 1u);
  EXPECT_EQ(study.value().pictures[0].first, out.sheet.file);
}

}  // namespace
}  // namespace second_opinion
