// Covers native_trainer/measure/evaluation.cpp: counts and intervals by hand.
#include "native_trainer/measure/evaluation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/small_networks.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

// One row: `digit` gets `probability`, the others share the rest.
void append_row(std::vector<float>& rows, int digit, float probability) {
  for (int k = 0; k < kDigitCount; ++k)
    rows.push_back(k == digit ? probability : (1 - probability) / 9);
}

TEST(Evaluation, CountsErrorsAndConfusion) {
  std::vector<float> rows;
  append_row(rows, 3, 0.7f);
  append_row(rows, 4, 0.7f);
  append_row(rows, 9, 0.7f);
  const std::vector<unsigned char> labels{3, 9, 9};
  const Evaluation result = evaluate(rows, labels);
  EXPECT_EQ(result.images, 3);
  EXPECT_EQ(result.right, 2);
  EXPECT_EQ(result.errors, std::vector<int>{1});
  EXPECT_EQ(result.confusion[9][4], 1);
  EXPECT_EQ(result.confusion[9][9], 1);
  EXPECT_NEAR(result.loss, -(2 * std::log(0.7) + std::log(0.3 / 9)) / 3, 1e-6);
}

TEST(Evaluation, TiesGoToTheLowerDigit) {
  EXPECT_EQ(guess(std::vector<float>{0.1f, 0.4f, 0.4f, 0, 0, 0, 0, 0, 0, 0.1f}), 1);
}

TEST(Evaluation, AProbabilityOfZeroKeepsTheLossFinite) {
  std::vector<float> rows;
  append_row(rows, 0, 1);
  EXPECT_TRUE(std::isfinite(evaluate(rows, std::vector<unsigned char>{5}).loss));
}

TEST(Evaluation, WilsonIntervalMatchesPublishedValues) {
  const Interval half = wilson_interval(5, 10);  // 0.2366 … 0.7634
  EXPECT_NEAR(half.low, 0.2366, 5e-5);
  EXPECT_NEAR(half.high, 0.7634, 5e-5);
  const Interval all = wilson_interval(10, 10);
  EXPECT_NEAR(all.low, 0.7225, 5e-5);
  EXPECT_NEAR(all.high, 1, 1e-12);
  EXPECT_EQ(wilson_interval(0, 0).high, 1);
}

TEST(Evaluation, CalibrationErrorIsTheGapOfConfidence) {
  std::vector<float> rows;
  std::vector<unsigned char> labels;
  for (int i = 0; i < 150;
       ++i) {  // always 0.8 sure, right in 60 of 150, spread evenly over all bins
    append_row(rows, 1, 0.8f);
    labels.push_back(i % 5 < 2 ? 1 : 2);
  }
  EXPECT_NEAR(expected_calibration_error(rows, labels), 0.4, 1e-6);
}

TEST(Evaluation, ReliabilityBinsHoldEquallyManyPicturesInOrderOfConfidence) {
  std::vector<float> rows;
  std::vector<unsigned char> labels;
  for (int i = 0; i < 7; ++i) {
    append_row(rows, 1, 0.9f - 0.1f * static_cast<float>(i));  // 0.9, 0.8, … 0.3
    labels.push_back(i < 2 ? 1 : 2);
  }
  const auto bins = reliability(rows, labels, 3);
  ASSERT_EQ(bins.size(), 3u);
  EXPECT_EQ(bins[0].count + bins[1].count + bins[2].count, 7);
  EXPECT_EQ(bins[0].count, 2);
  EXPECT_NEAR(bins[0].confidence, 0.35, 1e-6);
  EXPECT_EQ(bins[0].accuracy, 0);
  EXPECT_NEAR(bins[2].confidence, 0.8, 1e-6);
  EXPECT_NEAR(bins[2].accuracy, 2 / 3.0, 1e-9);
}

TEST(Evaluation, DoubtsAreSortedByDecade) {
  std::vector<float> rows;
  append_row(rows, 1, 0.995f);   // 0.5 %, right
  append_row(rows, 2, 0.9975f);  // 0.25 %, wrong
  append_row(rows, 3, 0.7f);     // 30 %, wrong
  append_row(rows, 4, 1.0f);     // none, right
  const std::vector<unsigned char> labels{1, 1, 9, 4};
  const auto bins = doubts(rows, labels);
  ASSERT_EQ(bins.size(), 5u);
  EXPECT_EQ(bins[0].count, 1);
  EXPECT_EQ(bins[0].doubt, 0);
  EXPECT_EQ(bins[1].count, 0);
  EXPECT_EQ(bins[2].count, 2);
  EXPECT_EQ(bins[2].wrong, 1);
  EXPECT_NEAR(bins[2].doubt, 0.00375, 1e-7);
  EXPECT_EQ(bins[4].wrong, 1);
  EXPECT_NEAR(bins[4].doubt, 0.3, 1e-7);
  EXPECT_EQ(bins[4].below, 1);
}

TEST(Evaluation, CalibrationErrorDoesNotLetBinsCancel) {
  std::vector<float> rows;
  std::vector<unsigned char> labels;
  for (int i = 0; i < 10; ++i) {
    append_row(rows, 1, i < 5 ? 0.6f : 0.9f);
    labels.push_back(i < 5 ? 1 : 2);  // unsure but right, sure but wrong
  }
  EXPECT_NEAR(expected_calibration_error(rows, labels, 2), 0.5 * 0.4 + 0.5 * 0.9, 1e-6);
}

TEST(Evaluation, CalibrationHas15BinsOfEquallyManyPictures) {
  std::vector<float> rows;
  std::vector<unsigned char> labels;
  for (int i = 0; i < 30;
       ++i) {  // all within one fifteenth of the scale: bins of equal width would let them cancel
    append_row(rows, 1, i < 16 ? 0.97f : 0.99f);
    labels.push_back(i < 16 ? 1 : 2);
  }
  EXPECT_NEAR(expected_calibration_error(rows, labels), (16 * 0.03 + 14 * 0.99) / 30, 1e-6);
  // One fewer right one: now a bin holds a right and a wrong one.
  labels[15] = 2;
  EXPECT_NEAR(expected_calibration_error(rows, labels),
              (14 * 0.03 + (2 * 0.97 - 1) + 14 * 0.99) / 30, 1e-6);
}

TEST(Evaluation, PredictionDoesNotDependOnThreads) {
  WeightsFile file;
  file.network = Network::zeros({Family::kLinear, {testing::linear(10)}});
  std::mt19937 random(3);
  file.network.parameters[0].values = testing::random_values(7840, random, 0.1f);
  const Dataset data = testing::bars_dataset(120);
  const std::vector<float> one = predict(file, data, 1);
  EXPECT_EQ(one.size(), 1200u);
  EXPECT_EQ(one, predict(file, data, 3));
}

}  // namespace
}  // namespace second_opinion
