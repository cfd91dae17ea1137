// Covers native_trainer/measure/coverage.cpp.
#include "native_trainer/measure/coverage.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "core/base/random.hpp"
#include "core/image/digit_image.hpp"

namespace second_opinion {
namespace {

struct Exam {
  std::vector<float> cnn, transformer;
  std::vector<unsigned char> labels;
};

void add(std::vector<float>& probabilities, int answer, float certainty) {
  for (int d = 0; d < kDigitCount; ++d)
    probabilities.push_back(d == answer ? certainty : (1 - certainty) / (kDigitCount - 1));
}

// Truth 3 everywhere. Each network is wrong now and then, doubtful when it is, and on other digits
// than the other one.
Exam exam() {
  Exam exam;
  Random random(7);
  for (int i = 0; i < 4000; ++i) {
    exam.labels.push_back(3);
    const bool cnn_wrong = i % 50 < 2, transformer_wrong = i % 50 == 7;
    add(exam.cnn, cnn_wrong ? 5 : 3,
        cnn_wrong ? random.between(0.4f, 0.8f) : random.between(0.7f, 1));
    add(exam.transformer, transformer_wrong ? 8 : 3,
        transformer_wrong ? random.between(0.4f, 0.8f) : random.between(0.7f, 1));
  }
  return exam;
}

const CoverageMeasure& measure(const CoverageStudy& study, std::string_view name) {
  for (const CoverageMeasure& m : study.measures)
    if (m.measure == name) return m;
  ADD_FAILURE() << name;
  return study.measures.front();
}

TEST(Coverage, CountsWhatIsWrongAndHowFastItFalls) {
  const Exam e = exam();
  const CoverageStudy study = measure_coverage(e.cnn, e.transformer, e.labels);
  EXPECT_EQ(study.images, 4000);
  EXPECT_EQ(measure(study, "cnn").wrong, 160);
  EXPECT_EQ(measure(study, "transformer").wrong, 80);
  for (const CoverageMeasure& m : study.measures)
    for (std::size_t i = 1; i < m.left.size(); ++i) EXPECT_LE(m.left[i], m.left[i - 1]);
  // They never agree on a mistake, so six digits in a hundred handed over leave none.
  EXPECT_EQ(measure(study, "disagreement").left[60], 0);
  EXPECT_EQ(measure(study, "both").left[60], 0);
  EXPECT_GT(measure(study, "cnn").left[60], 0);
}

TEST(Coverage, SetsThresholdsOnOneHalfAndMeasuresThemOnTheOther) {
  Exam e = exam();
  const CoverageStudy study = measure_coverage(e.cnn, e.transformer, e.labels);
  const CoverageGoal goal = measure(study, "both").goals.front();
  EXPECT_TRUE(goal.reached);
  EXPECT_EQ(goal.images, 2000);
  EXPECT_GE(goal.accuracy, 0.996) << "as good as on the half that set it, but for luck";
  EXPECT_NEAR(goal.handed, goal.fitted_handed, 0.02);
  // Mistakes in the half that sets the thresholds raise them; in the other half they only show.
  for (std::size_t i = 1; i < e.labels.size(); i += 2) e.labels[i] = 4;
  const CoverageGoal other =
      measure(measure_coverage(e.cnn, e.transformer, e.labels), "both").goals.front();
  EXPECT_EQ(other.threshold, goal.threshold);
  EXPECT_EQ(other.accuracy, 0);
}

TEST(Coverage, HandsEverythingOverWhereNoThresholdHelps) {
  Exam e = exam();
  std::fill(e.labels.begin(), e.labels.end(), 9);
  const CoverageGoal goal =
      measure(measure_coverage(e.cnn, e.transformer, e.labels), "cnn").goals.front();
  EXPECT_FALSE(goal.reached);
  EXPECT_EQ(goal.handed, 1);
  EXPECT_EQ(goal.wrong, 0);
}

}  // namespace
}  // namespace second_opinion
